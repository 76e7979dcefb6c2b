import type { ClaimsPath } from '../src/base/claims-path.ts'
import {
  CheckFailed, confirm, notPassed, pass, runChecks, type Check, type CheckResult, type Pass,
} from '../src/base/checks.ts'
import { ProtocolError } from '../src/base/errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../src/base/json.ts'
import type { Localized } from '../src/base/localized.ts'
import type { DataClass } from '../src/base/transfer-rule.ts'
import { jurisdictionOf } from '../src/jurisdictions/index.ts'
import type { VerifierProfile } from '../src/jurisdictions/jurisdiction-profile.ts'
import { serviceTypesFor } from '../src/jurisdictions/listed-service-types.ts'
import { accessCertificateChecks, relyingPartyOf } from '../src/trust/access-certificate.ts'
import type { TrustSubject } from '../src/trust/trust-checks.ts'
import { scanObject } from '../src/transfer/content-scan.ts'
import { deniedClaimsIn } from '../src/transfer/deny-list.ts'
import { decideTransfer, type TransferDecision } from '../src/transfer/legal-basis.ts'
import { minimise } from '../src/transfer/minimisation.ts'
import {
  decodeTransferRequest, transferRequestChecks, type TransferRequestSubject,
} from '../src/transfer/transfer-request.ts'
import type { IssuerContext } from './context.ts'
import { datasetOf, type Dataset } from './datasets.ts'

/** What is answered to {@link answerTransferRequest}: rows of every check, and the law's word as a row of its own. */
export type TransferAnswer =
  | { readonly status: 200; readonly body: Transferred & LawsWord }
  | { readonly status: 403; readonly body: Refusal & LawsWord & { readonly alternatives: readonly Localized[] } }
  | { readonly status: 400 | 403 | 404; readonly body: Refusal & { readonly checks: readonly Row[] } }

interface Transferred {
  readonly subject: string
  readonly kind: string
  readonly claims: JsonObject
}

interface Refusal {
  readonly error: string
  readonly error_description: string
}

interface LawsWord {
  readonly rule: string
  readonly basis: Localized
  readonly source: string
  readonly checks: readonly Row[]
}

interface Row {
  readonly id: string
  readonly spec: string
  readonly outcome: string
  readonly detail: string
  readonly evidence: JsonObject
}

/**
 * Answers a request for data that goes past the holder: who asks, by what right, and then what the law says of such a
 * transfer. Perfect cryptography does not help where there is no legal basis.
 *
 * @throws ProtocolError `invalid_request` if the text is no transfer request
 */
export async function answerTransferRequest(context: IssuerContext, text: string): Promise<TransferAnswer> {
  const subject = decoded(context, text)
  const report = await runChecks(subject, checksOf(), context.onBug)
  const rows = report.checks.map(asRow)
  if (!report.accepted) return notBelieved(notPassed(report), [...rows, lawNotAsked])

  const { request, recipient, territory } = subject
  const dataset = datasetOf(context.config.jurisdiction, context.config.kind, request.subject)
  if (!dataset || request.kind !== context.config.kind) {
    const error_description = 'This issuer holds no such data'
    return { status: 404, body: { error: 'not_found', error_description, checks: [...rows, lawNotAsked] } }
  }
  const decision = decide(context, { to: territory!, recipient: recipient!, dataset })
  const { allowed, rule, basis, alternatives, source } = decision
  const word = { rule, basis, source, checks: [...rows, lawsRow(decision)] }
  context.log.info('transfer_decided', { rule, allowed })
  if (!allowed) {
    const error_description = basis.en
    return { status: 403, body: { error: 'transfer_blocked', error_description, ...word, alternatives } }
  }
  const claims = neededClaims(context, request.purpose, dataset)
  return { status: 200, body: { subject: request.subject, kind: request.kind, claims, ...word } }
}

interface Asked extends TransferRequestSubject {
  readonly trust: TrustSubject
  /** Set by `recipient_known`. */
  recipient?: VerifierProfile
  territory?: string
  readonly purposes: readonly string[]
}

function decoded({ config, clock, records, trustLists }: IssuerContext, text: string): Asked {
  const now = clock.now()
  try {
    const expected = { audience: config.credentialIssuer, now, usedRequests: records.usedTransferRequests }
    const subject = decodeTransferRequest(text, expected)
    const serviceTypes = serviceTypesFor('access_certificate')
    const trust = { x5c: subject.x5c, serviceTypes, lists: trustLists, at: now, now }
    return { ...subject, trust, purposes: Object.keys(config.credential.purposes) }
  } catch (error) {
    if (error instanceof CheckFailed) {
      throw new ProtocolError('invalid_request', `The transfer request is refused: ${error.message}`, { cause: error })
    }
    throw error
  }
}

