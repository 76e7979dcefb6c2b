import { showPath, type ClaimsPath } from '../base/claims-path.ts'
import type { OutcomeStatus } from '../base/checks.ts'
import type { Json } from '../base/json.ts'
import { isJsonObject } from '../base/json.ts'
import type { Row } from '../scenarios/parties.ts'
import type { DisclosedClaim, FinishedStory } from '../scenarios/story.ts'

/** How text is marked in a terminal; with `plain` not at all. */
export interface Ink {
  readonly bold: (text: string) => string
  readonly faint: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly unsure: (text: string) => string
}

const ansi = (code: number) => (text: string): string => `\u001b[${code}m${text}\u001b[0m`
export const colourInk: Ink = { bold: ansi(1), faint: ansi(2), good: ansi(32), bad: ansi(31), unsure: ansi(33) }
const same = (text: string): string => text
export const plainInk: Ink = { bold: same, faint: same, good: same, bad: same, unsure: same }

/** A whole story: its steps, what crossed, the four answers, every check, the receipt. */
export function storyReport(finished: FinishedStory, ink: Ink): string {
  const { story, steps, crossing } = finished
  return [
    ink.bold(heading(finished)),
    ...(story.fault ? [indent(story.fault.explanation.en)] : []),
    '',
    ...steps.flatMap(({ title, outcome }, index) => [
      `${ink.bold(`${index + 1}. ${title.en}`)}`,
      indent(outcome.detail.en),
      ...outcome.facts.filter(({ value }) => value !== '').map(({ label, value }) => indent(`${ink.faint(`${label.en}:`)} ${value}`)),
    ]),
    '',
    ink.bold('What crossed the border'),
    ...(crossing.disclosed.length > 0 ? crossing.disclosed.map((claim) => indent(claimLine(claim))) : [indent('nothing')]),
    ink.bold('What did not cross'),
    indent(crossing.withheld.length > 0 ? crossing.withheld.map(({ credential, path }) => `${credential}.${showPath(path as ClaimsPath)}`).join(', ') : 'nothing'),
    '',
    ...answers(finished, ink),
    '',
    ink.bold('Every check'),
    ...crossing.report.flatMap((row) => checkLines(row, ink)),
    '',
    ink.bold('Receipt'),
    ...(crossing.receipt ? members(crossing.receipt).map(indent) : [indent('none: nothing was accepted')]),
    '',
    ending(finished, ink),
  ].join('\n')
}

/** A failure case in a few lines: what was done, the four answers, and the one reason. */
export function faultReport(finished: FinishedStory, ink: Ink): string {
  const { story, crossing } = finished
  const reasons = crossing.report.filter(({ outcome }) => outcome === 'failed' || outcome === 'indeterminate')
  return [
    `${ink.bold(story.fault?.id ?? story.direction)}  ${ink.faint((story.fault ?? story).title.en)}`,
    indent(answerWords(finished, ink)),
    ...reasons.map(({ id, outcome, detail, spec }) => indent(`${mark(outcome, ink)} ${id}: ${detail} ${ink.faint(`(${spec})`)}`)),
    indent(ending(finished, ink)),
  ].join('\n')
}

const heading = ({ story }: FinishedStory): string =>
  `${story.scenario}/${story.direction}: ${story.title.en}${story.fault ? ` — ${story.fault.title.en}` : ''}`

function answers({ crossing: { decision } }: FinishedStory, ink: Ink): readonly string[] {
  return [
    ink.bold('Four answers'),
    indent(`technical    ${tone(decision.technical, ink)}`),
    indent(`list status  ${tone(decision.listStatus, ink)}`),
    indent(`legal status ${decision.legalStatus}`),
    indent(`policy       ${tone(decision.policy, ink)}`),
    ...decision.reasons.map(({ rule, effect, text }) => indent(indent(`${effect.padEnd(7)} ${rule}: ${text.en}`))),
  ]
}

const answerWords = ({ crossing: { decision } }: FinishedStory, ink: Ink): string =>
  `technical ${tone(decision.technical, ink)} · list ${tone(decision.listStatus, ink)} · legal ${decision.legalStatus} · policy ${tone(decision.policy, ink)}`

function checkLines({ id, spec, outcome, detail, evidence }: Row, ink: Ink): readonly string[] {
  const line = indent(`${mark(outcome, ink)} ${id}  ${detail} ${ink.faint(`(${spec})`)}`)
  const speaks = outcome === 'failed' || outcome === 'indeterminate'
  return speaks ? [line, ...members(evidence).map((member) => indent(indent(indent(ink.faint(member)))))] : [line]
}

const mark = (outcome: OutcomeStatus, ink: Ink): string =>
  ({ passed: ink.good('✓'), failed: ink.bad('✕'), indeterminate: ink.unsure('?'), not_run: ink.faint('–') })[outcome]

function tone(answer: string, ink: Ink): string {
  if (['valid', 'granted', 'accept'].includes(answer)) return ink.good(answer)
  return ['indeterminate', 'accept_with_step_up', 'list_unreachable', 'pinned'].includes(answer) ? ink.unsure(answer) : ink.bad(answer)
}

const claimLine = ({ credential, path, value }: DisclosedClaim): string =>
  `${credential}.${showPath(path as ClaimsPath)}${value === undefined ? '' : ` = ${typeof value === 'string' ? value : JSON.stringify(value)}`}`

const members = (object: Json): readonly string[] =>
  isJsonObject(object)
    ? Object.entries(object).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    : []

const ending = ({ asExpected }: FinishedStory, ink: Ink): string =>
  asExpected ? ink.good('ended as the story says') : ink.bad('DID NOT END AS THE STORY SAYS')

const indent = (text: string): string => `  ${text}`
