import type { Random } from '../src/base/random.ts'
import type { Clock } from '../src/base/time.ts'
import type { AuthenticatedClient } from '../src/oauth/client-authentication.ts'
import type { TokenParameters } from '../src/oauth/token-endpoint.ts'
import type { CredentialIssuerMetadata } from '../src/openid4vci/credential-issuer-metadata.ts'
import type { CredentialAccess } from './authorization-records.ts'
import type { IssuerRecords } from './records.ts'

export interface TokenRequest {
  readonly parameters: TokenParameters
  readonly client: AuthenticatedClient
  /** Thumbprint of the key of the DPoP proof. */
  readonly jkt: string
}

/** What something was exchanged for. */
export interface Granted {
  readonly grantId: string
  /** What the access token allows. */
  readonly access: CredentialAccess
  /** What the next refresh token is for; null: there is none. */
  readonly refresh: { readonly access: CredentialAccess; readonly scope: string | null } | null
}

/** One way to an access token. @throws ProtocolError<TokenErrorCode> */
export type TokenGrant = (request: TokenRequest) => Promise<Granted>

export interface GrantParts {
  readonly records: IssuerRecords
  readonly metadata: CredentialIssuerMetadata
  readonly clock: Clock
  readonly random: Random
}
