import type { CheckResult } from '../src/base/checks.ts'
import { showPath, type ClaimsPath } from '../src/base/claims-path.ts'
import type { Answers, Reason, TechnicalAnswer } from '../src/base/decision.ts'
import type { JsonObject } from '../src/base/json.ts'
import type { DataClass, TransferMode } from '../src/base/transfer-rule.ts'
import { comparePersons, type MatchedPerson } from '../src/identity/compare-persons.ts'
import type { AdmissionPolicy, AdmissionRuleKind } from '../src/jurisdictions/admission-policy.ts'
import { comparableLevels, type ComparableLevel } from '../src/jurisdictions/comparable-assurance.ts'
import {
  credentialKinds,
  type CredentialKind,
  type CredentialProfile,
  type JurisdictionProfile,
  type MatchingPaths,
  type VerifierProfile,
} from '../src/jurisdictions/jurisdiction-profile.ts'
import { recognitions } from '../src/jurisdictions/recognitions.ts'
import { adequacyScopeOf, transferRules } from '../src/jurisdictions/transfer-rules.ts'
import { selectedOrNone } from '../src/openid4vp/claims-path-pointer.ts'
import { scanObject } from '../src/transfer/content-scan.ts'
import { deniedClaimsIn } from '../src/transfer/deny-list.ts'
import { decideTransfer, type TransferDecision } from '../src/transfer/legal-basis.ts'
import type { ListedService } from '../src/trust/listed-service.ts'
import { recognise, type RecognitionAnswer } from '../src/trust/recognition.ts'
import type { ClaimOf } from './asked.ts'

/** What a relying party decides on. */
export interface AdmissionFacts {
  readonly relying: JurisdictionProfile
  readonly verifier: VerifierProfile
  readonly policy: AdmissionPolicy
  readonly purpose: string
  /** How the data came. */
  readonly mode: TransferMode
  /** The outcomes of `presentationChecks`. */
  readonly checks: readonly CheckResult[]
  readonly beyondPurpose: readonly ClaimOf[]
  readonly credentials: { readonly [Kind in CredentialKind]: CredentialFacts }
}

export interface CredentialFacts {
  /** The type of credential that was asked for. */
  readonly profile: CredentialProfile
  /** Where the lists have its issuer. */
  readonly listed?: ListedService | undefined
  /** Only from an accepted report. */
  readonly claims?: JsonObject | undefined
}

/** What a rule found. A rule that waits for a check says nothing of its own. */
export interface Ruling {
  readonly effect?: Reason['effect']
  /** Ids of checks that did not pass, on which the rule depends: it is not an outcome of its own then. */
  readonly waitsFor?: readonly string[]
  readonly evidence?: JsonObject
}

export interface Considered {
  readonly facts: AdmissionFacts
  readonly answers: Answers
  readonly reliances: Reliances
  readonly legalBasis: TransferDecision | undefined
}

export type Reliances = { readonly [Kind in CredentialKind]?: RecognitionAnswer<ComparableLevel> }

/** What each rule finds: docs/trust-policy.md part AP. */
export const rulings: { readonly [Kind in AdmissionRuleKind]: (considered: Considered) => Ruling } = {
  technical_valid: ({ facts, answers }) =>
    answers.technical === 'valid' ? { effect: 'allows' } : { effect: 'refuses', waitsFor: missed(facts.checks) },

  issuer_granted: ({ facts, answers }) => {
    if (answers.listStatus === 'granted') return { effect: 'allows' }
    // Nothing is missing then: the rule asks for a list, and configuration is none.
    if (answers.listStatus === 'pinned') return { effect: 'refuses', evidence: { listStatus: 'pinned' } }
    return { effect: 'refuses', waitsFor: missed(facts.checks) }
  },

  recognition_entry: ({ facts, reliances }) => {
    const answered = credentialKinds.map((kind) => reliances[kind])
    if (answered.some((answer) => answer === undefined)) return { waitsFor: missed(facts.checks) }
    const evidence = Object.fromEntries(credentialKinds.map((kind) => [kind, relianceEvidence(reliances[kind]!)]))
    return { effect: answered.every((answer) => answer?.reliedOn) ? 'allows' : 'refuses', evidence }
  },

  same_person: ({ facts }) => {
    const [one, other] = credentialKinds.map((kind) => matchedPerson(facts.credentials[kind]))
    if (!one || !other) return { waitsFor: missed(facts.checks) }
    const { verdict, name, birthDate } = comparePersons(one, other)
    const effect = ({ same: 'allows', ask: 'asks', different: 'refuses' } as const)[verdict]
    return { effect, evidence: { names: name.verdict, ...(name.doubt && { doubt: name.doubt }), birthDate } }
  },

  minimisation: ({ facts: { beyondPurpose } }) =>
    beyondPurpose.length === 0
      ? { effect: 'allows' }
      : {
          effect: 'refuses',
          evidence: { beyond: beyondPurpose.map(({ credential, path }) => `${credential}: ${showPath(path)}`) },
        },

  legal_status: ({ answers }) => ({ effect: 'informs', evidence: { legalStatus: answers.legalStatus } }),

  transfer_basis: ({ facts, legalBasis }) =>
    legalBasis
      ? {
          effect: legalBasis.allowed ? 'allows' : 'refuses',
          evidence: { rule: legalBasis.rule, mode: facts.mode, source: legalBasis.source },
        }
      : { waitsFor: missed(facts.checks) },
}

