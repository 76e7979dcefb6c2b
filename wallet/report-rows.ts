import type { Report } from '../src/base/checks.ts'
import type { JsonObject } from '../src/base/json.ts'

/** A report as the API gives it: one flat row for each check. */
export const reportRows = (report: Report): readonly JsonObject[] =>
  report.checks.map(({ id, spec, outcome: { status, detail, evidence } }) => ({
    id,
    spec,
    outcome: status,
    detail,
    evidence,
  }))
