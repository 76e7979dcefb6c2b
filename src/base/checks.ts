import type { JsonObject } from './json.ts'

/**
 * One check of a verification. The list of checks *is* the verification: ids, sources, prerequisites, functions, in the
 * order of the specification.
 */
export interface Check<Subject> {
  /** A noun in snake_case, stable forever. */
  readonly id: string
  /** Specification, version, heading: `RFC 9901 §7.1 (2)`, `OpenID4VP 1.0 "Preventing Replay"`. */
  readonly spec: string
  /** Ids of earlier checks that must have passed; otherwise this one is `not_run`. */
  readonly needs: readonly string[]
  /** Returns what {@link pass} makes, or throws {@link CheckFailed} or {@link Indeterminate}. */
  readonly run: (subject: Subject) => Pass | Promise<Pass>
}

export type OutcomeStatus = 'passed' | 'failed' | 'indeterminate' | 'not_run'

export interface Outcome {
  readonly status: OutcomeStatus
  /** One sentence for a person: what was found, or why not. Never contains a claim's value or a secret. */
  readonly detail: string
  /** What the outcome rests on: which list, sequence number, certificate, clause, time. */
  readonly evidence: JsonObject
}

export interface CheckResult {
  readonly id: string
  readonly spec: string
  readonly outcome: Outcome
}

export interface Report {
  /** True only if there was at least one check and every one passed. */
  readonly accepted: boolean
  readonly checks: readonly CheckResult[]
}

/** A verification's answer: the value can be read only where every check passed. */
export type Verdict<Value> =
  | { readonly accepted: true; readonly report: Report; readonly value: Value }
  | { readonly accepted: false; readonly report: Report }

/** Only {@link pass} makes one, so a check cannot pass by forgetting to look. */
export class Pass {
  readonly #made = true
  readonly detail: string
  readonly evidence: JsonObject
  private constructor(detail: string, evidence: JsonObject) {
    this.detail = detail
    this.evidence = evidence
  }
  static isPass = (value: unknown): value is Pass => value instanceof Pass && value.#made
  static make = (detail: string, evidence: JsonObject): Pass => new Pass(detail, evidence)
}

export const pass = (detail: string, evidence: JsonObject = {}): Pass => Pass.make(detail, evidence)

/** The check did not hold. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed'
  readonly evidence: JsonObject
  constructor(detail: string, evidence: JsonObject = {}, cause?: unknown) {
    super(detail, { cause })
    this.evidence = evidence
  }
}

/** It could not be found out whether the check holds: "INDETERMINATE" of ETSI EN 319 102-1. Never accepted. */
export class Indeterminate extends Error {
  override readonly name = 'Indeterminate'
  readonly evidence: JsonObject
  constructor(detail: string, evidence: JsonObject = {}, cause?: unknown) {
    super(detail, { cause })
    this.evidence = evidence
  }
}

/** @throws CheckFailed with `detail` unless `condition` holds */
export function confirm(condition: boolean, detail: string, evidence: JsonObject = {}): asserts condition {
  if (!condition) throw new CheckFailed(detail, evidence)
}

/**
 * Runs the checks in order. A check whose `needs` did not all pass is `not_run`; throwing is failing; an empty list
 * accepts nothing.
 *
 * @param onBug told of an error that is neither {@link CheckFailed} nor {@link Indeterminate}: the check fails all the same
 */
export async function runChecks<Subject>(
  subject: Subject,
  checks: readonly Check<Subject>[],
  onBug: (error: unknown) => void,
): Promise<Report> {
  const results: CheckResult[] = []
  const passed = new Set<string>()
  for (const check of checks) {
    const unmet = check.needs.filter((id) => !passed.has(id))
    const outcome =
      unmet.length > 0
        ? { status: 'not_run' as const, detail: `needs ${unmet.join(', ')}`, evidence: {} }
        : await attempt(check, subject, onBug)
    if (outcome.status === 'passed') passed.add(check.id)
    results.push({ id: check.id, spec: check.spec, outcome })
  }
  return { accepted: checks.length > 0 && passed.size === checks.length, checks: results }
}

async function attempt<Subject>(
  check: Check<Subject>,
  subject: Subject,
  onBug: (error: unknown) => void,
): Promise<Outcome> {
  try {
    const result = await check.run(subject)
    if (!Pass.isPass(result)) throw new TypeError(`check ${check.id} returned something that pass() did not make`)
    return { status: 'passed', detail: result.detail, evidence: result.evidence }
  } catch (error) {
    if (error instanceof CheckFailed) return { status: 'failed', detail: error.message, evidence: error.evidence }
    if (error instanceof Indeterminate) return { status: 'indeterminate', detail: error.message, evidence: error.evidence }
    onBug(error)
    return { status: 'failed', detail: 'the check itself failed; this is a fault of the verifier and was logged', evidence: {} }
  }
}

/** The ids of the checks that did not pass, in order. */
export const notPassed = (report: Report): readonly string[] =>
  report.checks.filter(({ outcome }) => outcome.status !== 'passed').map(({ id }) => id)

/** The first check with one of these outcomes, for mapping a report to a single protocol error. */
export const firstWith = (report: Report, ...statuses: readonly OutcomeStatus[]): CheckResult | undefined =>
  report.checks.find(({ outcome }) => statuses.includes(outcome.status))

/**
 * Uses the checks of a part for a whole: `select` finds the part, `prefix` keeps ids apart (`diploma.issuer_signature`)
 * where a report covers several credentials. Prerequisites inside `checks` move along; `needs` adds further ones to all.
 */
export const liftChecks = <Whole, Part>(
  checks: readonly Check<Part>[],
  select: (whole: Whole) => Part,
  { prefix, needs = [] }: { prefix: string; needs?: readonly string[] },
): readonly Check<Whole>[] =>
  checks.map((check) => ({
    id: prefix + check.id,
    spec: check.spec,
    needs: [...needs, ...check.needs.map((id) => prefix + id)],
    run: (whole) => check.run(select(whole)),
  }))