const checksOf = (): readonly Check<Asked>[] => {
  const needs = ['access_issuer_granted', 'transfer_request_signature']
  return [
    ...transferRequestChecks,
    ...accessCertificateChecks,
    { id: 'recipient_known', spec: 'lab; ETSI TS 119 475 V1.2.1', needs, run: recipientKnown },
    { id: 'transfer_purpose', spec: 'docs/trust-policy.md M-1', needs: needs.slice(1), run: purposeKnown },
  ]
}

/** The register of the lab says in which sector an organisation is; its own word does not count. */
function recipientKnown(asked: Asked): Pass {
  const { organizationIdentifier } = relyingPartyOf(asked.x5c)
  const territory = asked.trust.found!.territory
  const registered = Object.values(jurisdictionOf(territory)?.verifiers ?? {})
  const recipient = registered.find((verifier) => verifier.organizationIdentifier === organizationIdentifier)
  confirm(
    recipient !== undefined,
    'the organisation is in no register of relying parties',
    { organizationIdentifier, territory },
  )
  Object.assign(asked, { recipient, territory })
  return pass(
    `${recipient.legalName}, sector ${recipient.sector}`,
    { organizationIdentifier, territory, sector: recipient.sector },
  )
}

function purposeKnown({ request, purposes }: Asked): Pass {
  confirm(
    purposes.includes(request.purpose), 'the data may not be asked for with this purpose', { purposes: [...purposes] },
  )
  return pass('a purpose that the data may be asked for', { purpose: request.purpose })
}

const decide = (
  { config: { jurisdiction }, law }: IssuerContext,
  { to, recipient, dataset }: { readonly to: string; readonly recipient: VerifierProfile; readonly dataset: Dataset },
): TransferDecision =>
  decideTransfer(law.transferRules, {
    from: jurisdiction.code,
    to,
    origin: jurisdiction.code,
    recipientSector: recipient.sector,
    mode: 'controller_transfer',
    data: dataClasses(dataset.claims),
    // Nothing that could be shown came with the request: no consent, no contract, no safeguards.
    conditions: [],
    adequacyScope: law.adequacyScopeOf(jurisdiction.code, to),
  })

function dataClasses(claims: JsonObject): readonly [DataClass, ...DataClass[]] {
  const denied = deniedClaimsIn(claims).length + scanObject(claims, []).length
  return denied > 0 ? ['personal', 'individual_number'] : ['personal']
}

/** Also a lawful transfer carries only what the purpose needs. */
function neededClaims({ config: { credential } }: IssuerContext, purpose: string, { claims }: Dataset): JsonObject {
  const scope = credential.purposes[purpose]!
  return pick(claims, minimise(scope, credential.claims.map(({ path }) => path)).needed)
}

const pick = (claims: JsonObject, paths: readonly ClaimsPath[]): JsonObject =>
  Object.fromEntries(
    Object.entries(claims).flatMap(([name, value]): [string, Json][] => {
      const inside = paths.filter(([first]) => first === name)
      if (inside.length === 0) return []
      const deeper = inside.flatMap(([, ...rest]) => (rest.length > 0 ? [rest as unknown as ClaimsPath] : []))
      return [[name, deeper.length === inside.length && isJsonObject(value) ? pick(value, deeper) : value]]
    }),
  )

const asRow = ({ id, spec, outcome: { status, detail, evidence } }: CheckResult): Row => ({
  id, spec, outcome: status, detail, evidence,
})

/** The rule that decided, under its own id. */
const lawsRow = ({ rule, allowed, basis, missing, source, tag }: TransferDecision): Row => ({
  id: rule === 'none' ? 'transfer_rule' : rule,
  spec: source,
  outcome: allowed ? 'passed' : 'failed',
  detail: basis.en,
  evidence: { rule, mode: 'controller_transfer', missing: [...missing], tag },
})

const lawNotAsked: Row = {
  id: 'transfer_rule',
  spec: 'docs/trust-policy.md part T',
  outcome: 'not_run',
  detail: 'the law is asked when it is known who asks, for what and for whom',
  evidence: {},
}

/** A request that is faulty in itself is 400; one whose sender is not trusted is 403. */
function notBelieved(faults: readonly string[], checks: readonly Row[]): TransferAnswer {
  const own = transferRequestChecks.some(({ id }) => faults.includes(id)) || faults.includes('transfer_purpose')
  const { detail } = checks.find(({ id }) => id === faults[0])!
  const error_description = `The transfer request is refused: ${detail}`
  return own
    ? { status: 400, body: { error: 'invalid_request', error_description, checks } }
    : { status: 403, body: { error: 'access_denied', error_description, checks } }
}
