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
import type { HeldAttestation, ProviderRegistration } from './attestation-records.ts'
import type { Access, HeldOffer, OfferReference, Requested } from './issuance-records.ts'
import type { ClaimLabel, Named } from './named-records.ts'

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
  /** By the digest of `state`: which transaction an authorization response belongs to, once. */
  readonly authorizationStates: OneTimeStore<OfferReference>
  /** What issuers gave for later: to notify them, to ask them for fresh copies. */
  readonly accesses: RecordStore<Access>
  /** The wallet provider's attestations: one key for each instance and each authorization server. */
  readonly attestations: RecordStore<HeldAttestation>
  readonly registrations: RecordStore<ProviderRegistration>
  readonly credentials: RecordStore<HeldCredential>
  /** Copies that nobody has seen yet, each issued to a key of its own. */
  readonly copies: RecordStore<HeldCopy>
  /** The private keys of credentials and copies, under the same record keys; read only to sign. */
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
  authorizationStates: store.oneTime('wallet-authorization-states'),
  accesses: store.records('wallet-accesses'),
  attestations: store.records('wallet-attestations'),
  registrations: store.records('wallet-registrations'),
  copies: store.records('wallet-copies'),
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

export interface HeldCredential {
  readonly id: string
  readonly configurationId: string
  readonly vct: string
  /** The type and those it extends, where it describes itself. */
  readonly types?: readonly string[]
  /** Byte for byte as issued, RFC 9901: issuer-signed JWT and every disclosure. */
  readonly credential: string
  readonly credentialIssuer: string
  readonly issuerNames: Named
  readonly names: Named
  readonly claimLabels: readonly ClaimLabel[]
  readonly receivedAt: EpochSeconds
  readonly expiresAt?: EpochSeconds
  /** Who vouched for its issuer when it was stored; absent if the holder stored it although it was in no list. */
  readonly listed?: ListedIssuer
  /** Absent: issued as a single copy. */
  readonly copies?: CopiesOfCredential
  /** What was asked for, so that it can be asked for again; and what the issuer gave for that, in `accesses`. */
  readonly requested?: Requested
  readonly access?: string
  /** Fresh copies are not asked for before. */
  readonly renewNotBefore?: EpochSeconds
  /** The last part of its key's record key; that of the credential unless told. */
  readonly keyId?: string
  /** OpenID4VCI 1.0 "Notification Endpoint": by which the issuer knows this delivery. */
  readonly notificationId?: string
}

/** Several copies of one credential, so that those who see them cannot tell that it is the same holder. */
export interface CopiesOfCredential {
  /** How many came together. */
  readonly issued: number
  /** The record keys' last parts of the copies that nobody has seen; the copy in the credential itself is used last. */
  readonly unused: readonly string[]
  /** Whether the copy in the credential itself was presented. */
  readonly lastUsed: boolean
  /** The issuer's words for how copies are meant to be used, ETSI TS 119 472-3; `once_only` where it says nothing. */
  readonly policy: string
  /** Fewer unused copies than this, and fresh ones are asked for. */
  readonly renewBelow: number
  /** Fewer seconds of validity than this, likewise. */
  readonly renewLifetimeLeft?: number
}

export interface HeldCopy {
  readonly credential: string
}

export interface ListedIssuer {
  /** No list did: this wallet is configured to trust it. */
  readonly pinned?: true
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
