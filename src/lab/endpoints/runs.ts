import type { RequestHandler } from 'express'
import { z } from 'zod'
import { ProtocolError } from '../../base/errors.ts'
import { directionIds } from '../../scenarios/student-exchange/directions.ts'
import { faultIds, faultsOf } from '../../scenarios/student-exchange/faults.ts'
import { scenario, studentExchange } from '../../scenarios/student-exchange/student-exchange.ts'
import type { Story } from '../../scenarios/story.ts'
import type { LabContext } from '../context.ts'
import { pageLanguage } from '../page-language.ts'
import { storyModel } from '../story-model.ts'
import type { StoryRun } from '../story-run.ts'
import type { StoryRuns } from '../story-runs.ts'
import { storyView } from '../views/story-view.ts'

/** Starts a story: whole, or up to its first step. */
export const startRun =
  ({ runs, log }: LabContext): RequestHandler =>
  async (req, res) => {
    const { story, pace } = parseStart(req.body)
    const run = await runs.start(story)
    if (pace === 'whole') await run.proceed('whole')
    logBroken(run, log)
    res.redirect(303, `/runs/${run.id}`)
  }

/** Runs the next step, or all that remain. */
export const proceedRun =
  ({ runs, log }: LabContext, pace: 'step' | 'whole'): RequestHandler =>
  async (req, res) => {
    const run = runOf(runs, req.params['id'])
    await run.proceed(pace)
    logBroken(run, log)
    res.redirect(303, `/runs/${run.id}${anchor(run)}`)
  }

export const showRun =
  ({ runs, development, baseUrl }: LabContext): RequestHandler =>
  (req, res) => {
    const run = runOf(runs, req.params['id'])
    const language = pageLanguage(req, res, baseUrl)
    res.type('html').set('Cache-Control', 'no-store').send(storyView(storyModel(run, run.services, development), language).toString())
  }

/** Where the page shall be read next: the step that comes, or from the top once the story has ended. */
function anchor({ story, state }: StoryRun): string {
  const { done, finished } = state()
  const next = story.steps[done.length]
  return finished || !next ? '' : `#step-${next.id}`
}

const start = z.object({
  scenario: z.literal(scenario),
  direction: z.enum(directionIds),
  pace: z.enum(['whole', 'step']),
  fault: z.enum(faultIds).optional(),
})

function parseStart(body: unknown): { story: Story; pace: 'whole' | 'step' } {
  const parsed = start.safeParse(body)
  if (!parsed.success) throw new ProtocolError('invalid_request', z.prettifyError(parsed.error), { cause: parsed.error })
  const { direction, fault, pace } = parsed.data
  if (fault && !faultsOf(direction).includes(fault)) {
    throw new ProtocolError('invalid_request', `the failure case ${fault} does not occur in the direction ${direction}`)
  }
  return { story: studentExchange(direction, fault), pace }
}

function runOf(runs: StoryRuns, id: unknown): StoryRun {
  const run = typeof id === 'string' ? runs.get(id) : undefined
  if (!run) throw new ProtocolError('not_found', 'this run is not known any more; start it again from the front page', { status: 404 })
  return run
}

function logBroken(run: StoryRun, log: LabContext['log']): void {
  const { broken } = run.state()
  if (broken) log.error('story_step_broke', broken.error, { step: broken.step, direction: run.story.direction, fault: run.story.fault?.id })
}
