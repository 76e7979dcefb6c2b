import type { Log } from '../src/base/log.ts'
import type { Random } from '../src/base/random.ts'
import type { Clock } from '../src/base/time.ts'
import type { RecipientSector, TransferRule } from '../src/base/transfer-rule.ts'
import { browserSession, type BrowserSession } from '../src/http/browser-session.ts'
import type { FetchDocument } from '../src/http/fetch-document.ts'
import type { CertifiedKey } from '../src/jose/signing-key.ts'
import { adequacyScopeOf, transferRules } from '../src/jurisdictions/transfer-rules.ts'
import type { AuthorizationServerMetadata } from '../src/oauth/authorization-server-metadata.ts'
import type { CredentialIssuerMetadata } from '../src/openid4vci/credential-issuer-metadata.ts'
import type { Store } from '../src/store/store.ts'
import { certifiedKeyFile } from '../src/trust/adapters/certified-key-file.ts'
import { trustListsFile } from '../src/trust/adapters/trust-lists-file.ts'
import { trustListSource, type KeptList, type TrustListSource } from '../src/trust/trust-list-source.ts'
import type { IssuerConfig } from './config.ts'
import { confirmNothingDenied, datasetsOf } from './datasets.ts'
import { tokenGrants, type TokenGrants } from './grants.ts'
import { limits } from './limits.ts'
import { authorizationServerMetadata, credentialIssuerMetadata } from './metadata.ts'
import { issuerRecords, type IssuerRecords } from './records.ts'

/** What the issuer's endpoints and flows work with. Made once, when the program starts. */
export interface IssuerContext {
  readonly config: IssuerConfig
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly records: IssuerRecords
  readonly session: BrowserSession
  readonly metadata: CredentialIssuerMetadata
  readonly authorizationServer: AuthorizationServerMetadata
  readonly grants: TokenGrants
  readonly credentialKey: CertifiedKey
  readonly statusKey: CertifiedKey
  /** The lists on which those who ask for transfers must stand. */
  readonly trustLists: readonly TrustListSource[]
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
  const [credentialKey, statusKey, locations] = await Promise.all([
    certifiedKeyFile(config.keyFile), certifiedKeyFile(config.statusKeyFile), trustListsFile(config.trustListsFile),
  ])
  const records = issuerRecords(store)
  const baseUrl = new URL(config.credentialIssuer)
  const lists = store.records<KeptList>('trust_lists')
  const { freshness } = config.jurisdiction.trustList
  return {
    config, clock, random, log, records, credentialKey, statusKey,
    session: browserSession({ name: 'issuer', baseUrl, lifetime: limits.browserSession, random }),
    metadata: credentialIssuerMetadata(config),
    authorizationServer: authorizationServerMetadata(config),
    grants: tokenGrants(records),
    trustLists: locations.map((location) => trustListSource({ ...location, freshness, fetchDocument, records: lists })),
    law: { transferRules, adequacyScopeOf },
    onBug: (error) => log.error('check_failed_itself', error),
  }
}