const missed = (checks: readonly CheckResult[]): readonly string[] =>
  checks.filter(({ outcome }) => outcome.status === 'failed' || outcome.status === 'indeterminate').map(({ id }) => id)

/** One reliance for each credential whose issuer some list has. */
export function reliancesOf({ relying, policy, purpose, credentials }: AdmissionFacts): Reliances {
  const entries = credentialKinds.flatMap((kind) => {
    const { listed, profile } = credentials[kind]
    if (!listed) return []
    const reliance = {
      issuedBy: listed.territory,
      reliedOnBy: relying.code,
      kind,
      purpose,
      held: profile.assurance.comparable,
      needed: policy.assuranceNeeded[kind],
    }
    return [[kind, recognise<ComparableLevel>(recognitions, reliance, comparableLevels)] as const]
  })
  return Object.fromEntries(entries)
}

const relianceEvidence = (answer: RecognitionAnswer<ComparableLevel>): JsonObject => ({
  comparableTo: answer.comparableTo ?? 'nothing',
  ...(answer.reliedOn
    ? {
        recognition: answer.recognition.id,
        source: answer.recognition.source,
        legalEffect: answer.recognition.legalEffect,
      }
    : { reason: answer.reason, detail: answer.detail }),
})

/**
 * The law under which the data came from the jurisdiction of their issuer. Only asked when the data are there: of a
 * presentation that is technically valid.
 */
export function transferDecision(
  { relying, verifier, mode, credentials }: AdmissionFacts,
  technical: TechnicalAnswer,
): TransferDecision | undefined {
  const territories = new Set(credentialKinds.map((kind) => credentials[kind].listed?.territory))
  if (technical !== 'valid' || territories.has(undefined)) return undefined
  const data = dataClasses(credentialKinds.map((kind) => credentials[kind].claims ?? {}))
  const decisions = [...territories].map((from) =>
    decideTransfer(transferRules, {
      from: from!,
      origin: from!,
      to: relying.code,
      recipientSector: verifier.sector,
      mode,
      data,
      conditions: [],
      adequacyScope: adequacyScopeOf(from!, relying.code),
    }),
  )
  return decisions.find(({ allowed }) => !allowed) ?? decisions[0]
}

/** A number that may never travel changes everything, wherever it stands and whatever it is called. */
function dataClasses(all: readonly JsonObject[]): readonly [DataClass, ...DataClass[]] {
  const forbidden = all.some((claims) => deniedClaimsIn(claims).length > 0 || scanObject(claims, []).length > 0)
  return forbidden ? ['personal', 'individual_number'] : ['personal']
}

function matchedPerson({ claims, profile: { matching } }: CredentialFacts): MatchedPerson | undefined {
  return claims && { name: nameIn(claims, matching), birthDate: textAt(claims, matching.birthDate) }
}

function nameIn(claims: JsonObject, { name }: MatchingPaths): MatchedPerson['name'] {
  if (name.form === 'single') return { form: 'single', full: textAt(claims, name.path) ?? '' }
  return { form: 'parts', family: textAt(claims, name.family) ?? '', given: textAt(claims, name.given) ?? '' }
}

function textAt(claims: JsonObject, path: ClaimsPath): string | undefined {
  const value = selectedOrNone(path, claims)[0]?.value
  return typeof value === 'string' ? value : undefined
}
