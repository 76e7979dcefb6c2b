import type { RequestHandler } from 'express'
import { refuse } from '../../src/openid4vp/authorization-error.ts'
import type { VerifierContext } from '../context.ts'
import { requestOf } from '../presentation-request.ts'
import { stateOf } from '../request-record.ts'

/** Lab: the signed receipt of one crossing, for the holder's wallet. It names no value and no person. */
export const receipt =
  (context: VerifierContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const record = await requestOf(context, req.params.id)
    const answered = stateOf(record, context.clock.now()) === 'answered' && record.outcome?.kind === 'answered'
    const jwt = answered && record.outcome?.kind === 'answered' ? record.outcome.result.receipt?.jwt : undefined
    if (jwt === undefined) throw refuse('not_found', 'there is no receipt for this request')
    res.set({ 'Cache-Control': 'no-store', 'Content-Type': 'application/jwt' }).send(Buffer.from(jwt))
  }
