import type { Report } from '../src/base/checks.ts'
import type { ClaimsPath } from '../src/base/claims-path.ts'
import type { Json, JsonObject } from '../src/base/json.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import { comparableTo } from '../src/jurisdictions/comparable-assurance.ts'
import {
  credentialKinds,
  type CredentialKind,
  type CredentialProfile,
} from '../src/jurisdictions/jurisdiction-profile.ts'
import { purposes } from '../src/jurisdictions/purposes.ts'
import { hasClaim, selectedOrNone } from '../src/openid4vp/claims-path-pointer.ts'
import { makeReceipt, signReceipt } from '../src/transfer/receipt.ts'
import type { ListedService } from '../src/trust/listed-service.ts'
import { askedProfile, claimsAsked, type ClaimOf } from './asked.ts'
import type { VerifierContext } from './context.ts'
import {
  reportRows,
  type CredentialResult,
  type CrossingResult,
  type DisclosedClaim,
  type ListResult,
  type ReceiptResult,
} from './crossing-result.ts'
import type { AdmissionDecision } from './decision.ts'
import type { PresentationSubject } from './presentation-checks.ts'
import type { RequestRecord } from './request-record.ts'

/** What happened to one answer. */
export interface Crossing {
  /** Only of an answer that is technically valid: then it may be told what was disclosed. */
  readonly subject?: PresentationSubject
  readonly report: Report
  readonly decided: AdmissionDecision
  readonly now: EpochSeconds
}

/**
 * Puts everything together that there is to say about an answer, with a signed receipt where data were let in. Values are
 * kept only of claims that were asked for and only if the policy accepted them.
 */
export async function makeCrossingResult(
  context: VerifierContext,
  record: RequestRecord,
  crossing: Crossing,
): Promise<CrossingResult> {
  const { report, decided, now, subject } = crossing
  const arrived = subject ? credentialKinds.flatMap((kind) => arrivedOf(record, subject, kind)) : []
  const withheld = credentialKinds.flatMap((kind) => withheldOf(profileOf(record, subject, kind), kind, arrived))
  const keepsValues = report.accepted && decided.decision.policy !== 'reject'
  return {
    at: now,
    decision: decided.decision,
    credentials: {
      identity: credentialResult(context, crossing, 'identity'),
      diploma: credentialResult(context, crossing, 'diploma'),
    },
    report: [...reportRows(report.checks), ...decided.rows],
    disclosed: arrived.map(({ credential, path, value }) => ({
      credential,
      path,
      ...(keepsValues && value !== undefined && { value }),
    })),
    withheld,
    receipt: subject ? await receipt(context, record, { ...crossing, arrived, withheld }) : null,
  }
}

function profileOf(
  { asked }: RequestRecord,
  subject: PresentationSubject | undefined,
  kind: CredentialKind,
): CredentialProfile {
  return askedProfile(subject ? subject.credentials[kind].asked() : asked.credentials.find((one) => one.kind === kind)!)
}

/**
 * What came in of one credential: the claims that were asked for, what the holder's wallet disclosed beyond them, and what
 * everybody reads who gets the credential. Values only of what was asked for: the rest is not looked at.
 */
function arrivedOf(record: RequestRecord, subject: PresentationSubject, kind: CredentialKind): readonly ArrivedClaim[] {
  const { claims, disclosed } = subject.credentials[kind].sdJwtVc().processed()
  const asked = claimsAsked(record.asked)
    .filter(({ credential, path }) => credential === kind && hasClaim(path, claims))
    .map(({ path }) => ({ credential: kind, path, value: valueAt(path, claims), chosen: true }))
  const beyond = disclosed
    .filter(({ path }) => !asked.some((one) => overlaps(one.path, path)))
    .map(({ path }) => ({ credential: kind, path, chosen: true }))
  const visible = profileOf(record, subject, kind)
    .claims.filter(
      ({ path }) => hasClaim(path, claims) && ![...asked, ...beyond].some((one) => overlaps(one.path, path)),
    )
    .map(({ path }) => ({ credential: kind, path, chosen: false }))
  return [...asked, ...beyond, ...visible]
}

/** `chosen`: the holder decided about it; otherwise it stands open in the credential. */
interface ArrivedClaim extends DisclosedClaim {
  readonly credential: CredentialKind
  readonly chosen: boolean
}

