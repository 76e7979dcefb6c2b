import type { EpochSeconds } from '../src/base/time.ts'
import type { P256PublicJwk } from '../src/jose/jwk.ts'
import type { PrivateJwk } from '../src/jose/signing-key.ts'
import type { NotificationEvent } from '../src/openid4vci/notification.ts'
import type { OneTimeStore } from '../src/store/one-time-store.ts'
import type { RecordStore } from '../src/store/record-store.ts'
import type { Store } from '../src/store/store.ts'

/** The keys to which the copies of one issuance are bound. */
export type HolderKeys = readonly [P256PublicJwk, ...P256PublicJwk[]]

/** A request for credentials that could not be answered at once; kept under the SHA-256 of its transaction id. */
export interface Transaction {
  /** The authorization it came with: only tokens of the same one collect. */
  readonly grantId: string
  readonly subject: string
  readonly credentialConfigurationId: string
  readonly keys: HolderKeys
  readonly state: 'waiting' | 'put_aside' | 'approved' | 'refused' | 'collected'
  readonly requestedAt: EpochSeconds
  readonly decidedAt: EpochSeconds | null
  /** Mark of the answer that carries the credentials. */
  readonly collection: string | null
}

/** The credentials of one answer, and what the wallet told of them since. */
export interface NotifiedIssuance {
  readonly grantId: string
  /** Ids of issued credentials. */
  readonly credentials: readonly string[]
  readonly events: readonly { readonly event: NotificationEvent; readonly at: EpochSeconds }[]
}

export interface IssuanceRecords {
  readonly transactions: RecordStore<Transaction>
  /** By `notification_id`. */
  readonly notifications: RecordStore<NotifiedIssuance>
  readonly encryptionKeys: RecordStore<PrivateJwk>
  /** Officers who logged in, under the SHA-256 of their session's identifier. */
  readonly deskSessions: OneTimeStore<true>
}

export const issuanceRecords = (store: Store): IssuanceRecords => ({
  transactions: store.records('transactions'),
  notifications: store.records('notifications'),
  encryptionKeys: store.records('encryption_keys'),
  deskSessions: store.oneTime('desk_sessions'),
})
