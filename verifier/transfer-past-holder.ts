import { z } from 'zod'
import type { Decision, Reason } from '../src/base/decision.ts'
import type { JsonObject } from '../src/base/json.ts'
import type { Localized } from '../src/base/localized.ts'
import { FetchFailed, type FetchedDocument } from '../src/http/fetch-document.ts'
import { parseJsonText } from '../src/http/json-text.ts'
import { jurisdictionOf } from '../src/jurisdictions/index.ts'
import { credentialKinds, type CredentialKind } from '../src/jurisdictions/jurisdiction-profile.ts'
import type { PurposeCode } from '../src/jurisdictions/purposes.ts'
import { adequacyScopeOf, transferRules } from '../src/jurisdictions/transfer-rules.ts'
import { refuse } from '../src/openid4vp/authorization-error.ts'
import { decideTransfer } from '../src/transfer/legal-basis.ts'
import { signTransferRequest } from '../src/transfer/transfer-request.ts'
import type { ClaimOf } from './asked.ts'
import type { VerifierContext } from './context.ts'
import type { DisclosedClaim, ReportRow } from './crossing-result.ts'
import { limits } from './limits.ts'

/** Which data an officer wants from a registrar, past the holder. */
export interface TransferWish {
  /** Credential Issuer Identifier: its base URL. */
  readonly issuer: string
  readonly subject: string
  readonly kind: CredentialKind
}

export interface TransferResult {
  readonly outcome: 'blocked' | 'received'
  readonly decision: Decision
  readonly report: readonly ReportRow[]
  readonly disclosed: readonly DisclosedClaim[]
  readonly withheld: readonly ClaimOf[]
  /** Lawful ways that remain. */
  readonly alternatives: readonly Localized[]
}

/**
 * Asks a registrar directly, with a request signed by the access certificate. The registrar verifies who asks and then asks the
 * law; this verifier compares that word with its own table. Where the law says no, perfect cryptography changes nothing.
 *
 * @throws ProtocolError `temporarily_unavailable` if the registrar gives no usable answer; `not_found` if it has no such data
 */
export async function transferPastHolder(context: VerifierContext, wish: TransferWish): Promise<TransferResult> {
  const answer = parseAnswer(await ask(context, wish))
  if (answer.kind === 'not_found') throw refuse('not_found', 'the registrar holds no such data')
  const report = [...answer.checks, lawAgreed(context, answer)]
  const decision = decide(answer, report)
  context.log.info('transfer_answered', { outcome: answer.kind, rule: answer.rule ?? 'none' })
  return {
    outcome: answer.kind,
    decision,
    report,
    disclosed:
      answer.kind === 'received'
        ? Object.entries(answer.claims).map(([name, value]) => ({ credential: wish.kind, path: [name], value }))
        : [],
    withheld: answer.kind === 'received' ? [] : everything(context, wish),
    alternatives: answer.alternatives,
  }
}

async function ask(context: VerifierContext, { issuer, subject, kind }: TransferWish): Promise<FetchedDocument> {
  const { accessKey, baseUrl, clock, random, fetchDocument } = context
  const purpose: PurposeCode = 'university_admission'
  const request = { issuer: baseUrl, audience: issuer, subject, kind, purpose, now: clock.now(), random }
  try {
    return await fetchDocument({
      url: `${issuer}/transfer-requests`,
      method: 'POST',
      accept: 'application/json',
      contentType: 'application/jwt',
      body: await signTransferRequest(accessKey, request),
      maxBytes: limits.transferAnswerBytes,
      timeout: limits.transferTimeout,
    })
  } catch (error) {
    if (error instanceof FetchFailed)
      throw refuse('temporarily_unavailable', `the registrar gives no answer (${error.code})`, error)
    throw error
  }
}

type Answer = Blocked | Received | { readonly kind: 'not_found' }

interface LawsWord {
  readonly checks: readonly ReportRow[]
  /** Absent where the registrar did not come to ask the law: it does not believe who asks. */
  readonly rule?: string | undefined
  readonly basis?: Localized | undefined
  readonly source?: string | undefined
  readonly alternatives: readonly Localized[]
}

interface Blocked extends LawsWord {
  readonly kind: 'blocked'
}

interface Received extends LawsWord {
  readonly kind: 'received'
  readonly claims: JsonObject
}

