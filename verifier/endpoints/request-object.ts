import type { RequestHandler } from 'express'
import { requestObjectType } from '../../src/openid4vp/authorization-request.ts'
import type { VerifierContext } from '../context.ts'
import { requestObject, requestOf } from '../presentation-request.ts'

/** OpenID4VP 1.0 "Request URI Response", RFC 9101 §5.2.3: signed anew at each fetch, until the request is closed. */
export const requestObjectEndpoint =
  (context: VerifierContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const jwt = await requestObject(context, await requestOf(context, req.params.id))
    res.set('Cache-Control', 'no-store').set('Content-Type', `application/${requestObjectType}`).send(Buffer.from(jwt))
  }
