import { z } from 'zod'
import { sha256Base64url } from '../base/bytes.ts'
import { CheckFailed } from '../base/checks.ts'
import type { ClaimsPath } from '../base/claims-path.ts'
import type { Answers, PolicyAnswer } from '../base/decision.ts'
import type { JsonObject } from '../base/json.ts'
import { epochSeconds, type EpochSeconds } from '../base/time.ts'
import { recipientSectors, transferModes, type RecipientSector, type TransferMode } from '../base/transfer-rule.ts'
import { signBaselineB } from '../jose/jades-baseline-b.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'

/** `typ` of a receipt. */
export const receiptType = 'lab-receipt+jwt'

/** Where a claim stood: which credential of the presentation, which path. Never what it said. */
export interface ReceiptClaim {
  readonly credential: string
  readonly path: ClaimsPath
}

/**
 * What holder and verifier both keep of one crossing: docs/trust-policy.md RC-1. Paths, decisions and evidence; no value of
 * a claim and nothing that identifies the holder.
 */
export interface Receipt {
  /** The verifier: its client identifier. */
  readonly iss: string
  readonly iat: EpochSeconds
  /** base64url SHA-256 of the request's nonce: who knows the request can tell which crossing this was. */
  readonly transaction: string
  readonly purpose: string
  /** Id of the rule of the transfer table: `L4`. */
  readonly legal_basis: string
  readonly mode: TransferMode
  readonly origin_jurisdiction: string
  readonly recipient: {
    readonly name: string
    readonly identifier: string
    readonly sector: RecipientSector
    readonly jurisdiction: string
  }
  readonly attributes: {
    readonly requested: readonly ReceiptClaim[]
    readonly disclosed: readonly ReceiptClaim[]
    readonly withheld: readonly ReceiptClaim[]
  }
  readonly retention_days: number
  /** `none`, or the codes of the jurisdictions to which the data may go on. */
  readonly onward: 'none' | readonly string[]
  /** What the decision rests on: lists with sequence numbers, certificates, times. */
  readonly evidence: readonly JsonObject[]
  readonly decision: Answers & { readonly policy: PolicyAnswer; readonly rules: readonly string[] }
}

/** What {@link makeReceipt} is told; the rest it knows. */
export type ReceiptOf = Omit<Receipt, 'iat' | 'transaction'> & {
  /** The nonce of the request; its hash goes into the receipt. */
  readonly nonce: string
  readonly issuedAt: EpochSeconds
}

/**
 * @throws RangeError if a disclosed or withheld claim appears as both, or nothing was requested
 */
export function makeReceipt({ nonce, issuedAt, ...rest }: ReceiptOf): Receipt {
  const key = ({ credential, path }: ReceiptClaim): string => JSON.stringify([credential, path])
  const disclosed = new Set(rest.attributes.disclosed.map(key))
  if (rest.attributes.withheld.some((claim) => disclosed.has(key(claim)))) {
    throw new RangeError('a claim of the receipt is both disclosed and withheld')
  }
  if (rest.attributes.requested.length === 0) throw new RangeError('a receipt of nothing')
  return { ...rest, iat: issuedAt, transaction: transactionOf(nonce) }
}

export const transactionOf = (nonce: string): string => sha256Base64url(nonce)

/** Signs with the verifier's access key: compact JAdES B-B (ETSI TS 119 182-1 V1.2.1), `typ` {@link receiptType}. */
export const signReceipt = (key: CertifiedKey, receipt: Receipt): Promise<string> =>
  signBaselineB(key, JSON.parse(JSON.stringify(receipt)) as JsonObject, { iat: receipt.iat, typ: receiptType })

/** @throws CheckFailed naming the first member that is missing, wrong or too much */
export function parseReceipt(value: unknown): Receipt {
  const parsed = receiptSchema.safeParse(value)
  if (parsed.success) return { ...parsed.data, iat: epochSeconds(parsed.data.iat) }
  const [issue] = parsed.error.issues
  throw new CheckFailed(`the receipt's ${issue?.path.join('.') || 'members'}: ${issue?.message ?? 'invalid'}`, {}, parsed.error)
}

const some = z.string().min(1)
const claims = z.array(z.strictObject({
  credential: some,
  path: z.tuple([z.union([z.string(), z.int().min(0), z.null()])], z.union([z.string(), z.int().min(0), z.null()])),
}))

/** The wire form. Unknown members are refused: a receipt has no room for values. */
const receiptSchema = z.strictObject({
  iss: some,
  iat: z.int(),
  transaction: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  purpose: some,
  legal_basis: z.string().regex(/^L\d+$/),
  mode: z.enum(transferModes),
  origin_jurisdiction: some,
  recipient: z.strictObject({ name: some, identifier: some, sector: z.enum(recipientSectors), jurisdiction: some }),
  attributes: z.strictObject({ requested: claims.min(1), disclosed: claims, withheld: claims }),
  retention_days: z.int().min(0),
  onward: z.union([z.literal('none'), z.array(some).min(1)]),
  evidence: z.array(z.record(z.string(), z.json())),
  decision: z.strictObject({
    technical: z.enum(['valid', 'invalid', 'indeterminate']),
    listStatus: z.enum(['granted', 'pinned', 'withdrawn', 'not_listed', 'list_expired', 'list_unreachable']),
    legalStatus: some,
    policy: z.enum(['accept', 'accept_with_step_up', 'reject']),
    rules: z.array(some).min(1),
  }),
})
