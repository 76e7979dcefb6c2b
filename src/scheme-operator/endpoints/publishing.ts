import type { RequestHandler } from 'express'
import { z } from 'zod'
import { ProtocolError } from '../../base/errors.ts'
import { toUtc } from '../../base/time.ts'
import type { SchemeOperatorContext } from '../context.ts'
import { setPaused } from '../publication.ts'
import type { DeskErrorCode } from './desk-errors.ts'

/** Holds new issues back, so that the last one passes its next update, or lets them appear again. */
export const publishing =
  ({ press, currentIssue, log }: SchemeOperatorContext): RequestHandler =>
  async (req, res) => {
    const { paused } = parsePublishingRequest(req.body)
    await setPaused(press, paused)

    const { sequenceNumber, nextUpdate } = await currentIssue()
    log.info('publishing', { paused, sequenceNumber })
    res.set('Cache-Control', 'no-store').json({ paused, sequence_number: sequenceNumber, next_update: toUtc(nextUpdate) })
  }

const request = z.strictObject({ paused: z.boolean() })

function parsePublishingRequest(body: unknown): z.infer<typeof request> {
  const parsed = request.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ProtocolError<DeskErrorCode>('invalid_request', 'send {paused: true} or {paused: false} and nothing else', { cause: parsed.error })
}
