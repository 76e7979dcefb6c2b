import { expect, onTestFinished } from 'vitest'
import type { Log, LogFields } from '../../src/base/log.ts'
import { startWorld } from '../../src/lab/adapters/worlds.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import type { RunningLab } from '../../src/lab/running-lab.ts'
import type { Staging } from '../../src/scenarios/world.ts'

/** Where the pages of a test's services say that the lab is. */
export const labUrl = 'http://localhost:4400'

/** One line that a service logged, as its code wrote it: before pino blots anything out. */
export interface LogLine {
  /** Id of the place: `university.jp`. */
  readonly service: string
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: LogFields
  /** Stack of an error with its causes. */
  readonly stack?: string
}

export interface RecordedLogs {
  readonly lines: readonly LogLine[]
  readonly logFor: (service: string) => Log
  /** What services call their own faults: errors, that is. */
  faults(): readonly LogLine[]
}

/** Keeps every line of every service in the order in which they came. */
export function recordedLogs(): RecordedLogs {
  const lines: LogLine[] = []
  const logFor = (service: string): Log => ({
    info: (event, fields = {}) => void lines.push({ service, level: 'info', event, fields }),
    warn: (event, fields = {}) => void lines.push({ service, level: 'warn', event, fields }),
    error: (event, error, fields = {}) => void lines.push({ service, level: 'error', event, fields, stack: stackOf(error) }),
  })
  return { lines, logFor, faults: () => lines.filter(({ level }) => level === 'error') }
}

/** A world for the caller to close; what its services log goes to `logs`. */
export const openWorld = (staging: Staging, logs: RecordedLogs): Promise<RunningLab> =>
  startWorld(staging, { logFor: logs.logFor, labUrl, network: plainNetwork })

/** A world of the running test's own: closed when the test ends, which fails if a service had a fault of its own. */
export async function testWorld(staging: Staging, logs: RecordedLogs = recordedLogs()): Promise<RunningLab> {
  const lab = await openWorld(staging, logs)
  onTestFinished(async () => {
    await lab.close()
    expect(logs.faults(), 'faults that the services logged').toEqual([])
  })
  return lab
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.stack + (error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`)
}
