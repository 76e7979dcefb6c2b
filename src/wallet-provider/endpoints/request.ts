import { z } from 'zod'
import { refuse } from '../errors.ts'

export const text = z.string().min(1).max(5_000)

/** @throws ProtocolError `invalid_request` naming every fault */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ')
  throw refuse('invalid_request', faults.slice(0, 300), { cause: parsed.error })
}
