import { systemClock } from '../base/adapters/system-clock.ts'
import { systemRandom } from '../base/adapters/system-random.ts'
import { bind } from '../http/adapters/bind.ts'
import { pinoLog } from '../http/adapters/pino-log.ts'
import { endOnSignal, explain } from '../http/adapters/run-program.ts'
import { labNetwork } from './adapters/lab-network.ts'
import { startWorld } from './adapters/worlds.ts'
import { addressTable } from './address-table.ts'
import { makeLabApp } from './app.ts'
import { parseLabConfig, parseStartArguments } from './config.ts'
import { schemeOf } from './network.ts'
import { landingPlace } from './places.ts'
import { startLab } from './start-lab.ts'
import { storyRuns } from './story-runs.ts'
import { colourInk, plainInk } from './terminal-report.ts'
import { rootNotice } from './trust-root-words.ts'

/** `npm start`: every service of the lab and its front page, in one process, until Ctrl-C; with `--tls` over https. */
try {
  const config = parseLabConfig(process.env)
  const { folder, logLevel } = config
  const { network, tls } = await labNetwork(config, { ...parseStartArguments(process.argv.slice(2)), now: systemClock.now() })
  const labUrl = `${schemeOf(network)}://${landingPlace.host}:${landingPlace.port}`
  const logFor = (service: string) => pinoLog({ service, level: logLevel })
  const log = logFor('lab')

  const binding = await bind({ port: landingPlace.port, host: '127.0.0.1', ...(tls && { tls: { key: tls.key, cert: tls.certificate } }) })
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
    network,
  }).catch(async (error: unknown) => {
    await binding.close()
    throw error
  })
  // A world of a failure case stands behind no proxy.
  const worldNetwork = { ...network, publicUrls: new Map(), trustProxy: false }
  const runs = storyRuns(lab, (staging) => startWorld(staging, { logFor, labUrl, network: worldNetwork }), systemRandom)
  binding.serve(makeLabApp({ baseUrl: new URL(labUrl), lab, runs, development: !tls, log }))
  const ink = process.stdout.isTTY ? colourInk : plainInk
  console.log(addressTable(labUrl, lab.services, ink))
  if (tls) console.log(rootNotice(tls, ink))

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
