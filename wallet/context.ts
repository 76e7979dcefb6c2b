import type { Log } from '../src/base/log.ts'
import { token, type Random } from '../src/base/random.ts'
import { hours, type Clock } from '../src/base/time.ts'
import { browserSession, type BrowserSession } from '../src/http/browser-session.ts'
import type { FetchDocument } from '../src/http/fetch-document.ts'
import { ephemeralDecryptionKey } from '../src/jose/adapters/ephemeral-decryption-key.ts'
import { generateSoftwareKey, softwareSigningKey } from '../src/jose/adapters/software-signing-key.ts'
import type { DecryptionKey, EncryptionJwk } from '../src/jose/jwe.ts'
import type { PrivateJwk, SigningKey } from '../src/jose/signing-key.ts'
import type { WalletProvider } from '../src/oauth/wallet-provider-requests.ts'
import { presentSdJwtVc, type PresentSdJwtVc } from '../src/sd-jwt/present-sd-jwt-vc.ts'
import type { Store } from '../src/store/store.ts'
import { pinnedAnchorsFile } from '../src/trust/adapters/pinned-anchors-file.ts'
import { trustListsFile } from '../src/trust/adapters/trust-lists-file.ts'
import { trustListSource, type KeptList, type TrustListSource } from '../src/trust/trust-list-source.ts'
import type { WalletConfig } from './config.ts'
import { dpopNonces, type DpopNonces } from './dpop-nonces.ts'
import { limits } from './limits.ts'
import { walletRecords, type WalletRecords } from './records.ts'

/** What the wallet's endpoints and flows work with. Made once, when the program starts. */
export interface WalletContext {
  readonly baseUrl: URL
  readonly development: boolean
  readonly trustProxy: boolean
  readonly labUrl?: string
  readonly adminToken: string
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly fetchDocument: FetchDocument
  readonly records: WalletRecords
  readonly session: BrowserSession
  /** The list of every jurisdiction that this wallet knows; all of them are asked about everybody. */
  readonly trustLists: readonly TrustListSource[]
  readonly present: PresentSdJwtVc
  /** Sends an answer to a verifier. */
  readonly directPost: FetchDocument
  readonly generateKey: () => { readonly key: SigningKey; readonly privateJwk: PrivateJwk }
  readonly signingKey: (privateJwk: PrivateJwk) => SigningKey
  /** A key for one encrypted answer. */
  readonly decryptionKey: (kid: string) => { readonly decryptionKey: DecryptionKey; readonly encryptionJwk: EncryptionJwk }
  readonly dpopNonces: DpopNonces
  /** Who attests this wallet and its keys; without one the wallet is nobody in particular. */
  readonly walletProvider?: WalletProvider
  /** For test suites: what passes every check is taken without asking anybody. */
  readonly autoAccept: boolean
}

export interface WalletAdapters {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly store: Store
  readonly fetchDocument: FetchDocument
  /** Ports with an ordinary adapter: replaced where a laboratory needs a wallet that errs. */
  readonly present?: PresentSdJwtVc
  readonly directPost?: FetchDocument
  readonly generateKey?: WalletContext['generateKey']
  readonly signingKey?: WalletContext['signingKey']
}

/** @throws z.ZodError or Error if the file of trust lists cannot be read */
export async function makeWalletContext(config: WalletConfig, adapters: WalletAdapters): Promise<WalletContext> {
  const { clock, random, log, store, fetchDocument } = adapters
  const locations = await trustListsFile(config.trustListsFile)
  const records = store.records<KeptList>('trust_lists')
  return {
    baseUrl: config.baseUrl,
    development: config.development,
    trustProxy: config.trustProxy,
    ...(config.labUrl !== undefined && { labUrl: config.labUrl }),
    adminToken: config.adminToken,
    clock,
    random,
    log,
    fetchDocument,
    records: walletRecords(store),
    session: browserSession({ name: 'wallet', baseUrl: config.baseUrl, lifetime: limits.browserSession, random }),
    trustLists: [
      ...locations.map((location) => trustListSource({ ...location, freshness: hours(24), fetchDocument, records })),
      ...(await pinnedAnchorsFile(config.pinnedAnchorsFile)),
    ],
    present: adapters.present ?? presentSdJwtVc,
    directPost: adapters.directPost ?? fetchDocument,
    generateKey: adapters.generateKey ?? generateSoftwareKey,
    signingKey: adapters.signingKey ?? softwareSigningKey,
    decryptionKey: ephemeralDecryptionKey,
    dpopNonces: dpopNonces(),
    ...(config.walletProvider && { walletProvider: config.walletProvider }),
    autoAccept: config.autoAccept,
  }
}

export const newId = ({ random }: Pick<WalletContext, 'random'>, prefix: `${string}_`): string => token(random, prefix)

/** Our bugs inside a check: the check fails all the same. */
export const bugIn =
  ({ log }: Pick<WalletContext, 'log'>) =>
  (error: unknown): void =>
    log.error('check_failed_itself', error)