function valueAt(path: ClaimsPath, claims: JsonObject): Json {
  const values = selectedOrNone(path, claims).map(({ value }) => value)
  return values.length === 1 ? values[0]! : values
}

/** What the credential's type lets a holder keep, and was kept; everything, where nothing was let in. */
const withheldOf = (
  { claims }: CredentialProfile,
  kind: CredentialKind,
  arrived: readonly ArrivedClaim[],
): readonly ClaimOf[] =>
  claims
    .filter(
      ({ path, disclosable }) =>
        arrived.length === 0 ||
        (disclosable && !arrived.some((one) => one.credential === kind && overlaps(one.path, path))),
    )
    .map(({ path }) => ({ credential: kind, path }))

/** One contains the other. */
const overlaps = (one: ClaimsPath, other: ClaimsPath): boolean =>
  one.every(
    (element, index) => index >= other.length || element === other[index] || element === null || other[index] === null,
  )

function credentialResult(
  { jurisdiction }: VerifierContext,
  { subject, report, decided }: Crossing,
  kind: CredentialKind,
): CredentialResult {
  const { reliance, ...answers } = decided.credentials[kind]
  const listed = subject?.credentials[kind].trust().found
  const level = reliance?.reliedOn ? reliance.comparableTo : undefined
  return {
    ...answers,
    comparableTo: level ? comparableTo(level, jurisdiction.assurance) : null,
    recognition: reliance?.reliedOn ? reliance.recognition.id : null,
    issuer: listed
      ? { name: listed.entityName, names: listed.entityNames, certificate: certificateOf(report, kind) }
      : null,
    list: listed ? listResult(listed) : null,
  }
}

const certificateOf = ({ checks }: Report, kind: CredentialKind): string =>
  String(checks.find(({ id }) => id === `${kind}.issuer_certificate`)?.outcome.evidence['subject'] ?? '')

const listResult = (listed: ListedService): ListResult => ({
  territory: listed.territory,
  url: listed.listUrl,
  sequenceNumber: listed.sequenceNumber,
  service: listed.serviceName,
  serviceType: listed.serviceType,
  status: listed.status,
  statusStartingTime: listed.statusStartingTime ?? null,
})

/** Signed with the access certificate: the holder can show who got what, on which legal basis, and for how long. */
async function receipt(
  { accessKey, baseUrl, clientId, jurisdiction, verifier }: VerifierContext,
  record: RequestRecord,
  {
    decided,
    subject,
    arrived,
    withheld,
    now,
  }: Crossing & { arrived: readonly ArrivedClaim[]; withheld: readonly ClaimOf[] },
): Promise<ReceiptResult | null> {
  const { decision, legalBasis } = decided
  if (!legalBasis || legalBasis.rule === 'none') return null
  const lists = credentialKinds.flatMap((kind) => {
    const listed = subject?.credentials[kind].trust().found
    return listed ? [{ credential: kind, ...listResult(listed) }] : []
  })
  const claims = makeReceipt({
    iss: clientId,
    issuedAt: now,
    nonce: record.nonce,
    purpose: record.purpose,
    legal_basis: legalBasis.rule,
    mode: 'holder_direct',
    origin_jurisdiction: lists[0]?.territory ?? record.asked.credentials[0]!.issuedIn,
    recipient: {
      name: verifier.legalName,
      identifier: verifier.organizationIdentifier,
      sector: verifier.sector,
      jurisdiction: jurisdiction.code,
    },
    attributes: {
      requested: claimsAsked(record.asked),
      disclosed: arrived.filter(({ chosen }) => chosen).map(({ credential, path }) => ({ credential, path })),
      withheld,
    },
    retention_days: decision.policy === 'reject' ? 0 : purposes[record.purpose].retentionDays,
    onward: 'none',
    evidence: [...lists, { legal_basis: legalBasis.rule, source: legalBasis.source }],
    decision: {
      technical: decision.technical,
      listStatus: decision.listStatus,
      legalStatus: decision.legalStatus,
      policy: decision.policy,
      rules: decision.reasons.map(({ rule }) => rule),
    },
  })
  return { jwt: await signReceipt(accessKey, claims), claims, uri: `${baseUrl}/receipts/${record.id}` }
}
