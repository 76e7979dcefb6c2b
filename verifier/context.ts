import type { Log } from '../src/base/log.ts'
import type { Random } from '../src/base/random.ts'
import type { Clock } from '../src/base/time.ts'
import { browserSession, type BrowserSession } from '../src/http/browser-session.ts'
import type { FetchDocument } from '../src/http/fetch-document.ts'
import { ephemeralDecryptionKey } from '../src/jose/adapters/ephemeral-decryption-key.ts'
import type { CertifiedKey } from '../src/jose/signing-key.ts'
import { jurisdictions } from '../src/jurisdictions/index.ts'
import type { JurisdictionProfile, VerifierProfile } from '../src/jurisdictions/jurisdiction-profile.ts'
import { clientIdOf } from '../src/openid4vp/authorization-request.ts'
import { fetchStatusListToken } from '../src/status-list/fetch-status-list-token.ts'
import type { OneTimeStore } from '../src/store/one-time-store.ts'
import type { RecordStore } from '../src/store/record-store.ts'
import type { Store } from '../src/store/store.ts'
import { trustListSource, type KeptList, type TrustListSource } from '../src/trust/trust-list-source.ts'
import { pinnedAnchorsFile } from '../src/trust/adapters/pinned-anchors-file.ts'
import { trustListsFile } from '../src/trust/adapters/trust-lists-file.ts'
import { certifiedKeyFile } from '../src/trust/adapters/certified-key-file.ts'
import { jwtFile } from './adapters/jwt-file.ts'
import type { VerifierConfig } from './config.ts'
import { limits } from './limits.ts'
import type { RequestRecord } from './request-record.ts'

/** What the verifier's endpoints and flows work with. Made once, when the program starts. */
export interface VerifierContext {
  /** Public base URL, without a slash at its end. */
  readonly baseUrl: string
  readonly development: boolean
  readonly trustProxy: boolean
  readonly labUrl?: string
  readonly walletUrl: string
  readonly deskToken: string
  /** Where this verifier stands, and who it is. */
  readonly jurisdiction: JurisdictionProfile
  readonly verifier: VerifierProfile
  /** Of the access certificate: signs requests, transfer requests and receipts. */
  readonly accessKey: CertifiedKey
  readonly clientId: string
  readonly registrationCertificate: string
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly fetchDocument: FetchDocument
  readonly fetchStatusListToken: (uri: string) => Promise<string>
  readonly newDecryptionKey: typeof ephemeralDecryptionKey
  readonly session: BrowserSession
  readonly trustLists: readonly TrustListSource[]
  readonly requests: RecordStore<RequestRecord>
  /** Hash of a response code -> id of the request. */
  readonly responseCodes: RecordStore<string>
  /** Links that tie a request made at the desk to the first browser that opens them. */
  readonly browserLinks: OneTimeStore<string>
  /** Told of an error inside a check, which is our bug: the check fails all the same. */
  readonly bug: (error: unknown) => void
}

export interface VerifierAdapters {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly store: Store
  readonly fetchDocument: FetchDocument
}

/** @throws Error or z.ZodError if a configured file is not what it should be */
export async function makeVerifierContext(
  config: VerifierConfig,
  adapters: VerifierAdapters,
): Promise<VerifierContext> {
  const { clock, random, log, store, fetchDocument } = adapters
  const jurisdiction = jurisdictions[config.profile.jurisdiction]
  const accessKey = await certifiedKeyFile(config.accessKeyFile)
  const records = store.records<KeptList>('trust_lists')
  const locations = await trustListsFile(config.trustListsFile)
  return {
    baseUrl: config.url,
    development: config.development,
    trustProxy: config.trustProxy,
    ...(config.labUrl !== undefined && { labUrl: config.labUrl }),
    walletUrl: config.walletUrl,
    deskToken: config.deskToken,
    jurisdiction,
    verifier: jurisdiction.verifiers[config.profile.role],
    accessKey,
    clientId: clientIdOf(accessKey),
    registrationCertificate: await jwtFile(config.registrationFile),
    clock,
    random,
    log,
    fetchDocument,
    fetchStatusListToken: fetchStatusListToken(fetchDocument),
    newDecryptionKey: ephemeralDecryptionKey,
    session: browserSession({
      name: 'verifier',
      baseUrl: new URL(config.url),
      lifetime: limits.browserSession,
      random,
    }),
    trustLists: [
      ...locations.map((location) =>
        trustListSource({ ...location, freshness: jurisdiction.trustList.freshness, fetchDocument, records }),
      ),
      ...(await pinnedAnchorsFile(config.pinnedAnchorsFile)),
    ],
    requests: store.records('requests'),
    responseCodes: store.records('response_codes'),
    browserLinks: store.oneTime('browser_links'),
    bug: (error) => log.error('check_failed_itself', error),
  }
}
