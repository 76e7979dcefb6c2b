import { z } from 'zod'
import {
  file, parseServiceEnvironment, secret, webAddress, type ServiceConfig,
} from '../src/http/service-environment.ts'
import { jurisdictionCodes, jurisdictions, type JurisdictionCode } from '../src/jurisdictions/index.ts'
import {
  credentialKinds, type CredentialKind, type CredentialProfile, type IssuerProfile, type JurisdictionProfile,
} from '../src/jurisdictions/jurisdiction-profile.ts'

const profileNames = jurisdictionCodes.flatMap((code) => credentialKinds.map((kind) => `${code}/${kind}` as const))

/** Beside the variables that every service has. The profile chooses; what it means stands in `src/jurisdictions`. */
const environment = {
  ISSUER_PROFILE: z.enum(profileNames),
  ISSUER_KEY_FILE: file,
  ISSUER_STATUS_KEY_FILE: file,
  ISSUER_TRUST_LISTS_FILE: file,
  ISSUER_DESK_TOKEN: secret,
  ISSUER_WALLET_URL: webAddress,
}

export interface IssuerConfig extends Omit<ServiceConfig, 'url'> {
  /** Credential Issuer Identifier and public base URL, exactly as configured. */
  readonly credentialIssuer: string
  readonly jurisdiction: JurisdictionProfile
  readonly kind: CredentialKind
  readonly credential: CredentialProfile
  readonly organisation: IssuerProfile
  readonly keyFile: string
  readonly statusKeyFile: string
  readonly trustListsFile: string
  readonly deskToken: string
  /** `credential_offer_endpoint` of the lab's wallet. */
  readonly walletUrl: string
}

/** Only main.ts calls this with the process's environment. @throws z.ZodError listing every bad variable at once */
export function parseIssuerConfig(env: Readonly<Record<string, string | undefined>>): IssuerConfig {
  const { url, own, ...common } = parseServiceEnvironment('ISSUER', environment, env)
  const [code, kind] = own.ISSUER_PROFILE.split('/') as [JurisdictionCode, CredentialKind]
  const jurisdiction = jurisdictions[code]
  return {
    ...common,
    credentialIssuer: url,
    jurisdiction,
    kind,
    credential: jurisdiction.credentials[kind],
    organisation: jurisdiction.issuers[kind],
    keyFile: own.ISSUER_KEY_FILE,
    statusKeyFile: own.ISSUER_STATUS_KEY_FILE,
    trustListsFile: own.ISSUER_TRUST_LISTS_FILE,
    deskToken: own.ISSUER_DESK_TOKEN,
    walletUrl: own.ISSUER_WALLET_URL,
  }
}
