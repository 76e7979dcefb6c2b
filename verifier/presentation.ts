import { equalSecrets, sha256Base64url } from '../src/base/bytes.ts'
import { CheckFailed, runChecks, type Report } from '../src/base/checks.ts'
import { token } from '../src/base/random.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import { admissionPolicies } from '../src/jurisdictions/policies.ts'
import { jurisdictionCodes } from '../src/jurisdictions/index.ts'
import type { CredentialKind } from '../src/jurisdictions/jurisdiction-profile.ts'
import { refuse } from '../src/openid4vp/authorization-error.ts'
import {
  openResponse,
  parsePostedResponse,
  type OpenedResponse,
  type PostedResponse,
  type WalletError,
} from '../src/openid4vp/authorization-response.ts'
import { acceptSdJwtVc } from '../src/sd-jwt/sd-jwt-vc-checks.ts'
import { askedProfile, type AskedCredential } from './asked.ts'
import type { VerifierContext } from './context.ts'
import { makeCrossingResult } from './crossing.ts'
import { openRows, type CrossingResult } from './crossing-result.ts'
import type { CredentialFacts } from './admission-rulings.ts'
import { decideAdmission, type AdmissionDecision } from './decision.ts'
import { presentationChecks, presentationSubject, type PresentationSubject } from './presentation-checks.ts'
import { requestOf } from './presentation-request.ts'
import { close, keepRefusal, stateOf, type RequestRecord } from './request-record.ts'

/**
 * Takes what a wallet posted to the `response_uri`: open, check, decide, receipt. A presentation that does not hold is
 * answered with an error, its report is kept, and the request stays open: the holder loses nothing and may try again. One
 * that holds closes the request, whatever the policy then says.
 *
 * @param form the form parameters
 * @returns where the wallet has to send the browser
 * @throws ProtocolError for everything that is not taken
 */
export async function takeResponse(
  context: VerifierContext,
  id: string,
  form: unknown,
): Promise<{ redirect_uri: string }> {
  const record = await requestOf(context, id)
  const posted = parsePostedResponse(form)
  const now = context.clock.now()
  const response = await open(record, posted, now)
  if (isError(response)) return decline(context, record, response, now)
  return takePresentation(context, record, response, now)
}

/** Nothing is decrypted for a request that takes no more answers: its key is gone. */
async function open(
  record: RequestRecord,
  posted: PostedResponse,
  now: EpochSeconds,
): Promise<PresentationSubject['response']> {
  if (posted.kind === 'error') return { kind: 'error', error: posted.error, state: posted.state }
  if (stateOf(record, now) !== 'pending' || !record.decryptionKey) return 'unopened'
  try {
    return await openResponse(posted.response, record.decryptionKey)
  } catch (error) {
    if (error instanceof CheckFailed) return error
    throw error
  }
}

const isError = (response: PresentationSubject['response']): response is Extract<OpenedResponse, { kind: 'error' }> =>
  typeof response === 'object' && 'kind' in response && response.kind === 'error'

/** OpenID4VP 1.0 "Error Response": the holder said no, or the wallet could not. It closes the request as an answer does. */
async function decline(
  context: VerifierContext,
  record: RequestRecord,
  { error, state }: { readonly error: WalletError; readonly state?: unknown },
  now: EpochSeconds,
): Promise<{ redirect_uri: string }> {
  if (typeof state !== 'string' || !equalSecrets(state, record.state))
    throw refuse('invalid_request', 'state is not the one of this request')
  const { redirect_uri, responseCodeHash } = await newResponseCode(context, record.id)
  const closed = await close(context.requests, record.id, { kind: 'declined', at: now, responseCodeHash, error })
  if (!closed) throw refuse('invalid_request', 'this request takes no more answers')
  context.log.info('request_declined', { error: error.error })
  return { redirect_uri }
}

async function takePresentation(
  context: VerifierContext,
  record: RequestRecord,
  response: PresentationSubject['response'],
  now: EpochSeconds,
): Promise<{ redirect_uri: string }> {
  const { subject, report } = await check(context, record, response, now)
  const decided = decide(context, record, subject, report)
  if (decided.decision.technical !== 'valid') return refuseAnswer(context, record, decided, report, now)

  const result = await makeCrossingResult(context, record, { subject, report, decided, now })
  const { redirect_uri, responseCodeHash } = await newResponseCode(context, record.id)
  const won = await close(context.requests, record.id, { kind: 'answered', at: now, responseCodeHash, result })
  if (!won) return takePresentation(context, await requestOf(context, record.id), 'unopened', now)
  context.log.info('presentation_decided', { policy: decided.decision.policy, listStatus: decided.decision.listStatus })
  return { redirect_uri }
}

