import { z } from 'zod'
import {
  file, parseServiceEnvironment, secret, webAddress, type ServiceConfig,
} from '../src/http/service-environment.ts'
import { jurisdictionCodes, jurisdictions, type JurisdictionCode } from '../src/jurisdictions/index.ts'
import {
  credentialKinds, type CredentialKind, type CredentialProfile, type IssuerProfile, type JurisdictionProfile,
} from '../src/jurisdictions/jurisdiction-profile.ts'
import { authorizationConfig, authorizationEnvironment, type AuthorizationConfig } from './authorization-config.ts'
import { datasetOf } from './datasets.ts'

const profileNames = jurisdictionCodes.flatMap((code) => credentialKinds.map((kind) => `${code}/${kind}` as const))

/**
 * What happens to a request that no offer says anything else of: it is answered at once; or deferred and ready at the
 * first attempt, as test suites like it; or an officer looks at it first.
 */
const issuanceModes = ['immediate', 'deferred', 'review'] as const
export type IssuanceMode = (typeof issuanceModes)[number]

/** Beside the variables that every service has. The profile chooses; what it means stands in `src/jurisdictions`. */
const environment = {
  ...authorizationEnvironment,
  ISSUER_PROFILE: z.enum(profileNames),
  ISSUER_KEY_FILE: file,
  ISSUER_STATUS_KEY_FILE: file,
  /** Key of the issuer's access certificate: it signs the metadata. */
  ISSUER_ACCESS_KEY_FILE: file,
  ISSUER_TRUST_LISTS_FILE: file,
  /** Whom the issuer trusts without a list: see `src/trust/pinned-anchors.ts`. */
  ISSUER_PINNED_ANCHORS_FILE: file.optional(),
  /** Whose attestations of wallets and keys count: see `src/trust/attester-anchors.ts`. */
  ISSUER_WALLET_PROVIDERS_FILE: file,
  ISSUER_DESK_TOKEN: secret,
  ISSUER_ISSUANCE: z.enum(issuanceModes).default('immediate'),
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
  readonly accessKeyFile: string
  readonly trustListsFile: string
  readonly pinnedAnchorsFile?: string | undefined
  readonly walletProvidersFile: string
  readonly deskToken: string
  readonly authorization: AuthorizationConfig
  readonly issuanceMode: IssuanceMode
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
    accessKeyFile: own.ISSUER_ACCESS_KEY_FILE,
    trustListsFile: own.ISSUER_TRUST_LISTS_FILE,
    pinnedAnchorsFile: own.ISSUER_PINNED_ANCHORS_FILE,
    walletProvidersFile: own.ISSUER_WALLET_PROVIDERS_FILE,
    deskToken: own.ISSUER_DESK_TOKEN,
    authorization: authorizationConfig(own, (subject) => datasetOf(jurisdiction, kind, subject) !== undefined),
    issuanceMode: own.ISSUER_ISSUANCE,
    walletUrl: own.ISSUER_WALLET_URL,
  }
}
