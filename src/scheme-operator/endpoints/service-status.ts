import type { RequestHandler } from 'express'
import { z } from 'zod'
import { ProtocolError } from '../../base/errors.ts'
import type { SchemeOperatorContext } from '../context.ts'
import { setStatus } from '../register.ts'
import type { DeskErrorCode } from './desk-errors.ts'

/** The operator's desk grants or withdraws a service, from now on; the list follows unless publishing is paused. */
export const serviceStatus =
  ({ register, clock, currentIssue, log }: SchemeOperatorContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const { status } = parseServiceStatusRequest(req.body)
    const period = await setStatus(register, req.params.id, status, clock.now())
    if (!period) throw new ProtocolError<DeskErrorCode>('unknown_service', 'no service of the list has this id', { status: 404 })

    const { sequenceNumber } = await currentIssue()
    log.info('service_status', { service: req.params.id, status, sequenceNumber })
    res.set('Cache-Control', 'no-store').json({
      service_id: req.params.id, status: period.status, status_starting_time: period.startingTime, sequence_number: sequenceNumber,
    })
  }

const request = z.strictObject({ status: z.enum(['granted', 'withdrawn']) })

function parseServiceStatusRequest(body: unknown): z.infer<typeof request> {
  const parsed = request.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ProtocolError<DeskErrorCode>('invalid_request', 'send {status: granted} or {status: withdrawn} and nothing else', { cause: parsed.error })
}
