import type { Answers, Decision } from '../src/base/decision.ts'
import type { ClaimsPath } from '../src/base/claims-path.ts'
import type { CheckResult, OutcomeStatus } from '../src/base/checks.ts'
import type { Json, JsonObject } from '../src/base/json.ts'
import type { Localized } from '../src/base/localized.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import type { CredentialKind } from '../src/jurisdictions/jurisdiction-profile.ts'
import type { Receipt } from '../src/transfer/receipt.ts'

/** Everything that this verifier has to say about one answer: what its API gives and its pages show. Plain JSON. */
export interface CrossingResult {
  readonly at: EpochSeconds
  readonly decision: Decision
  readonly credentials: { readonly [Kind in CredentialKind]: CredentialResult }
  /** Every check and every rule of the policy. Never a claim's value. */
  readonly report: readonly ReportRow[]
  /** What came in. A value only where the crossing was accepted and the claim was asked for. */
  readonly disclosed: readonly DisclosedClaim[]
  /** What the holder kept, as far as the credential's type says. */
  readonly withheld: readonly { readonly credential: string; readonly path: ClaimsPath }[]
  /** None for an answer that was refused: nothing was read. */
  readonly receipt: ReceiptResult | null
}

export interface ReceiptResult {
  readonly jwt: string
  readonly claims: Receipt
  /** Where a wallet can fetch it. */
  readonly uri: string
}

export interface ReportRow {
  readonly id: string
  readonly spec: string
  readonly outcome: OutcomeStatus
  readonly detail: string
  readonly evidence: JsonObject
}

export interface DisclosedClaim {
  readonly credential: string
  readonly path: ClaimsPath
  readonly value?: Json
}

/** The answers for one credential, and on whose word. */
export interface CredentialResult extends Answers {
  /** What its assurance compares to for this verifier; never a level. Null where nothing says that it is relied on. */
  readonly comparableTo: Localized | null
  /** The sentence of the border that it is relied on by. */
  readonly recognition: string | null
  readonly issuer: {
    readonly name: string
    readonly names: readonly { readonly lang: string; readonly value: string }[]
    readonly certificate: string
  } | null
  readonly list: ListResult | null
}

/** The entry that vouches for the issuer. */
export interface ListResult {
  readonly territory: string
  readonly url: string
  readonly sequenceNumber: number
  readonly service: string
  readonly serviceType: string
  readonly status: string
  readonly statusStartingTime: string | null
}

export const reportRows = (checks: readonly CheckResult[]): readonly ReportRow[] =>
  checks.map(({ id, spec, outcome: { status, detail, evidence } }) => ({ id, spec, outcome: status, detail, evidence }))

/** The rows that say no, or that it is not known: what a person looks at first. */
export const openRows = (rows: readonly ReportRow[]): readonly ReportRow[] =>
  rows.filter(({ outcome }) => outcome === 'failed' || outcome === 'indeterminate')
