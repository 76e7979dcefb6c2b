import { systemClock } from '../base/adapters/system-clock.ts'
import { pinoLog } from '../http/adapters/pino-log.ts'
import { runProgram, type Running } from '../http/adapters/run-program.ts'
import { bindService } from '../http/adapters/service-network.ts'
import { sqliteStore } from '../store/adapters/sqlite-store.ts'
import { makeSchemeOperatorApp } from './app.ts'
import { parseSchemeOperatorConfig } from './config.ts'
import { makeSchemeOperatorContext } from './context.ts'

await runProgram(startSchemeOperator)

async function startSchemeOperator(env: Readonly<Record<string, string | undefined>>): Promise<Running> {
  const config = parseSchemeOperatorConfig(env)
  const log = pinoLog({ service: `scheme-operator ${config.profile.code}`, level: config.logLevel })
  const store = await sqliteStore({ file: config.databaseFile, clock: systemClock })
  try {
    const context = await makeSchemeOperatorContext(config, { clock: systemClock, log, store })
    const binding = await bindService(config)
    binding.serve(makeSchemeOperatorApp(context))
    log.info('listening', { port: binding.port, url: config.url })
    return { close: async () => { await binding.close(); await store.close() } }
  } catch (error) {
    await store.close()
    throw error
  }
}
