import type { CheckResult, OutcomeStatus } from '../base/checks.ts'
import type { JsonObject } from '../base/json.ts'
import type { Language, Localized } from '../base/localized.ts'
import { checkTitle } from './check-titles.ts'
import { evidenceList } from './evidence-list.ts'
import { html, joined, type Html } from './html.ts'
import { outcomeMark } from './outcome-mark.ts'
import { outcomeWords, reportWords } from './words.ts'

/** One check of a report, as the services send it. */
export interface ReportRow {
  /** `issuer_signature`, or with the credential it belongs to before a dot: `diploma.issuer_signature`. */
  readonly id: string
  /** Shown in place of the title that the shared words have for this id. */
  readonly title?: Localized | undefined
  readonly spec: string
  readonly outcome: OutcomeStatus
  /** One English sentence. */
  readonly detail: string
  readonly evidence: JsonObject
}

export const reportRow = ({ id, spec, outcome }: CheckResult): ReportRow => ({
  id,
  spec,
  outcome: outcome.status,
  detail: outcome.detail,
  evidence: outcome.evidence,
})

/**
 * Every check, grouped by what it belongs to (the id before its dot): what passed in one line each, what did not with
 * its evidence open, what was not run with the check it waited for. The decision in words stands before it and is the
 * caller's ({@link decisionView}).
 *
 * @param groupNames what to call the groups; the group without a prefix is "the transaction"
 */
export function reportView(
  rows: readonly ReportRow[],
  language: Language,
  groupNames: Readonly<Record<string, Localized>> = {},
): Html {
  const groups = Map.groupBy(rows, ({ id }) => id.slice(0, Math.max(0, id.indexOf('.'))))
  return html`<section class="report">
<h3>${reportWords.heading[language]}</h3>
${rows.length === 0 && html`<p>${reportWords.empty[language]}</p>`}
${[...groups].map(([group, members]) => groupView(groupName(group, groupNames, language), members, language))}
</section>`
}

const groupName = (group: string, names: Readonly<Record<string, Localized>>, language: Language): string =>
  names[group]?.[language] ?? (group === '' ? reportWords.transaction[language] : group)

const groupView = (name: string, rows: readonly ReportRow[], language: Language): Html =>
  html`<div class="report-group">
<div class="report-group-head"><h4>${name}</h4><p class="tally">${tally(rows, language)}</p></div>
<ol class="checks">${rows.map((row) => rowView(row, language))}</ol>
</div>`

const tally = (rows: readonly ReportRow[], language: Language): readonly Html[] =>
  (['passed', 'failed', 'indeterminate', 'not_run'] as const)
    .map((outcome) => [outcome, rows.filter((row) => row.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => html`<span>${outcomeWords[outcome][language]} <strong>${count}</strong></span>`)

const rowView = (row: ReportRow, language: Language): Html => html`<li class="check check-${row.outcome}">
${row.outcome === 'passed' ? folded(row, language) : open(row, language)}
</li>`

const folded = (row: ReportRow, language: Language): Html => html`<details>
<summary>${head(row, language)}</summary>
<p class="check-detail" lang="en">${row.detail}</p>
${hasEvidence(row) && evidenceList(row.evidence, language)}
</details>`

const open = (row: ReportRow, language: Language): Html => html`${head(row, language)}
${row.outcome === 'not_run'
    ? html`<p class="check-detail">${reportWords.needs[language]} ${prerequisites(row, language)}</p>`
    : html`<p class="check-detail" lang="en">${row.detail}</p>`}
${hasEvidence(row) &&
    html`<div class="check-evidence"><p class="label">${reportWords.evidence[language]}</p>
${evidenceList(row.evidence, language)}</div>`}`

const head = (row: ReportRow, language: Language): Html =>
  html`<span class="check-head">${outcomeMark(row.outcome, language)}
<span class="check-title">${titleOf(row, language)} <code>${row.id}</code></span>
<cite class="check-spec" lang="en">${row.spec}</cite></span>`

const hasEvidence = ({ evidence }: ReportRow): boolean => Object.keys(evidence).length > 0

const titleOf = ({ id, title }: ReportRow, language: Language): Html => {
  const words = title ?? checkTitle(id)
  return words === undefined
    ? html`<strong lang="en">${id.slice(id.indexOf('.') + 1).replaceAll('_', ' ')}</strong>`
    : html`<strong>${words[language]}</strong>`
}

/** The runner writes `needs a, b` for a check that it did not run. */
const prerequisites = ({ detail }: ReportRow, language: Language): Html =>
  detail.startsWith('needs ')
    ? joined(detail.slice(6).split(', ').map((id) => html`${checkTitle(id)?.[language]} <code>${id}</code>`), ' · ')
    : html`<span lang="en">${detail}</span>`
