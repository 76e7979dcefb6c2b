import type { Report } from '../src/base/checks.ts'
import type { ClaimsPath } from '../src/base/claims-path.ts'
import type { ListStatus } from '../src/base/decision.ts'
import type { JsonObject } from '../src/base/json.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import type { PrivateJwk } from '../src/jose/signing-key.ts'
import type { ResponseTarget } from '../src/openid4vp/authorization-response.ts'
import type { OneTimeStore } from '../src/store/one-time-store.ts'
import type { RecordStore } from '../src/store/record-store.ts'
import type { Store } from '../src/store/store.ts'

/**
 * What the wallet keeps. Keys of records start with the instance they belong to (`inst_….cred_…`), so that one holder's
 * records can neither be listed nor guessed from another's.
 */
export interface WalletRecords {
  readonly instances: RecordStore<Instance>
  /** By the digest of the token: the database alone opens no wallet. */
  readonly apiTokens: RecordStore<InstanceReference>
  readonly browserSessions: RecordStore<InstanceReference>
  readonly browserLinks: OneTimeStore<InstanceReference>
  readonly offers: RecordStore<HeldOffer>
  readonly credentials: RecordStore<HeldCredential>
  /** The private keys of the credentials, under the same record keys; read only to sign. */
  readonly credentialKeys: RecordStore<PrivateJwk>
  readonly presentations: RecordStore<HeldPresentation>
  readonly receipts: RecordStore<HeldReceipt>
  readonly history: RecordStore<HistoryEntry>
}

export const walletRecords = (store: Store): WalletRecords => ({
  instances: store.records('wallet-instances'),
  apiTokens: store.records('wallet-api-tokens'),
  browserSessions: store.records('wallet-browser-sessions'),
  browserLinks: store.oneTime('wallet-browser-links'),
  offers: store.records('wallet-offers'),
  credentials: store.records('wallet-credentials'),
  credentialKeys: store.records('wallet-credential-keys'),
  presentations: store.records('wallet-presentations'),
  receipts: store.records('wallet-receipts'),
  history: store.records('wallet-history'),
})

export const recordKey = (instanceId: string, id: string): string => `${instanceId}.${id}`
export const recordsOf = (instanceId: string): string => `${instanceId}.`

export interface Instance {
  readonly id: string
  readonly label: string
  readonly createdAt: EpochSeconds
}
export interface InstanceReference {
  readonly instanceId: string
}

/** Texts of another party, each in the language it declares (a BCP 47 tag; '' if it declares none). */
export type Named = readonly NamedIn[]
export interface NamedIn {
  readonly text: string
  readonly lang: string
}

export interface HeldOffer {
  readonly id: string
  readonly receivedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly state: 'open' | 'collecting' | 'collected' | 'dismissed'
  /** While collecting: another attempt may begin at this instant, if this one never came back. */
  readonly attemptUntil?: EpochSeconds
  readonly issuer: IssuerOfOffer
  readonly preAuthorizedCode: string
  readonly txCode?: { readonly inputMode: 'numeric' | 'text'; readonly length?: number; readonly description?: string }
  readonly configurations: readonly OfferedConfiguration[]
  /** What the wallet established before it showed the offer. */
  readonly report: Report
  /** How the last attempt ended, if it did not succeed: the page says so until another one is made. */
  readonly lastFailure?: { readonly code: string; readonly description: string; readonly report?: Report }
  /** Kept when the issuer gave a token and a later step did not succeed: the code is spent, the token is not. */
  readonly access?: Access
}

export interface Access {
  readonly token: string
  readonly dpopKey: PrivateJwk
  readonly expiresAt: EpochSeconds
  /** The credentials of the offer for which a request was answered; each is asked for at most once. */
  readonly credentials: readonly ReceivedCredential[]
}

export interface IssuerOfOffer {
  readonly credentialIssuer: string
  readonly names: Named
  readonly authorizationServer: string
  readonly tokenEndpoint: string
  readonly credentialEndpoint: string
  readonly nonceEndpoint: string
}

export interface OfferedConfiguration {
  readonly id: string
  readonly vct: string
  readonly names: Named
  readonly claims: readonly ClaimLabel[]
}

export interface ClaimLabel {
  readonly path: ClaimsPath
  readonly names: Named
}

/** Answered by the issuer and not yet the holder's: its checks, or a confirmation, are still to come. */
export interface ReceivedCredential {
  readonly configurationId: string
  readonly credential: string
  readonly key: PrivateJwk
}

