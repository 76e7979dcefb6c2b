import { systemClock } from '../src/base/adapters/system-clock.ts'
import { systemRandom } from '../src/base/adapters/system-random.ts'
import { pinoLog } from '../src/http/adapters/pino-log.ts'
import { runProgram, type Running } from '../src/http/adapters/run-program.ts'
import { bindService, serviceFetchDocument } from '../src/http/adapters/service-network.ts'
import { sqliteStore } from '../src/store/adapters/sqlite-store.ts'
import { tendingTimer } from './adapters/tending-timer.ts'
import { makeWalletApp } from './app.ts'
import { parseWalletConfig } from './config.ts'
import { makeWalletContext } from './context.ts'
import { limits } from './limits.ts'
import { tendAll } from './tend.ts'

await runProgram(startWallet)

async function startWallet(env: Readonly<Record<string, string | undefined>>): Promise<Running> {
  const config = parseWalletConfig(env)
  const log = pinoLog({ service: 'wallet', level: config.logLevel })
  const fetchDocument = await serviceFetchDocument(config)
  const store = await sqliteStore({ file: config.databaseFile, clock: systemClock })
  try {
    const context = await makeWalletContext(config, {
      clock: systemClock,
      random: systemRandom,
      log,
      store,
      fetchDocument,
    })
    const binding = await bindService(config)
    binding.serve(makeWalletApp(context))
    const timer = tendingTimer(limits.tendEvery, () => tendAll(context), log)
    log.info('listening', { port: binding.port, url: config.baseUrl.href })
    return {
      close: async () => {
        timer.close()
        await binding.close()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
