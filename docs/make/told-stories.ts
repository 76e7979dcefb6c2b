import { pinoLog } from '../../src/http/adapters/pino-log.ts'
import { startWorld } from '../../src/lab/adapters/worlds.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import type { DirectionId } from '../../src/scenarios/student-exchange/directions.ts'
import type { FaultId } from '../../src/scenarios/student-exchange/faults.ts'
import { studentExchange } from '../../src/scenarios/student-exchange/student-exchange.ts'
import { tell, type FinishedStory } from '../../src/scenarios/story.ts'

/** Tells one story in a world of its own. @throws Error if it did not end as it says: then nothing is shown of it */
export async function told(direction: DirectionId, fault?: FaultId): Promise<FinishedStory> {
  const story = studentExchange(direction, fault)
  const logFor = (service: string) => pinoLog({ service, level: 'error' })
  const world = await startWorld(story.fault?.staging ?? {}, { logFor, labUrl: 'http://localhost:4400', network: plainNetwork })
  try {
    const finished = await tell(story, world.world)
    if (!finished.asExpected) throw new Error(`${direction} ${fault ?? ''} did not end as the story says`)
    return finished
  } finally {
    await world.close()
  }
}
