import type { EpochSeconds } from '../src/base/time.ts'
import type { TokenBinding } from '../src/oauth/access-token.ts'
import type { CredentialOffer, OfferReference } from '../src/openid4vci/credential-offer.ts'
import type { PreAuthorization, PreAuthorizedCodes } from '../src/openid4vci/pre-authorized-code.ts'
import type { OneTimeStore } from '../src/store/one-time-store.ts'
import type { RecordStore } from '../src/store/record-store.ts'
import type { Store } from '../src/store/store.ts'

/** What an access token allows here: the credentials of one dataset. */
export interface CredentialGrant extends TokenBinding {
  readonly subject: string
  readonly credentialConfigurationIds: readonly [string, ...string[]]
}

/** What is known of a credential that was handed out; neither its claims nor its key are kept. */
export interface IssuedCredential {
  readonly id: string
  readonly credentialConfigurationId: string
  readonly subject: string
  readonly issuedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly statusList: string
  readonly statusIndex: number
  readonly revokedAt: EpochSeconds | null
}

/** An offer as its page shows it, once, to the browser that asked for it. */
export interface OfferOnPage {
  readonly session: string
  readonly subject: string
  readonly reference: OfferReference
  readonly txCode: string | null
  readonly expiresAt: EpochSeconds
}

/** Every collection of this service, by what it holds. */
export interface IssuerRecords {
  readonly offers: OneTimeStore<CredentialOffer>
  readonly offerPages: OneTimeStore<OfferOnPage>
  readonly preAuthorizedCodes: PreAuthorizedCodes
  readonly accessTokens: OneTimeStore<CredentialGrant>
  readonly nonces: OneTimeStore<true>
  readonly usedDpopProofs: OneTimeStore<never>
  readonly usedTransferRequests: OneTimeStore<never>
  readonly credentials: RecordStore<IssuedCredential>
  /** `list/index` of every index that was ever given out. */
  readonly statusIndices: RecordStore<true>
  /** `list/index` of the revoked ones, with their status. */
  readonly revocations: RecordStore<{ readonly index: number; readonly status: number }>
  readonly statusLists: RecordStore<true>
}

export const issuerRecords = (store: Store): IssuerRecords => ({
  offers: store.oneTime('offers'),
  offerPages: store.oneTime('offer_pages'),
  preAuthorizedCodes: {
    codes: store.oneTime<PreAuthorization>('pre_authorized_codes'),
    tries: store.oneTime<never>('tx_code_tries'),
  },
  accessTokens: store.oneTime('access_tokens'),
  nonces: store.oneTime('nonces'),
  usedDpopProofs: store.oneTime('used_dpop_proofs'),
  usedTransferRequests: store.oneTime('used_transfer_requests'),
  credentials: store.records('credentials'),
  statusIndices: store.records('status_indices'),
  revocations: store.records('revocations'),
  statusLists: store.records('status_lists'),
})
