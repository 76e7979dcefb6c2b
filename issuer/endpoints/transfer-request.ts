import type { RequestHandler } from 'express'
import type { IssuerContext } from '../context.ts'
import { answerTransferRequest } from '../registrar-transfer.ts'

/** Lab: another organisation asks for a person's data, past the person. The law answers first. */
export const transferRequest =
  (context: IssuerContext): RequestHandler<Record<string, string>, unknown, string> =>
  async (req, res) => {
    const { status, body } = await answerTransferRequest(context, req.body)
    res.status(status).set('Cache-Control', 'no-store').json(body)
  }
