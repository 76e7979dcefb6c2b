import { systemClock } from '../src/base/adapters/system-clock.ts'
import { systemRandom } from '../src/base/adapters/system-random.ts'
import { pinoLog } from '../src/http/adapters/pino-log.ts'
import { runProgram, type Running } from '../src/http/adapters/run-program.ts'
import { bindService, serviceFetchDocument } from '../src/http/adapters/service-network.ts'
import { sqliteStore } from '../src/store/adapters/sqlite-store.ts'
import { makeIssuerApp } from './app.ts'
import { parseIssuerConfig } from './config.ts'
import { makeIssuerContext } from './context.ts'

await runProgram(startIssuer)

async function startIssuer(env: Readonly<Record<string, string | undefined>>): Promise<Running> {
  const config = parseIssuerConfig(env)
  const log = pinoLog({ service: `issuer ${config.jurisdiction.code}/${config.kind}`, level: config.logLevel })
  const fetchDocument = await serviceFetchDocument(config)
  const store = await sqliteStore({ file: config.databaseFile, clock: systemClock })
  try {
    const adapters = { clock: systemClock, random: systemRandom, log, store, fetchDocument }
    const context = await makeIssuerContext(config, adapters)
    const binding = await bindService(config)
    binding.serve(makeIssuerApp(context))
    log.info('listening', { port: binding.port, credentialIssuer: config.credentialIssuer })
    return { close: async () => { await binding.close(); await store.close() } }
  } catch (error) {
    await store.close()
    throw error
  }
}
