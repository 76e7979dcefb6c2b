import { adjustableClock } from '../../base/adapters/adjustable-clock.ts'
import { systemRandom } from '../../base/adapters/system-random.ts'
import type { Log } from '../../base/log.ts'
import type { Staging } from '../../scenarios/world.ts'
import type { RunningLab } from '../running-lab.ts'
import type { LabNetwork } from '../network.ts'
import { startLab } from '../start-lab.ts'
import { temporaryLabFolder } from './lab-folder.ts'

/** A lab for one story: free ports, databases in memory, a clock that can be moved, a folder that goes with it. */
export async function startWorld(
  staging: Staging,
  { logFor, labUrl, network }: { logFor: (service: string) => Log; labUrl: string; network: LabNetwork },
): Promise<RunningLab> {
  const { folder, remove } = await temporaryLabFolder()
  const clock = adjustableClock()
  try {
    const lab = await startLab({
      folder, databases: 'memory', ports: 'any', clock, advance: clock.advance, random: systemRandom, logFor, logLevel: 'warn', staging, labUrl, network,
    })
    return {
      ...lab,
      close: async () => {
        await lab.close()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}
