import { showPath, type ClaimsPath } from '../base/claims-path.ts'
import type { Decision } from '../base/decision.ts'
import type { Localized } from '../base/localized.ts'
import { checkTitle } from '../html/check-titles.ts'
import type { DisclosureItem } from '../html/disclosure-view.ts'
import type { Tone } from '../html/outcome-mark.ts'
import type { ReportRow } from '../html/report-view.ts'
import { policyWords } from '../html/words.ts'
import { jurisdictions } from '../jurisdictions/index.ts'
import { claimLabel } from '../jurisdictions/credential-profile.ts'
import { credentialKinds } from '../jurisdictions/jurisdiction-profile.ts'
import { directions, type Direction, type DirectionId } from '../scenarios/student-exchange/directions.ts'
import { isFaultId } from '../scenarios/student-exchange/faults.ts'
import type { Row } from '../scenarios/parties.ts'
import type { DisclosedClaim, FinishedStory, Story } from '../scenarios/story.ts'
import { directionModel, faultModel, serviceModel, walletModel, walletProviderModel } from './landing-model.ts'
import { receiptModel } from './receipt-model.ts'
import type { RunningService } from './running-lab.ts'
import type { StoryRun, StoryRunState } from './story-run.ts'
import { serviceWords, storyWords } from './story-words.ts'
import type { CrossingModel, NextRun, ServiceModel, StoryModel, StoryResult, StoryStep } from './views/models.ts'

/**
 * A run as its page shows it.
 *
 * @param own the services of the world in which it runs
 */
export function storyModel(run: StoryRun, own: readonly RunningService[], development: boolean): StoryModel {
  const { story } = run
  const state = run.state()
  const direction = directions[story.direction as DirectionId]
  const open = !state.broken && state.done.length < story.steps.length
  return {
    scenario: story.scenario,
    title: storyWords.title,
    direction: directionModel(direction, own),
    ...(story.fault && isFaultId(story.fault.id) && { fault: faultModel(story.fault.id) }),
    crossing: crossingModel(direction, story, state),
    steps: steps(story, state),
    ...(open && { stepAction: `/runs/${run.id}/step`, restAction: `/runs/${run.id}/rest` }),
    ...(state.finished && { result: result(state.finished, direction) }),
    services: servicesOf(direction, own),
    landingHref: '/',
    runAction: '/runs',
    next: nextRuns(direction, story),
    development,
  }
}

const steps = (story: Story, { done, broken }: StoryRunState): readonly StoryStep[] =>
  story.steps.map(({ id, title }, index): StoryStep => {
    const finished = done[index]
    if (finished) {
      const { detail, facts, links } = finished.outcome
      return { id, title, state: 'done', detail, facts: facts.filter(({ value }) => value !== ''), links }
    }
    if (broken?.step === id) return { id, title, state: 'failed', detail: storyWords.broke, facts: [], links: [] }
    return { id, title, state: index === done.length && !broken ? 'current' : 'next', facts: [], links: [] }
  })

/** How far the data have come, as the strip at the top of the page shows it. */
function crossingModel({ from, to }: Direction, story: Story, state: StoryRunState): CrossingModel {
  const bypassed = story.fault?.id === 'server-to-server-transfer'
  const policy = state.finished?.crossing.decision.policy
  const way = `${from} → ${to}`
  const ending = policy && { tone: policyTones[policy], note: policyWords[policy] }
  return {
    issuer: { name: jurisdictions[from].issuers.diploma.name, theme: jurisdictions[from].theme },
    wallet: { name: serviceWords.wallet, theme: 'ink', bypassed },
    border: { name: { en: way, ja: way, fr: way }, ...ending },
    verifier: { name: jurisdictions[to].verifiers.admissions.serviceName, theme: jurisdictions[to].theme },
    reached: reached(state),
  }
}

function reached({ done, finished }: StoryRunState): CrossingModel['reached'] {
  const happened = (id: string): boolean => done.some((step) => step.id === id)
  if (finished) return finished.crossing.disclosed.length > 0 ? 'verifier' : 'border'
  if (happened('presentation')) return 'verifier'
  return happened('diploma') ? 'wallet' : 'issuer'
}

const policyTones: { readonly [P in Decision['policy']]: Tone } = { accept: 'ok', accept_with_step_up: 'unsure', reject: 'bad' }

const result = ({ story, crossing, asExpected }: FinishedStory, { from, to }: Direction): StoryResult => {
  const receipt = crossing.receipt && receiptModel(crossing.receipt, jurisdictions[to].verifiers.admissions.serviceName)
  return {
    decision: crossing.decision,
    statusNames: jurisdictions[from].legalStatuses,
    rows: crossing.report.map((row) => titled(row, crossing.decision)),
    groupNames: storyWords.group,
    disclosed: crossing.disclosed.map((claim) => disclosureItem(claim, from)),
    withheld: crossing.withheld.map((claim) => disclosureItem(claim, from)),
    ...(receipt && { receipt }),
    asExpected,
    expectation: expectation(story),
  }
}

/** A rule of the relying party is called by what it said. */
function titled(row: Row, { reasons }: Decision): ReportRow {
  const title = reasons.find(({ rule }) => rule === row.id)?.text
  return title ? { ...row, title } : row
}

function disclosureItem({ credential, path, value }: DisclosedClaim, from: Direction['from']): DisclosureItem {
  const kind = credentialKinds.find((known) => known === credential)
  const claimsPath = path as ClaimsPath
  return {
    credential: kind ? jurisdictions[from].credentials[kind].name : credential,
    path: showPath(claimsPath),
    ...(kind && { label: claimLabel(jurisdictions[from].credentials[kind], claimsPath) }),
    ...(value !== undefined && { value: typeof value === 'string' ? value : JSON.stringify(value) }),
    ...(typeof value === 'string' && /[\u3040-\u30ff\u4e00-\u9fff]/.test(value) && { lang: 'ja' }),
  }
}

/** What the story says about its end, in words made from the checks that it names. */
function expectation({ expected }: Story): Localized {
  if (expected.notPassed.length === 0) return storyWords.expected.all
  const titles = expected.notPassed.map((id) => checkTitle(id) ?? { en: id, ja: id, fr: id })
  const { only } = storyWords.expected
  return {
    en: only.en.replace('…', titles.map(({ en }) => `“${en}”`).join(', ')),
    ja: only.ja.replace('…', titles.map(({ ja }) => `「${ja}」`).join('、')),
    fr: only.fr.replace('…', titles.map(({ fr }) => `« ${fr} »`).join(', ')),
  }
}

const servicesOf = ({ from, to }: Direction, own: readonly RunningService[]): readonly ServiceModel[] => [
  ...own.flatMap((service) => {
    const { place } = service
    if (!('jurisdiction' in place)) return []
    const home = place.jurisdiction === from && place.service !== 'verifier'
    const abroad = place.jurisdiction === to && place.service !== 'issuer'
    return home ? [serviceModel(service, jurisdictions[from])] : abroad ? [serviceModel(service, jurisdictions[to])] : []
  }),
  walletModel(own),
  walletProviderModel(own),
]

const nextRuns = ({ id }: Direction, { fault }: Story): readonly NextRun[] => [
  ...(fault ? [{ label: storyWords.again, direction: id }] : []),
  { label: storyWords.otherWay, direction: id === 'jp-to-eu' ? 'eu-to-jp' : 'jp-to-eu' },
]
