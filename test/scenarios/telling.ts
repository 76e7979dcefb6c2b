import type { JsonObject } from '../../src/base/json.ts'
import { seconds, type EpochSeconds } from '../../src/base/time.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import type { RunningLab } from '../../src/lab/running-lab.ts'
import { ask } from '../../src/scenarios/parties.ts'
import { directions, type Direction, type DirectionId } from '../../src/scenarios/student-exchange/directions.ts'
import type { FaultId } from '../../src/scenarios/student-exchange/faults.ts'
import { studentExchange } from '../../src/scenarios/student-exchange/student-exchange.ts'
import { tell, type FinishedStory, type Scene, type Step, type Story } from '../../src/scenarios/story.ts'
import type { World } from '../../src/scenarios/world.ts'
import { openWorld, recordedLogs, type RecordedLogs } from '../support/world.ts'

/** A story that was told, with what a witness beside it saw. Its world has ended. */
export interface Told extends FinishedStory {
  readonly direction: Direction
  readonly logs: RecordedLogs
  readonly endedAt: EpochSeconds
  /** After which step the verifier's account of the request read what. */
  readonly accounts: ReadonlyMap<string, VerifiersAccount>
  /** The signed request, as it was fetched before anybody answered it. */
  readonly requestObject: { readonly header: JsonObject; readonly payload: JsonObject } | undefined
  /** How often the university was asked for its status list, from the request on. */
  readonly statusFetches: number
  /** The lengths of what left the wallet for a verifier, in characters. */
  readonly sent: readonly number[]
  /** What the wallet kept, by its own account. */
  readonly wallet: { readonly receipts: readonly { readonly jwt: string }[]; readonly history: readonly JsonObject[] }
}

/** `GET /api/requests/:id` of the verifier. */
export interface VerifiersAccount {
  readonly state: string
  readonly result?: { readonly receipt: { readonly jwt: string; readonly claims: JsonObject; readonly uri: string } | null } & JsonObject
  readonly refusals: readonly JsonObject[]
}

const told = new Map<string, Promise<Told>>()

/** Tells one story in a world of its own, watching; once, however often it is asked for. */
export function telling(direction: DirectionId, fault?: FaultId): Promise<Told> {
  const key = `${direction} ${fault}`
  if (!told.has(key)) told.set(key, inItsOwnWorld(direction, fault))
  return told.get(key)!
}

async function inItsOwnWorld(direction: DirectionId, fault: FaultId | undefined): Promise<Told> {
  const story = studentExchange(direction, fault)
  const logs = recordedLogs()
  const lab = await openWorld(story.fault?.staging ?? {}, logs)
  try {
    return await watch(story, directions[direction], lab, logs)
  } finally {
    await lab.close()
  }
}

async function watch(story: Story, direction: Direction, { world, services }: RunningLab, logs: RecordedLogs): Promise<Told> {
  const admissions = world.sides[direction.to].admissions
  const universityId = services.find(({ url }) => url === world.sides[direction.from].university.url)!.place.id
  const fetches = (): number =>
    logs.lines.filter(({ service, event, fields }) => service === universityId && event === 'answered' && fields['route'] === '/status-lists/:id').length

  const accounts = new Map<string, VerifiersAccount>()
  let requestObject: Told['requestObject']
  let before = 0
  let token = ''
  const watched = (step: Step): Step => ({
    ...step,
    run: async (world, scene) => {
      if (step.id === 'request') before = fetches()
      const outcome = await step.run(world, scene)
      token = scene.wallet?.token ?? ''
      if (scene.request) accounts.set(step.id, await ask<VerifiersAccount>(world.http, admissions, `/api/requests/${scene.request.id}`))
      if (step.id === 'request') requestObject = await fetchRequestObject(world, scene)
      return outcome
    },
  })
  const finished = await tell({ ...story, steps: story.steps.map(watched) }, world)
  const statusFetches = fetches() - before
  const atWallet = <Answer>(path: string): Promise<Answer> => ask<Answer>(world.http, { url: world.wallet.url, token }, path)
  const { receipts } = await atWallet<{ receipts: Told['wallet']['receipts'] }>('/api/receipts')
  const { history } = await atWallet<{ history: Told['wallet']['history'] }>('/api/history')
  return {
    ...finished, direction, logs, accounts, requestObject, statusFetches,
    endedAt: world.clock.now(),
    sent: world.sentResponses().map(({ body }) => body.length),
    wallet: { receipts, history },
  }
}

async function fetchRequestObject({ http }: World, { request }: Scene): Promise<Told['requestObject']> {
  const url = new URL(request!.walletUrl).searchParams.get('request_uri')!
  const { text } = await http({ url, accept: 'application/oauth-authz-req+jwt', maxBytes: 100_000, timeout: seconds(5) })
  return parseCompactJws(text)
}

/** The rows of a report that did not pass, `not_run` ones left out, as `id outcome`. */
export const notPassed = ({ crossing: { report } }: FinishedStory): readonly string[] =>
  report.filter(({ outcome }) => outcome === 'failed' || outcome === 'indeterminate').map(({ id, outcome }) => `${id} ${outcome}`).sort()

export const outcomeOf = ({ crossing: { report } }: FinishedStory, id: string): string | undefined =>
  report.find((row) => row.id === id)?.outcome