export interface HeldCredential {
  readonly id: string
  readonly configurationId: string
  readonly vct: string
  /** Byte for byte as issued, RFC 9901: issuer-signed JWT and every disclosure. */
  readonly credential: string
  readonly credentialIssuer: string
  readonly issuerNames: Named
  readonly names: Named
  readonly claimLabels: readonly ClaimLabel[]
  readonly receivedAt: EpochSeconds
  readonly expiresAt?: EpochSeconds
  /** Where its issuer was listed when it was stored; absent if the holder stored it although it was in no list. */
  readonly listed?: ListedIssuer
}

export interface ListedIssuer {
  readonly territory: string
  readonly entityName: string
  readonly serviceName: string
  readonly list: string
  readonly sequenceNumber: number
}

export interface HeldPresentation {
  readonly id: string
  readonly receivedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly state: 'open' | 'answering' | 'accepted' | 'refused' | 'declined'
  /** While answering: another attempt may begin at this instant, if this one never came back. */
  readonly attemptUntil?: EpochSeconds
  /** Of the authenticated Request Object: where an answer goes and what it is bound to. */
  readonly target: ResponseTarget & { readonly nonce: string }
  readonly verifier: VerifierSeen
  readonly report: Report
  /** What the holder was shown and what approving shares: nothing else can leave. */
  readonly consent: ConsentTerms
  readonly outcome?: {
    readonly at: EpochSeconds
    readonly redirectUri?: string
    readonly error?: string
    readonly errorDescription?: string
  }
}

/** The verifier as its certificates say, never as its request says. */
export interface VerifierSeen {
  readonly clientId: string
  readonly name: string
  readonly legalName: string
  readonly identifier: string
  readonly country: string
  /** Territory of the list in which the access certificate is anchored. */
  readonly territory: string
  readonly certificateSubject: string
  /** base64url SHA-256 of the access certificate: a receipt of this verifier must be signed with it. */
  readonly certificate: string
  readonly listStatus: ListStatus
  readonly list: string
  readonly sequenceNumber: number
  readonly listedAs: string
  readonly registration: RegisteredUse
}

/** What the verifier registered for this use, from its registration certificate. */
export interface RegisteredUse {
  readonly name: string
  readonly description: Named
  readonly purpose: Named
  /** The code of the purpose. */
  readonly intendedUse?: string
  readonly privacyPolicy: string
  readonly support: string
  readonly publicBody: boolean
}

export interface ConsentTerms {
  readonly shares: readonly Share[]
  readonly overAsked: readonly OverAsked[]
  /** Credential Queries that nothing in this wallet answers, though the verifier requires an answer. */
  readonly missing: readonly MissingCredential[]
  /** Everything that is asked for, whether or not it is here: for the history. */
  readonly requested: readonly {
    readonly query: string
    readonly type: string
    readonly paths: readonly ClaimsPath[]
  }[]
  /** The transfer rule that forbids this presentation, if one does. */
  readonly blockedBy?: string
}
export interface Share {
  readonly query: string
  readonly credentialId: string
  readonly paths: readonly ClaimsPath[]
  /** How the credential stood when the holder was asked. The holder is warned; the verifier decides. */
  readonly condition: CredentialCondition
}
export interface CredentialCondition {
  readonly state: 'valid' | 'expired' | 'notYetValid' | 'revoked' | 'unknown'
  readonly listStatus: ListStatus
}
export interface OverAsked {
  readonly query: string
  readonly path: ClaimsPath
  readonly why: OverAskedWhy
  /** Names the entry that it goes beyond: the registration, the purpose's list, the deny list. */
  readonly rule: string
}
export type OverAskedWhy = 'not_registered' | 'beyond_purpose' | 'denied'
export interface MissingCredential {
  readonly query: string
  readonly vct: readonly string[]
}

export interface HeldReceipt {
  readonly id: string
  readonly presentationId: string
  readonly receivedAt: EpochSeconds
  /** The verifier's signed statement, compact JWS, as received. */
  readonly jwt: string
  readonly claims: JsonObject
  readonly verifierName: string
}

/**
 * One interaction, failed ones too. Never a claim's value: a history that leaks would tell no more than that it
 * happened.
 */
export interface HistoryEntry {
  readonly id: string
  readonly at: EpochSeconds
  readonly kind: HistoryKind
  readonly outcome: HistoryOutcome
  readonly party: { readonly name: string; readonly identifier: string; readonly territory?: string }
  /** The offer, presentation or receipt that this line is about. */
  readonly about?: string
  readonly credentials: readonly {
    readonly type: string
    readonly requested: readonly ClaimsPath[]
    readonly disclosed: readonly ClaimsPath[]
  }[]
  readonly error?: { readonly code: string; readonly checks: readonly string[] }
}
export const historyKinds = ['issuance', 'presentation', 'receipt', 'deletion'] as const
export type HistoryKind = (typeof historyKinds)[number]
export const historyOutcomes = ['completed', 'declined', 'failed'] as const
export type HistoryOutcome = (typeof historyOutcomes)[number]
