import { file, parseServiceEnvironment, secret, webAddress, type ServiceConfig } from '../http/service-environment.ts'

/** Beside the variables that every service has. */
const environment = {
  /** Signs wallet attestations. */
  PROVIDER_KEY_FILE: file,
  /** Signs key attestations, with a certificate of another authority. */
  PROVIDER_KEY_ATTESTATION_KEY_FILE: file,
  PROVIDER_STATUS_KEY_FILE: file,
  /** `client_id` of the wallet: its public address, the same for all its instances. */
  PROVIDER_CLIENT_ID: webAddress,
  /** What the wallet shows to be let in. */
  PROVIDER_WALLET_TOKEN: secret,
  PROVIDER_DESK_TOKEN: secret,
}

export interface WalletProviderConfig extends ServiceConfig {
  /** JSON `{"privateJwk", "x5c"}`, as are the two that follow. */
  readonly keyFile: string
  readonly keyAttestationKeyFile: string
  readonly statusKeyFile: string
  readonly clientId: string
  readonly walletToken: string
  readonly deskToken: string
}

/** Only main.ts calls this with the process's environment. @throws z.ZodError listing every bad variable at once */
export function parseWalletProviderConfig(env: Readonly<Record<string, string | undefined>>): WalletProviderConfig {
  const { own, ...common } = parseServiceEnvironment('PROVIDER', environment, env)
  return {
    ...common,
    keyFile: own.PROVIDER_KEY_FILE,
    keyAttestationKeyFile: own.PROVIDER_KEY_ATTESTATION_KEY_FILE,
    statusKeyFile: own.PROVIDER_STATUS_KEY_FILE,
    clientId: own.PROVIDER_CLIENT_ID,
    walletToken: own.PROVIDER_WALLET_TOKEN,
    deskToken: own.PROVIDER_DESK_TOKEN,
  }
}