/** Runs every check; one that depends on something that did not hold is not run. */
async function check(
  context: VerifierContext,
  record: RequestRecord,
  response: PresentationSubject['response'],
  now: EpochSeconds,
): Promise<{ subject: PresentationSubject; report: Report }> {
  const subject = presentationSubject(context, record, { requestState: stateOf(record, now), response, now })
  return { subject, report: await runChecks(subject, presentationChecks, context.bug) }
}

function decide(
  context: VerifierContext,
  record: RequestRecord,
  subject: PresentationSubject,
  report: Report,
): AdmissionDecision {
  const { jurisdiction, verifier } = context
  const facts = (kind: CredentialKind): CredentialFacts => credentialFacts(record, subject, report, kind)
  return decideAdmission({
    relying: jurisdiction,
    verifier,
    policy: admissionPolicies[jurisdictionCodes.find((code) => code === jurisdiction.code)!],
    purpose: record.purpose,
    mode: 'holder_direct',
    checks: report.checks,
    beyondPurpose: record.asked.beyondPurpose,
    credentials: { identity: facts('identity'), diploma: facts('diploma') },
  })
}

/** Claims come only out of a report that was accepted as a whole. */
function credentialFacts(
  record: RequestRecord,
  subject: PresentationSubject,
  report: Report,
  kind: CredentialKind,
): CredentialFacts {
  const { trust, sdJwtVc } = subject.credentials[kind]
  const listed = passed(report, `${kind}.issuer_listed`) ? trust().found : undefined
  const claims = report.accepted ? acceptSdJwtVc(report, sdJwtVc(), `${kind}.`).claims : undefined
  return { profile: askedProfile(askedOf(record, subject, report, kind)), listed, claims }
}

/** The query that was answered, or the first one for this kind where none was. */
function askedOf(
  { asked }: RequestRecord,
  subject: PresentationSubject,
  report: Report,
  kind: CredentialKind,
): AskedCredential {
  if (passed(report, 'query_satisfied')) return subject.credentials[kind].asked()
  return asked.credentials.find((one) => one.kind === kind)!
}

export const passed = ({ checks }: Report, id: string): boolean =>
  checks.find((check) => check.id === id)?.outcome.status === 'passed'

/** The answer is not taken: the wallet gets the reason, the request keeps the report and stays open. */
async function refuseAnswer(
  context: VerifierContext,
  record: RequestRecord,
  decided: AdmissionDecision,
  report: Report,
  now: EpochSeconds,
): Promise<never> {
  const standing = record.outcome?.kind === 'answered' ? record.outcome.result : undefined
  const result = await makeCrossingResult(context, record, {
    decided: standing ? asStanding(decided, standing) : decided,
    report,
    now,
  })
  const reason = reasonFor(result)
  const error = refuse('invalid_request', reason)
  await keepRefusal(context.requests, record.id, {
    at: now,
    error: error.code,
    error_description: error.message,
    result,
  })
  context.log.info('presentation_refused', {
    checks: openRows(result.report)
      .map(({ id }) => id)
      .join(' '),
  })
  throw error
}

/** A second answer changes nothing about the first: what the lists and the law said of that one still stands. */
function asStanding(
  decided: AdmissionDecision,
  { decision: { listStatus, legalStatus } }: CrossingResult,
): AdmissionDecision {
  return { ...decided, decision: { ...decided.decision, listStatus, legalStatus } }
}

function reasonFor({ report }: CrossingResult): string {
  const [first] = openRows(report)
  return first
    ? `not accepted: ${first.id}: ${first.detail}`
    : 'not accepted: the presentation could not be checked to the end'
}

/** OpenID4VP 1.0 "Response Mode direct_post": a fresh code that only this wallet learns, for the browser to come back with. */
async function newResponseCode({ baseUrl, random, responseCodes }: VerifierContext, id: string) {
  const code = token(random, '')
  const responseCodeHash = sha256Base64url(code)
  await responseCodes.put(responseCodeHash, id)
  return { redirect_uri: `${baseUrl}/result?response_code=${code}`, responseCodeHash }
}
