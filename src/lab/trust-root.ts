import { systemClock } from '../base/adapters/system-clock.ts'
import { explain } from '../http/adapters/run-program.ts'
import { labHosts } from './adapters/lab-network.ts'
import { tlsFiles } from './adapters/tls-folder.ts'
import { labConfig } from './config.ts'
import { colourInk, plainInk } from './terminal-report.ts'
import { trustRootInstructions } from './trust-root-words.ts'

/** `npm run trust-root`: where the root of the lab's https is (made now if there is none), and how to trust it. */
try {
  const root = await tlsFiles(labConfig().folder, labHosts, systemClock.now())
  console.log(trustRootInstructions(root, process.stdout.isTTY ? colourInk : plainInk))
} catch (error) {
  for (const line of explain(error)) console.error(line)
  process.exitCode = 1
}
