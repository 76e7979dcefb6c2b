import { systemClock } from '../base/adapters/system-clock.ts'
import { systemRandom } from '../base/adapters/system-random.ts'
import { pinoLog } from '../http/adapters/pino-log.ts'
import { runProgram, type Running } from '../http/adapters/run-program.ts'
import { bindService } from '../http/adapters/service-network.ts'
import { sqliteStore } from '../store/adapters/sqlite-store.ts'
import { makeWalletProviderApp } from './app.ts'
import { parseWalletProviderConfig } from './config.ts'
import { makeWalletProviderContext } from './context.ts'

await runProgram(startWalletProvider)

async function startWalletProvider(env: Readonly<Record<string, string | undefined>>): Promise<Running> {
  const config = parseWalletProviderConfig(env)
  const log = pinoLog({ service: 'wallet-provider', level: config.logLevel })
  const store = await sqliteStore({ file: config.databaseFile, clock: systemClock })
  try {
    const context = await makeWalletProviderContext(config, { clock: systemClock, random: systemRandom, log, store })
    const binding = await bindService(config)
    binding.serve(makeWalletProviderApp(context))
    log.info('listening', { port: binding.port, url: config.url })
    return { close: async () => { await binding.close(); await store.close() } }
  } catch (error) {
    await store.close()
    throw error
  }
}