const text = z.string().max(2000)
const localized = z.object({ en: text, ja: text, fr: text })
const answerSchema = z.object({
  checks: z
    .array(
      z.object({
        id: z.string().min(1).max(100),
        spec: text,
        outcome: z.enum(['passed', 'failed', 'indeterminate', 'not_run']),
        detail: text,
        evidence: z.record(z.string(), z.json()),
      }),
    )
    .min(1)
    .max(100),
  rule: z.string().max(20).optional(),
  basis: localized.optional(),
  source: text.optional(),
  alternatives: z.array(localized).max(20).default([]),
  claims: z.record(z.string(), z.json()).optional(),
})

function parseAnswer({ status, contentType, text: body }: FetchedDocument): Answer {
  if (status === 404) return { kind: 'not_found' }
  const parsed = answerSchema.safeParse(contentType === 'application/json' ? jsonOrNone(body) : undefined)
  if (!parsed.success)
    throw refuse(
      'temporarily_unavailable',
      `the registrar answers ${status}, and not as a registrar does`,
      parsed.error,
    )
  const { claims, ...word } = parsed.data
  if (status === 200 && claims) return { kind: 'received', ...word, claims }
  if (status >= 400 && status < 500) return { kind: 'blocked', ...word }
  throw refuse('temporarily_unavailable', `the registrar answers ${status}`)
}

function jsonOrNone(body: string): unknown {
  try {
    return parseJsonText(body)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The registrar's word on the law is not taken unseen: this verifier has the same table. */
function lawAgreed(
  { jurisdiction, verifier }: VerifierContext,
  answer: Exclude<Answer, { kind: 'not_found' }>,
): ReportRow {
  const row = { id: 'transfer_rule_agreed', spec: 'docs/trust-policy.md part T' }
  if (answer.rule === undefined)
    return { ...row, outcome: 'not_run', detail: 'the registrar did not come to ask the law', evidence: {} }
  const own = verifier.asksFor.map((from) =>
    decideTransfer(transferRules, {
      from,
      origin: from,
      to: jurisdiction.code,
      recipientSector: verifier.sector,
      mode: 'controller_transfer',
      data: ['personal'],
      conditions: [],
      adequacyScope: adequacyScopeOf(from, jurisdiction.code),
    }),
  )
  const agreed = own.some(({ rule, allowed }) => rule === answer.rule && allowed === (answer.kind === 'received'))
  const evidence = { registrar: answer.rule, own: own.map(({ rule }) => rule), mode: 'controller_transfer' }
  return agreed
    ? { ...row, outcome: 'passed', detail: 'this verifier finds the same rule', evidence }
    : { ...row, outcome: 'failed', detail: 'this verifier finds another rule than the registrar', evidence }
}

function decide(
  { kind, rule, basis, source }: Exclude<Answer, { kind: 'not_found' }>,
  report: readonly ReportRow[],
): Decision {
  const outcome = (id: string) => report.find((row) => row.id === id)?.outcome
  const bytes = report.filter(({ id }) => id !== rule && id !== 'transfer_rule' && id !== 'transfer_rule_agreed')
  const sound = bytes.every((row) => row.outcome === 'passed')
  const reason: Reason = {
    rule: rule ?? 'access_denied',
    text: basis ?? notBelieved,
    source: source ?? 'docs/trust-policy.md part T',
    effect: kind === 'received' && outcome('transfer_rule_agreed') === 'passed' ? 'allows' : 'refuses',
  }
  return {
    technical: sound ? 'valid' : bytes.some((row) => row.outcome === 'failed') ? 'invalid' : 'indeterminate',
    listStatus: outcome('access_issuer_granted') === 'passed' ? 'granted' : 'not_listed',
    legalStatus: 'none',
    policy: reason.effect === 'allows' ? 'accept' : 'reject',
    reasons: [reason],
  }
}

const notBelieved: Localized = {
  en: 'The registrar did not accept the request itself; it did not come to the question of law',
  ja: '照会そのものが受け付けられず、法的根拠の判断には至りませんでした',
  fr: 'La scolarité n’a pas accepté la demande elle-même ; la question de droit n’a pas été posée',
}

/** Nothing came: all that such a credential would say stays where it is. */
const everything = ({ verifier }: VerifierContext, { kind }: TransferWish): readonly ClaimOf[] =>
  verifier.asksFor
    .flatMap((code) => jurisdictionOf(code)?.credentials[kind].claims ?? [])
    .map(({ path }) => ({ credential: kind, path }))

export const transferWishSchema = z.strictObject({
  issuer: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .transform((url) => url.replace(/\/$/, '')),
  subject: z.string().min(1).max(200),
  kind: z.enum(credentialKinds),
})
