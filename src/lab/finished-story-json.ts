import type { FinishedStory } from '../scenarios/story.ts'

/** A finished story as `npm run demo -- … --json` prints it; `docs/demo-json.md` documents it. */
export const finishedStoryJson = ({ story, steps, crossing, asExpected }: FinishedStory) => ({
  scenario: story.scenario,
  direction: story.direction,
  fault: story.fault?.id ?? null,
  steps: steps.map(({ id, title, outcome }) => ({
    id,
    title: title.en,
    detail: outcome.detail.en,
    facts: outcome.facts.map(({ label, value }) => ({ label: label.en, value })),
  })),
  decision: {
    technical: crossing.decision.technical,
    listStatus: crossing.decision.listStatus,
    legalStatus: crossing.decision.legalStatus,
    policy: crossing.decision.policy,
    reasons: crossing.decision.reasons.map(({ rule, effect, text, source }) => ({ rule, effect, text: text.en, source })),
  },
  report: crossing.report.map(({ id, spec, outcome, detail, evidence }) => ({ id, spec, outcome, detail, evidence })),
  disclosed: crossing.disclosed,
  withheld: crossing.withheld,
  receipt: crossing.receipt,
  asExpected,
})

export type FinishedStoryJson = ReturnType<typeof finishedStoryJson>
