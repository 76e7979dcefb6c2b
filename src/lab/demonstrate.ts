import { parseArgs } from 'node:util'
import { pinoLog } from '../http/adapters/pino-log.ts'
import { directionIds, type DirectionId } from '../scenarios/student-exchange/directions.ts'
import { faultIds, faults, faultsOf, isFaultId } from '../scenarios/student-exchange/faults.ts'
import { scenario, studentExchange } from '../scenarios/student-exchange/student-exchange.ts'
import { tell, type FinishedStory, type Story } from '../scenarios/story.ts'
import { startWorld } from './adapters/worlds.ts'
import { finishedStoryJson } from './finished-story-json.ts'
import { plainNetwork } from './network.ts'
import { landingPlace } from './places.ts'
import { faultReport, storyReport, type Ink } from './terminal-report.ts'

export interface DemoArguments {
  readonly list: boolean
  readonly json: boolean
  readonly direction: DirectionId | undefined
  readonly fault: string | undefined
}

/** What the demo writes to. */
export interface Output {
  readonly ink: Ink
  readonly print: (text: string) => void
}

/** @returns the exit code: 0 only if everything ended as the story says. @throws Misused for a failure case that is none */
export async function demonstrate({ list, json, direction, fault }: DemoArguments, output: Output): Promise<number> {
  if (list) {
    output.print(everything().join('\n'))
    return 0
  }
  if (direction === undefined) return whole(json, output)
  if (fault !== undefined && !(isFaultId(fault) && faultsOf(direction).includes(fault))) {
    throw new Misused(`${direction} has no failure case ${fault}; it has ${faultsOf(direction).join(', ')}`)
  }
  const finished = await run(studentExchange(direction, fault !== undefined && isFaultId(fault) ? fault : undefined))
  output.print(json ? JSON.stringify(finishedStoryJson(finished), null, 2) : storyReport(finished, output.ink))
  return finished.asExpected ? 0 : 1
}

/** One direction in full, the other one and every failure case in a few lines each. */
async function whole(json: boolean, { ink, print }: Output): Promise<number> {
  const all: FinishedStory[] = []
  const show = async (story: Story, report: (finished: FinishedStory) => string): Promise<void> => {
    const finished = await run(story)
    all.push(finished)
    if (!json) print(`${report(finished)}\n`)
  }
  const [first, ...others] = directionIds
  await show(studentExchange(first, undefined), (finished) => storyReport(finished, ink))
  if (!json) print(`${ink.bold('The other direction, and each failure case in a world of its own')}\n`)
  for (const other of others) await show(studentExchange(other, undefined), (finished) => faultReport(finished, ink))
  for (const fault of faultIds) {
    const direction = directionIds.find((id) => faultsOf(id).includes(fault))
    if (direction) await show(studentExchange(direction, fault), (finished) => faultReport(finished, ink))
  }
  if (json) print(JSON.stringify(all.map(finishedStoryJson), null, 2))
  const wrong = all.filter(({ asExpected }) => !asExpected).length
  if (!json) print(`${all.length - wrong} of ${all.length} stories ended as they say`)
  return wrong === 0 ? 0 : 1
}

async function run(story: Story): Promise<FinishedStory> {
  const logFor = (service: string) => pinoLog({ service, level: 'error' })
  const labUrl = `http://${landingPlace.host}:${landingPlace.port}`
  const world = await startWorld(story.fault?.staging ?? {}, { logFor, labUrl, network: plainNetwork })
  try {
    return await tell(story, world.world)
  } finally {
    await world.close()
  }
}

const everything = (): readonly string[] =>
  directionIds.flatMap((direction) => [
    `${scenario}/${direction}`,
    ...faultsOf(direction).map((fault) => `${scenario}/${direction} --fault ${fault.padEnd(26)} ${faults[fault].title.en}`),
  ])

/** Arguments that make no sense; the message says which. */
export class Misused extends Error {}

/** @throws Misused */
export function parseDemoArguments(args: readonly string[]): DemoArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { list: { type: 'boolean' }, json: { type: 'boolean' }, fault: { type: 'string' } },
    })
    const [story, ...more] = positionals
    const direction = directionIds.find((id) => story === `${scenario}/${id}`)
    if (more.length > 0 || (story !== undefined && !direction)) throw new Misused(`there is no story ${positionals.join(' ')}; see npm run demo -- --list`)
    if (values.fault !== undefined && !direction) throw new Misused('a failure case belongs to a direction: npm run demo -- student-exchange/jp-to-eu --fault revoked')
    return { list: values.list ?? false, json: values.json ?? false, direction, fault: values.fault }
  } catch (error) {
    if (error instanceof Misused || !(error instanceof Error)) throw error
    throw new Misused(error.message)
  }
}
