import type { EpochSeconds } from '../base/time.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'
import type { RecordStore } from '../store/record-store.ts'
import type { Store } from '../store/store.ts'

/** One installation of the wallet, known by a key of its own. Whose it is and what it holds is not known here. */
export interface Instance {
  readonly id: string
  /** RFC 7638 thumbprint of the key with which it registered. */
  readonly jkt: string
  readonly registeredAt: EpochSeconds
  readonly revokedAt: EpochSeconds | null
}

/** An index of a status list, given to one wallet attestation. For which issuer that was is not known here. */
export interface AttestationStatus {
  readonly index: number
  readonly instanceId: string
}

/** Every collection of this service, by what it holds. */
export interface WalletProviderRecords {
  readonly challenges: OneTimeStore<true>
  /** By the instance's key. */
  readonly instanceIds: RecordStore<string>
  readonly instances: RecordStore<Instance>
  /** `list/index` of every index that was ever given out. */
  readonly statuses: RecordStore<AttestationStatus>
}

export const walletProviderRecords = (store: Store): WalletProviderRecords => ({
  challenges: store.oneTime('challenges'),
  instanceIds: store.records('instance_ids'),
  instances: store.records('instances'),
  statuses: store.records('statuses'),
})
