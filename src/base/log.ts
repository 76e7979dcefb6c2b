/**
 * Where a service says what happened: an event's name and fields. Never claims, tokens, keys, proofs or anything a
 * holder disclosed; `test/logs.test.ts` looks for them.
 */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** `error` is our bug: its stack is kept for us and never sent. */
  error(event: string, error: unknown, fields?: LogFields): void
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>
