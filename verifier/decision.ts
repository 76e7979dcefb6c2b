import type { CheckResult } from '../src/base/checks.ts'
import type { Answers, Decision, ListStatus, Reason, TechnicalAnswer } from '../src/base/decision.ts'
import { admissionRuleKinds, type AdmissionPolicy, type AdmissionRuleKind } from '../src/jurisdictions/admission-policy.ts'
import type { ComparableLevel } from '../src/jurisdictions/comparable-assurance.ts'
import { credentialKinds, type CredentialKind } from '../src/jurisdictions/jurisdiction-profile.ts'
import type { TransferDecision } from '../src/transfer/legal-basis.ts'
import type { RecognitionAnswer } from '../src/trust/recognition.ts'
import { listStatusOf } from '../src/trust/trust-checks.ts'
import { reliancesOf, rulings, transferDecision, type AdmissionFacts, type Reliances, type Ruling } from './admission-rulings.ts'
import type { ReportRow } from './crossing-result.ts'
import { isListCheck } from './presentation-checks.ts'

export interface AdmissionDecision {
  readonly decision: Decision
  /** The rules as rows of the report. */
  readonly rows: readonly ReportRow[]
  readonly credentials: { readonly [Kind in CredentialKind]: CredentialDecision }
  /** On which law the data came; undefined where nothing was let in. */
  readonly legalBasis?: TransferDecision
}

export interface CredentialDecision extends Answers {
  readonly reliance?: RecognitionAnswer<ComparableLevel>
}

/**
 * Evaluates the admission policy: docs/trust-policy.md part AP. The four answers stay apart: what the bytes say, what the
 * list said at that time, what the law says, and then the rules of the relying party itself, one by one.
 */
export function decideAdmission(facts: AdmissionFacts): AdmissionDecision {
  const answers = {
    technical: technicalAnswer(facts.checks),
    listStatus: worst(credentialKinds.map((kind) => listStatusOf(facts.checks, `${kind}.`))),
    legalStatus: common(credentialKinds.map((kind) => facts.credentials[kind].profile.legalStatus)),
  }
  const reliances = reliancesOf(facts)
  const legalBasis = transferDecision(facts, answers.technical)
  const ruled = admissionRuleKinds.map(
    (kind) => [kind, rulings[kind]({ facts, answers, reliances, legalBasis })] as const,
  )
  const reasons = [
    ...ruled.flatMap(([kind, ruling]) => reasonOf(facts.policy, kind, ruling)),
    ...basisReason(legalBasis),
  ]
  return {
    decision: { ...answers, policy: policyAnswer(reasons), reasons },
    rows: ruled.map(([kind, ruling]) => rowOf(facts.policy, kind, ruling)),
    credentials: {
      identity: credentialDecision(facts, 'identity', reliances),
      diploma: credentialDecision(facts, 'diploma', reliances),
    },
    ...(legalBasis && { legalBasis }),
  }
}

/** Asked of the bytes alone: `valid` only if every technical check passed, `invalid` if one failed. */
export function technicalAnswer(checks: readonly CheckResult[]): TechnicalAnswer {
  const outcomes = checks.filter(({ id }) => !isListCheck(id)).map(({ outcome }) => outcome.status)
  if (outcomes.includes('failed')) return 'invalid'
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === 'passed') ? 'valid' : 'indeterminate'
}

/** Several credentials are as good as the worst of them. */
export const worst = (statuses: readonly ListStatus[]): ListStatus =>
  worstFirst.find((status) => statuses.includes(status)) ?? 'not_listed'
const worstFirst = [
  'not_listed',
  'withdrawn',
  'list_expired',
  'list_unreachable',
  'pinned',
  'granted',
] as const satisfies readonly ListStatus[]

const common = (statuses: readonly string[]): string => (new Set(statuses).size === 1 ? statuses[0]! : 'none')

function policyAnswer(reasons: readonly Reason[]): Decision['policy'] {
  const effects = reasons.map(({ effect }) => effect)
  if (effects.includes('refuses') || !effects.includes('allows')) return 'reject'
  return effects.includes('asks') ? 'accept_with_step_up' : 'accept'
}

function reasonOf({ rules }: AdmissionPolicy, kind: AdmissionRuleKind, { effect }: Ruling): readonly Reason[] {
  if (effect === undefined) return []
  const { id, source, says } = rules[kind]
  const text = (says as Partial<Record<Reason['effect'], Reason['text']>>)[effect]
  if (!text) throw new Error(`rule ${id} has no words for ${effect}`)
  return [{ rule: id, text, source, effect }]
}

/** The law is not a rule of this house: it stands beside the rules, with its own source. */
const basisReason = (legalBasis: TransferDecision | undefined): readonly Reason[] =>
  legalBasis
    ? [
        {
          rule: legalBasis.rule,
          text: legalBasis.basis,
          source: legalBasis.source,
          effect: legalBasis.allowed ? 'informs' : 'refuses',
        },
      ]
    : []

function rowOf(
  { rules }: AdmissionPolicy,
  kind: AdmissionRuleKind,
  { effect, waitsFor, evidence = {} }: Ruling,
): ReportRow {
  const { id, source, says } = rules[kind]
  if (waitsFor) return { id, spec: source, outcome: 'not_run', detail: `needs ${waitsFor.join(', ')}`, evidence }
  const words = (says as Partial<Record<Reason['effect'], Reason['text']>>)[effect!]
  return { id, spec: source, outcome: rowOutcomes[effect!], detail: words?.en ?? '', evidence }
}

const rowOutcomes = { allows: 'passed', informs: 'passed', asks: 'indeterminate', refuses: 'failed' } as const

const credentialDecision = (facts: AdmissionFacts, kind: CredentialKind, reliances: Reliances): CredentialDecision => {
  const own = facts.checks.filter(
    ({ id }) => !credentialKinds.some((other) => other !== kind && id.startsWith(`${other}.`)),
  )
  const reliance = reliances[kind]
  return {
    technical: technicalAnswer(own),
    listStatus: listStatusOf(facts.checks, `${kind}.`),
    legalStatus: facts.credentials[kind].profile.legalStatus,
    ...(reliance && { reliance }),
  }
}
