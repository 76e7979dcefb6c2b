import { z } from 'zod'
import { PortTaken } from './bind.ts'

/** What a program has open while it runs. */
export interface Running {
  close(): Promise<void>
}

/**
 * Runs a service as a program of its own: its environment (and the file that the first argument names) becomes a
 * configuration, the service starts, and a signal ends it. What a person can mend is said in one line each, and the
 * program ends with 1; nothing listens before the configuration is right.
 */
export async function runProgram(
  start: (env: Readonly<Record<string, string | undefined>>) => Promise<Running>,
): Promise<void> {
  try {
    const [environmentFile] = process.argv.slice(2)
    if (environmentFile !== undefined) process.loadEnvFile(environmentFile)
    const running = await start(process.env)
    endOnSignal(running)
  } catch (error) {
    for (const line of explain(error)) console.error(line)
    process.exitCode = 1
  }
}

/** The first signal ends what runs; a second one ends the process at once. */
export function endOnSignal(running: Running): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close())
}

/** One line for each fault of the configuration; a sentence for what a person can mend; else the error as it is. */
export function explain(error: unknown): readonly unknown[] {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof Error && (code === 'ENOENT' || code.startsWith('ERR_PARSE_ARGS'))) return [error.message]
  return [error instanceof PortTaken ? error.message : error]
}
