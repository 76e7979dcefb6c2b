import type { RequestHandler } from 'express'
import type { VerifierContext } from '../context.ts'
import { takeResponse } from '../presentation.ts'

/** OpenID4VP 1.0 "Response Mode direct_post.jwt": the `response_uri`. */
export const responseEndpoint =
  (context: VerifierContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const answer = await takeResponse(context, req.params.id, req.body)
    res.set('Cache-Control', 'no-store').json(answer)
  }
