import { readFile } from 'node:fs/promises'
import { systemClock } from '../src/base/adapters/system-clock.ts'
import { systemRandom } from '../src/base/adapters/system-random.ts'
import { bind } from '../src/http/adapters/bind.ts'
import { nodeFetchDocument } from '../src/http/adapters/node-fetch-document.ts'
import { pinoLog } from '../src/http/adapters/pino-log.ts'
import { runProgram, type Running } from '../src/http/adapters/run-program.ts'
import { sqliteStore } from '../src/store/adapters/sqlite-store.ts'
import { makeWalletApp } from './app.ts'
import { parseWalletConfig } from './config.ts'
import { makeWalletContext } from './context.ts'

await runProgram(startWallet)

async function startWallet(env: Readonly<Record<string, string | undefined>>): Promise<Running> {
  const config = parseWalletConfig(env)
  const log = pinoLog({ service: 'wallet', level: config.logLevel })
  const extraCa = config.extraCaFile === undefined ? undefined : await readFile(config.extraCaFile, 'utf8')
  const fetchDocument = nodeFetchDocument({
    development: config.development,
    ...(extraCa !== undefined && { extraCa }),
  })
  const store = await sqliteStore({ file: config.databaseFile, clock: systemClock })
  try {
    const context = await makeWalletContext(config, {
      clock: systemClock,
      random: systemRandom,
      log,
      store,
      fetchDocument,
    })
    const binding = await bind({ port: config.port, host: config.bind })
    binding.serve(makeWalletApp(context))
    log.info('listening', { port: binding.port, url: config.baseUrl.href })
    return {
      close: async () => {
        await binding.close()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
