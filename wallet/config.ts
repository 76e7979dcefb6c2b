import { file, parseServiceEnvironment, secret, type ServiceConfig } from '../src/http/service-environment.ts'

/** Beside the variables that every service has. */
const environment = {
  /** Opens the desk that makes wallets for others: `POST /api/instances`. */
  WALLET_ADMIN_TOKEN: secret,
  WALLET_TRUST_LISTS_FILE: file,
}

export interface WalletConfig extends Omit<ServiceConfig, 'url'> {
  readonly baseUrl: URL
  readonly adminToken: string
  readonly trustListsFile: string
}

/** Only main.ts calls this with the process's environment. @throws z.ZodError listing every bad variable at once */
export function parseWalletConfig(env: Readonly<Record<string, string | undefined>>): WalletConfig {
  const { url, own, ...common } = parseServiceEnvironment('WALLET', environment, env)
  return {
    ...common,
    baseUrl: new URL(url),
    adminToken: own.WALLET_ADMIN_TOKEN,
    trustListsFile: own.WALLET_TRUST_LISTS_FILE,
  }
}
