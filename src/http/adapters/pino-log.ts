import { pino, type DestinationStream, type Level } from 'pino'
import type { Log, LogFields } from '../../base/log.ts'
import { redacted } from './redacted.ts'

export type LogLevel = Extract<Level, 'debug' | 'info' | 'warn' | 'error'> | 'silent'

export interface PinoLogOptions {
  readonly service: string
  readonly level: LogLevel
  /** One readable line per event instead of JSON; default: whether stderr is a terminal. */
  readonly pretty?: boolean
  /** Default: stderr. */
  readonly destination?: DestinationStream
}

/**
 * Logs with pino to stderr, one JSON object per line. What looks like a token, a key, a credential or a code is blotted
 * out as a second line of defence; the first is not to log it.
 */
export function pinoLog({ service, level, pretty, destination }: PinoLogOptions): Log {
  const stderr = destination ?? pino.destination({ dest: 2, sync: true })
  const stream = (pretty ?? (destination === undefined && process.stderr.isTTY)) ? readable(stderr) : stderr
  const options = { level, base: { service }, timestamp: pino.stdTimeFunctions.isoTime, formatters }
  const logger = pino(options, stream)
  return {
    info: (event, fields = {}) => logger.info(clean(fields), event),
    warn: (event, fields = {}) => logger.warn(clean(fields), event),
    error: (event, error, fields = {}) => logger.error({ ...clean(fields), ...describe(error) }, event),
  }
}

const formatters = { level: (label: string) => ({ level: label }) }

const clean = (fields: LogFields): LogFields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redacted(name, value)]))

/** The stack begins with name and message; causes follow. */
function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const stacks: string[] = []
  for (let at: unknown = error; at instanceof Error && stacks.length < 5; at = at.cause)
    stacks.push(at.stack ?? at.message)
  return clean({ stack: stacks.join('\ncaused by ') })
}

/** `07:24:01 issuer info answered route=/token status=200` */
function readable(stream: DestinationStream): DestinationStream {
  return {
    write(line) {
      const { time, level, service, msg, stack, ...fields } = JSON.parse(line) as Record<string, unknown>
      const shown = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`)
      stream.write(
        [String(time).slice(11, 19), service, level, msg, ...shown].join(' ') + (stack ? `\n${String(stack)}\n` : '\n'),
      )
    },
  }
}
