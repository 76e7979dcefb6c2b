import type { Log } from '../base/log.ts'
import type { Random } from '../base/random.ts'
import type { Clock } from '../base/time.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import type { Store } from '../store/store.ts'
import { certifiedKeyFile } from '../trust/adapters/certified-key-file.ts'
import type { WalletProviderConfig } from './config.ts'
import { walletProviderRecords, type WalletProviderRecords } from './records.ts'

/** What the endpoints and flows of the wallet provider work with. Made once, when the program starts. */
export interface WalletProviderContext {
  readonly config: WalletProviderConfig
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly records: WalletProviderRecords
  readonly walletAttestationKey: CertifiedKey
  readonly keyAttestationKey: CertifiedKey
  readonly statusKey: CertifiedKey
  /** Told of an error inside a check that is our bug; the check fails all the same. */
  readonly onBug: (error: unknown) => void
}

export interface WalletProviderAdapters {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly store: Store
}

/** @throws Error if a file of keys cannot be used: then nothing listens */
export async function makeWalletProviderContext(
  config: WalletProviderConfig,
  { clock, random, log, store }: WalletProviderAdapters,
): Promise<WalletProviderContext> {
  const [walletAttestationKey, keyAttestationKey, statusKey] = await Promise.all(
    [config.keyFile, config.keyAttestationKeyFile, config.statusKeyFile].map(certifiedKeyFile),
  ) as [CertifiedKey, CertifiedKey, CertifiedKey]
  return {
    config, clock, random, log, walletAttestationKey, keyAttestationKey, statusKey,
    records: walletProviderRecords(store),
    onBug: (error) => log.error('check_failed_itself', error),
  }
}
