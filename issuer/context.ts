import type { Log } from '../src/base/log.ts'
import type { Random } from '../src/base/random.ts'
import type { Clock } from '../src/base/time.ts'
import type { RecipientSector, TransferRule } from '../src/base/transfer-rule.ts'
import { browserSession, type BrowserSession } from '../src/http/browser-session.ts'
import type { FetchDocument } from '../src/http/fetch-document.ts'
import type { CertifiedKey } from '../src/jose/signing-key.ts'
import { adequacyScopeOf, transferRules } from '../src/jurisdictions/transfer-rules.ts'
import type { PublishedMetadata } from '../src/openid4vci/make-credential-issuer-metadata.ts'
import type { Store } from '../src/store/store.ts'
import { attesterAnchorsFile } from '../src/trust/adapters/attester-anchors-file.ts'
import { certifiedKeyFile } from '../src/trust/adapters/certified-key-file.ts'
import { pinnedAnchorsFile } from '../src/trust/adapters/pinned-anchors-file.ts'
import { trustListsFile } from '../src/trust/adapters/trust-lists-file.ts'
import { trustListSource, type KeptList, type TrustListSource } from '../src/trust/trust-list-source.ts'
import { attestersOf, type Attesters } from './attesters.ts'
import { authorizationContext, type AuthorizationContext } from './authorization-context.ts'
import type { IssuerConfig } from './config.ts'
import { configurationsOf, type IssuedConfigurations } from './configurations.ts'
import { credentialIssuerMetadata } from './credential-issuer-metadata.ts'
import { confirmNothingDenied, datasetsOf } from './datasets.ts'
import { issuerEncryptionKey, type EncryptionKey } from './encryption-key.ts'
import { limits } from './limits.ts'
import { issuerRecords, type IssuerRecords } from './records.ts'

/** What the issuer's endpoints and flows work with. Made once, when the program starts. */
export interface IssuerContext extends AuthorizationContext {
  readonly config: IssuerConfig
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly records: IssuerRecords
  readonly session: BrowserSession
  /** Of officers who logged in at the desk. */
  readonly deskSession: BrowserSession
  readonly configurations: IssuedConfigurations
  readonly metadata: PublishedMetadata
  readonly credentialKey: CertifiedKey
  readonly statusKey: CertifiedKey
  /** Certified as the access certificate of a relying party: signs the metadata. */
  readonly accessKey: CertifiedKey
  readonly encryptionKey: EncryptionKey
  /** The lists on which those who ask for transfers must stand. */
  readonly trustLists: readonly TrustListSource[]
  /** Whose attestations of wallets and keys count. */
  readonly attesters: Attesters
  readonly law: TransferLaw
  /** Told of an error inside a check that is our bug; the check fails all the same. */
  readonly onBug: (error: unknown) => void
}

/** What the law says of transfers, as data. */
export interface TransferLaw {
  readonly transferRules: readonly TransferRule[]
  /** The sectors of `to` into which an adequacy decision of `from` lets data go. */
  readonly adequacyScopeOf: (from: string, to: string) => readonly RecipientSector[]
}

export interface IssuerAdapters {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly store: Store
  readonly fetchDocument: FetchDocument
}

/**
 * @throws Error if a file of keys or lists cannot be used, or if the profile holds what may never travel: then nothing
 * listens
 */
export async function makeIssuerContext(config: IssuerConfig, adapters: IssuerAdapters): Promise<IssuerContext> {
  const { clock, random, log, store, fetchDocument } = adapters
  confirmNothingDenied(config.credential, datasetsOf(config.jurisdiction, config.kind).map(({ claims }) => claims))
  const [credentialKey, statusKey, accessKey, locations, anchors] = await Promise.all([
    certifiedKeyFile(config.keyFile), certifiedKeyFile(config.statusKeyFile), certifiedKeyFile(config.accessKeyFile),
    trustListsFile(config.trustListsFile),
    attesterAnchorsFile(config.walletProvidersFile),
  ])
  const records = issuerRecords(store)
  const configurations = configurationsOf(config)
  const encryptionKey = await issuerEncryptionKey(records.encryptionKeys)
  const metadata = credentialIssuerMetadata(config, configurations, encryptionKey.encryptionJwk)
  const baseUrl = new URL(config.credentialIssuer)
  const lists = store.records<KeptList>('trust_lists')
  const { freshness } = config.jurisdiction.trustList
  return {
    config, clock, random, log, records, configurations, credentialKey, statusKey, accessKey, encryptionKey,
    session: browserSession({ name: 'issuer', baseUrl, lifetime: limits.browserSession, random }),
    deskSession: browserSession({ name: 'issuer_desk', baseUrl, lifetime: limits.deskSession, random }),
    metadata,
    ...(await authorizationContext(config.authorization, { records, metadata, clock, random })),
    trustLists: [
      ...locations.map((location) => trustListSource({ ...location, freshness, fetchDocument, records: lists })),
      ...(await pinnedAnchorsFile(config.pinnedAnchorsFile)),
    ],
    attesters: attestersOf(anchors, fetchDocument),
    law: { transferRules, adequacyScopeOf },
    onBug: (error) => log.error('check_failed_itself', error),
  }
}
