import type { RequestHandler } from 'express'
import { makeNonceResponse } from '../../src/openid4vci/nonce-endpoint.ts'
import type { IssuerContext } from '../context.ts'

/** OpenID4VCI 1.0 "Nonce Endpoint": for anybody; whatever body came along is not read. */
export const nonce =
  ({ records, clock, random }: IssuerContext): RequestHandler =>
  async (_req, res) => {
    const response = await makeNonceResponse(records.nonces, { now: clock.now(), random })
    res.set('Cache-Control', 'no-store').json(response)
  }
