import { finish, type FinishedStep, type FinishedStory, type Scene, type Story } from '../scenarios/story.ts'
import type { RunningLab, RunningService } from './running-lab.ts'

/** One telling of a story in the browser, step by step. */
export interface StoryRun {
  readonly id: string
  readonly story: Story
  /** The services among which it is told. */
  readonly services: readonly RunningService[]
  state(): StoryRunState
  /** Runs the next step, or all that remain. Calls wait for each other, so a step never runs twice. */
  proceed(pace: 'step' | 'whole'): Promise<void>
}

export interface StoryRunState {
  readonly done: readonly FinishedStep[]
  readonly scene: Scene
  /** The step that broke, if one did: then the lab has a fault of its own, and the story no outcome. */
  readonly broken: { readonly step: string; readonly error: unknown } | undefined
  readonly finished: FinishedStory | undefined
}

export function storyRun(id: string, story: Story, { world, services }: RunningLab): StoryRun {
  const scene: Scene = {}
  const done: FinishedStep[] = []
  let broken: StoryRunState['broken']
  let finished: FinishedStory | undefined
  let turn: Promise<void> = Promise.resolve()

  const step = async (): Promise<void> => {
    const next = story.steps[done.length]
    if (!next || broken) return
    try {
      done.push({ id: next.id, title: next.title, outcome: await next.run(world, scene) })
      if (done.length === story.steps.length) finished = finish(story, done, scene)
    } catch (error) {
      broken = { step: next.id, error }
    }
  }
  const rest = async (): Promise<void> => {
    while (done.length < story.steps.length && !broken) await step()
  }
  return {
    id,
    story,
    services,
    state: () => ({ done, scene, broken, finished }),
    proceed: (pace) => (turn = turn.then(pace === 'step' ? step : rest)),
  }
}
