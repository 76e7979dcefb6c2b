import type { Answers, Decision } from '../base/decision.ts'
import type { JsonObject } from '../base/json.ts'
import type { Localized } from '../base/localized.ts'
import type { Row } from './parties.ts'
import type { Staging, World } from './world.ts'

/** A story, told once: the terminal, the browser and the tests all run these steps. */
export interface Story {
  readonly scenario: string
  readonly direction: string
  readonly fault: Fault | undefined
  readonly title: Localized
  readonly steps: readonly Step[]
  readonly expected: Expectation
}

export interface Fault {
  readonly id: string
  /** What goes wrong, in a few words. */
  readonly title: Localized
  /** What happens and what to look for, in one or two sentences. */
  readonly explanation: Localized
  readonly staging: Staging
}

export interface Step {
  readonly id: string
  readonly title: Localized
  readonly run: (world: World, scene: Scene) => Promise<StepOutcome>
}

/** What one step leaves for the next ones. */
export interface Scene {
  /** The wallet instance of the story's person: the token of its API and a link that opens it in a browser. */
  wallet?: { readonly token: string; readonly browserUrl: string }
  request?: { readonly id: string; readonly walletUrl: string }
  presentation?: { readonly id: string }
  crossing?: Crossing
}

export interface StepOutcome {
  readonly detail: Localized
  readonly facts: readonly { readonly label: Localized; readonly value: string; readonly lang?: string }[]
  readonly links: readonly { readonly label: Localized; readonly href: string }[]
}

/** How a crossing ended, as the relying party (or, for a request that is refused, the wallet) answered it. */
export interface Crossing {
  readonly decision: Decision
  readonly report: readonly Row[]
  readonly disclosed: readonly DisclosedClaim[]
  readonly withheld: readonly DisclosedClaim[]
  readonly receipt: JsonObject | null
}

export interface DisclosedClaim {
  readonly credential: string
  readonly path: readonly (string | number | null)[]
  /** Only where the relying party accepted it, and only for what was disclosed to it. */
  readonly value?: unknown
}

/** How a story must end: the answers, and exactly these checks that did not pass, `not_run` ones left out. */
export interface Expectation extends Answers {
  readonly policy: Decision['policy']
  readonly notPassed: readonly string[]
}

export interface FinishedStory {
  readonly story: Story
  readonly steps: readonly FinishedStep[]
  readonly crossing: Crossing
  readonly asExpected: boolean
}

export interface FinishedStep {
  readonly id: string
  readonly title: Localized
  readonly outcome: StepOutcome
}

/** Runs a story to its end. @throws whatever a step could not do: a story whose step breaks has no outcome */
export async function tell(story: Story, world: World): Promise<FinishedStory> {
  const scene: Scene = {}
  const steps: FinishedStep[] = []
  for (const { id, title, run } of story.steps) steps.push({ id, title, outcome: await run(world, scene) })
  return finish(story, steps, scene)
}

/** @throws Error if the story ended without a decision */
export function finish(story: Story, steps: readonly FinishedStep[], { crossing }: Scene): FinishedStory {
  if (!crossing) throw new Error(`the story ${story.scenario}/${story.direction} ended without a decision`)
  return { story, steps, crossing, asExpected: endsAs(story.expected, crossing) }
}

/** Whether a crossing ended as the story says, for exactly that reason and no other. */
export function endsAs(expected: Expectation, { decision, report }: Crossing): boolean {
  const notPassed = report.filter(({ outcome }) => outcome === 'failed' || outcome === 'indeterminate').map(({ id }) => id)
  return (
    decision.technical === expected.technical &&
    decision.listStatus === expected.listStatus &&
    decision.legalStatus === expected.legalStatus &&
    decision.policy === expected.policy &&
    [...notPassed].sort().join() === [...expected.notPassed].sort().join()
  )
}
