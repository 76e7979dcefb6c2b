import type { RevokedGrants } from '../src/oauth/access-token.ts'
import type { AuthorizationCodes, CodeBinding } from '../src/oauth/authorization-code.ts'
import type { AuthorizationRequest } from '../src/oauth/authorization-request.ts'
import type { PushedRequests } from '../src/oauth/pushed-authorization-request.ts'
import type { RefreshBinding, RefreshTokens } from '../src/oauth/refresh-token.ts'
import type { OneTimeStore } from '../src/store/one-time-store.ts'
import type { RecordStore } from '../src/store/record-store.ts'
import type { Store } from '../src/store/store.ts'

/** What an offer promises, whichever way it is collected. */
export interface OfferedCredential {
  readonly subject: string
  readonly credentialConfigurationIds: readonly [string, ...string[]]
  /** Whether an officer has to approve before the credential is issued. */
  readonly review: boolean
}

/** What somebody was granted: the credentials of one dataset. */
export interface CredentialAccess extends OfferedCredential {
  /** `credential_identifiers` that were handed out, each with its configuration; null if none were. */
  readonly credentialIdentifiers: Readonly<Record<string, string>> | null
}

/** What a wallet asks for. */
export interface WantedCredentials {
  readonly credentialConfigurationIds: readonly [string, ...string[]]
  /** `scope` as it was sent; null if there was none. */
  readonly scope: string | null
  /** Whether `authorization_details` were sent, so that `credential_identifiers` are owed. */
  readonly inDetail: boolean
}

/** A pushed authorization request, understood and kept until its `request_uri` is opened. */
export interface PushedAuthorization {
  readonly request: AuthorizationRequest
  readonly wanted: WantedCredentials
  /** Of the offer that `issuer_state` names; null: the wallet came by itself. */
  readonly offered: OfferedCredential | null
  /** What the page calls the client: attested by its provider, or as it was registered. */
  readonly clientName: string | null
}

/** Somebody in front of the log-in page, or of the consent page once it is known who that is. */
export interface Interaction {
  readonly session: string
  /** Which pushed request the decision will spend. */
  readonly requestKey: string
  readonly pushed: PushedAuthorization
  /** Who logged in; null before. */
  readonly subject: string | null
}

export interface CodeGrant extends CodeBinding {
  readonly access: CredentialAccess
  readonly scope: string | null
}

export interface RefreshGrant extends RefreshBinding {
  readonly access: CredentialAccess
  readonly scope: string | null
}

/** Every collection of the authorization server, by what it holds. */
export interface AuthorizationRecords {
  readonly issuerStates: OneTimeStore<OfferedCredential>
  readonly pushedRequests: PushedRequests<PushedAuthorization>
  readonly interactions: OneTimeStore<Interaction>
  readonly logInTries: OneTimeStore<never>
  readonly codes: AuthorizationCodes<CodeGrant>
  readonly refreshTokens: RefreshTokens<RefreshGrant>
  readonly revokedGrants: RevokedGrants
  readonly usedAttestationProofs: OneTimeStore<never>
  readonly usedClientAssertions: OneTimeStore<never>
  readonly secrets: RecordStore<string>
}

export function authorizationRecords(store: Store): AuthorizationRecords {
  const revokedGrants: RevokedGrants = store.oneTime('revoked_grants')
  return {
    issuerStates: store.oneTime('issuer_states'),
    pushedRequests: { requests: store.oneTime('pushed_requests'), decided: store.oneTime('decided_requests') },
    interactions: store.oneTime('interactions'),
    logInTries: store.oneTime('log_in_tries'),
    codes: {
      codes: store.oneTime('authorization_codes'), grantsOfCodes: store.oneTime('grants_of_codes'), revokedGrants,
    },
    refreshTokens: {
      tokens: store.oneTime('refresh_tokens'),
      rotated: store.oneTime('rotated_refresh_tokens'),
      inGrace: store.oneTime('refresh_tokens_in_grace'),
      revokedGrants,
    },
    revokedGrants,
    usedAttestationProofs: store.oneTime('used_attestation_proofs'),
    usedClientAssertions: store.oneTime('used_client_assertions'),
    secrets: store.records('secrets'),
  }
}
