import { systemClock } from '../base/adapters/system-clock.ts'
import { systemRandom } from '../base/adapters/system-random.ts'
import { bind } from '../http/adapters/bind.ts'
import { pinoLog } from '../http/adapters/pino-log.ts'
import { endOnSignal, explain } from '../http/adapters/run-program.ts'
import { startWorld } from './adapters/worlds.ts'
import { addressTable } from './address-table.ts'
import { makeLabApp } from './app.ts'
import { parseLabConfig } from './config.ts'
import { landingPlace } from './places.ts'
import { startLab } from './start-lab.ts'
import { storyRuns } from './story-runs.ts'
import { colourInk, plainInk } from './terminal-report.ts'

/** `npm start`: every service of the lab and its front page, in one process, until Ctrl-C. */
try {
  const { folder, logLevel } = parseLabConfig(process.env)
  const labUrl = `http://${landingPlace.host}:${landingPlace.port}`
  const logFor = (service: string) => pinoLog({ service, level: logLevel })
  const log = logFor('lab')

  const binding = await bind({ port: landingPlace.port, host: '127.0.0.1' })
  const lab = await startLab({
    folder,
    databases: 'files',
    ports: 'fixed',
    clock: systemClock,
    advance: () => {
      throw new Error('this lab runs on the time of the system')
    },
    random: systemRandom,
    logFor,
    logLevel,
    staging: {},
    labUrl,
  }).catch(async (error: unknown) => {
    await binding.close()
    throw error
  })
  const runs = storyRuns(lab, (staging) => startWorld(staging, { logFor, labUrl }), systemRandom)
  binding.serve(makeLabApp({ baseUrl: new URL(labUrl), lab, runs, development: true, log }))
  console.log(addressTable(labUrl, lab.services, process.stdout.isTTY ? colourInk : plainInk))

  endOnSignal({
    close: async () => {
      await binding.close()
      await runs.close()
      await lab.close()
    },
  })
} catch (error) {
  for (const line of explain(error)) console.error(line)
  process.exitCode = 1
}
