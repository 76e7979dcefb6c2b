import type { EpochSeconds } from '../src/base/time.ts'
import type { TokenBinding } from '../src/oauth/access-token.ts'
import type { CredentialOffer, OfferReference } from '../src/openid4vci/credential-offer.ts'
import type { PreAuthorization, PreAuthorizedCodes } from '../src/openid4vci/pre-authorized-code.ts'
import type { OneTimeStore } from '../src/store/one-time-store.ts'
import type { RecordStore } from '../src/store/record-store.ts'
import type { Store } from '../src/store/store.ts'
import { authorizationRecords, type AuthorizationRecords, type CredentialAccess } from './authorization-records.ts'
import { issuanceRecords, type IssuanceRecords } from './issuance-records.ts'
import type { OfferedGrant } from './offered-grants.ts'

/** What an access token allows here: the credentials of one dataset. */
export interface CredentialGrant extends TokenBinding, CredentialAccess {
  /** Thumbprint of the key of the wallet's instance, if it is attested. */
  readonly instanceKey: string | null
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
}

/** An offer as its page shows it, once, to the browser that asked for it. */
export interface OfferOnPage {
  readonly session: string
  readonly subject: string
  readonly reference: OfferReference
  readonly txCode: string | null
  readonly grant: OfferedGrant
  readonly review: boolean
  readonly expiresAt: EpochSeconds
}

/** Every collection of this service, by what it holds. */
export interface IssuerRecords extends IssuanceRecords {
  readonly offers: OneTimeStore<CredentialOffer>
  readonly offerPages: OneTimeStore<OfferOnPage>
  readonly preAuthorizedCodes: PreAuthorizedCodes
  readonly authorization: AuthorizationRecords
  readonly accessTokens: OneTimeStore<CredentialGrant>
  readonly nonces: OneTimeStore<true>
  readonly usedDpopProofs: OneTimeStore<never>
  readonly usedTransferRequests: OneTimeStore<never>
  readonly credentials: RecordStore<IssuedCredential>
  /** `list/index` of every index that was ever given out. */
  readonly statusIndices: RecordStore<true>
  /** `list/index` of those whose status was ever changed, with the status they have now. */
  readonly statuses: RecordStore<{ readonly index: number; readonly status: number }>
  readonly statusLists: RecordStore<true>
}

export const issuerRecords = (store: Store): IssuerRecords => ({
  ...issuanceRecords(store),
  offers: store.oneTime('offers'),
  offerPages: store.oneTime('offer_pages'),
  preAuthorizedCodes: {
    codes: store.oneTime<PreAuthorization>('pre_authorized_codes'),
    tries: store.oneTime<never>('tx_code_tries'),
  },
  authorization: authorizationRecords(store),
  accessTokens: store.oneTime('access_tokens'),
  nonces: store.oneTime('nonces'),
  usedDpopProofs: store.oneTime('used_dpop_proofs'),
  usedTransferRequests: store.oneTime('used_transfer_requests'),
  credentials: store.records('credentials'),
  statusIndices: store.records('status_indices'),
  statuses: store.records('statuses'),
  statusLists: store.records('status_lists'),
})
