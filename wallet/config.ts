import { z } from 'zod'
import {
  file,
  parseServiceEnvironment,
  secret,
  webAddress,
  yesOrNo,
  type ServiceConfig,
} from '../src/http/service-environment.ts'
import type { WalletProvider } from '../src/oauth/wallet-provider-requests.ts'

/** Beside the variables that every service has. */
const environment = {
  /** Opens the desk that makes wallets for others: `POST /api/instances`. */
  WALLET_ADMIN_TOKEN: secret,
  WALLET_TRUST_LISTS_FILE: file,
  /** Whom the wallet trusts without a list: see `src/trust/pinned-anchors.ts`. */
  WALLET_PINNED_ANCHORS_FILE: file.optional(),
  /** Who attests this wallet and its keys; both or none. */
  WALLET_PROVIDER_URL: webAddress.optional(),
  WALLET_PROVIDER_TOKEN: secret.optional(),
  /** For test suites: offers that pass every check are taken without asking anybody. */
  WALLET_AUTO_ACCEPT: yesOrNo,
}

export interface WalletConfig extends Omit<ServiceConfig, 'url'> {
  readonly baseUrl: URL
  readonly adminToken: string
  readonly trustListsFile: string
  readonly pinnedAnchorsFile?: string | undefined
  readonly walletProvider?: WalletProvider
  readonly autoAccept: boolean
}

/** Only main.ts calls this with the process's environment. @throws z.ZodError listing every bad variable at once */
export function parseWalletConfig(env: Readonly<Record<string, string | undefined>>): WalletConfig {
  const { url, own, ...common } = parseServiceEnvironment('WALLET', environment, env)
  return {
    ...common,
    baseUrl: new URL(url),
    adminToken: own.WALLET_ADMIN_TOKEN,
    trustListsFile: own.WALLET_TRUST_LISTS_FILE,
    ...walletProviderIn(own),
    autoAccept: own.WALLET_AUTO_ACCEPT,
    pinnedAnchorsFile: own.WALLET_PINNED_ANCHORS_FILE,
  }
}

function walletProviderIn({
  WALLET_PROVIDER_URL: url,
  WALLET_PROVIDER_TOKEN: token,
}: {
  readonly WALLET_PROVIDER_URL?: string | undefined
  readonly WALLET_PROVIDER_TOKEN?: string | undefined
}): { readonly walletProvider?: WalletProvider } {
  if (url !== undefined && token !== undefined) return { walletProvider: { url, token } }
  if (url === undefined && token === undefined) return {}
  const path = [url === undefined ? 'WALLET_PROVIDER_URL' : 'WALLET_PROVIDER_TOKEN']
  const message = 'set both WALLET_PROVIDER_URL and WALLET_PROVIDER_TOKEN, or none of them'
  throw new z.ZodError([{ code: 'custom', path, message, input: undefined }])
}
