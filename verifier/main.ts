import { systemClock } from '../src/base/adapters/system-clock.ts'
import { systemRandom } from '../src/base/adapters/system-random.ts'
import { pinoLog } from '../src/http/adapters/pino-log.ts'
import { runProgram, type Running } from '../src/http/adapters/run-program.ts'
import { bindService, serviceFetchDocument } from '../src/http/adapters/service-network.ts'
import { sqliteStore } from '../src/store/adapters/sqlite-store.ts'
import { makeVerifierApp } from './app.ts'
import { parseVerifierConfig } from './config.ts'
import { makeVerifierContext } from './context.ts'

await runProgram(startVerifier)

/** Starts one verifier. Optional argument of the program: the path of a file with its environment. */
async function startVerifier(env: Readonly<Record<string, string | undefined>>): Promise<Running> {
  const config = parseVerifierConfig(env)
  const { jurisdiction, role } = config.profile
  const log = pinoLog({ service: `verifier ${jurisdiction}/${role}`, level: config.logLevel })
  const fetchDocument = await serviceFetchDocument(config)
  const store = await sqliteStore({ file: config.databaseFile, clock: systemClock })
  try {
    const context = await makeVerifierContext(config, {
      clock: systemClock,
      random: systemRandom,
      log,
      store,
      fetchDocument,
    })
    const binding = await bindService(config)
    binding.serve(makeVerifierApp(context))
    log.info('listening', { port: binding.port, url: context.baseUrl })
    return { close: () => binding.close().then(() => store.close()) }
  } catch (error) {
    await store.close()
    throw error
  }
}
