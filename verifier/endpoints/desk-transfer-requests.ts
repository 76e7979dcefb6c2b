import type { RequestHandler } from 'express'
import type { VerifierContext } from '../context.ts'
import { transferPastHolder, transferWishSchema } from '../transfer-past-holder.ts'
import { parseBody } from './desk-requests.ts'

/** Lab: an officer asks a registrar instead of the holder. */
export const deskTransferRequests =
  (context: VerifierContext): RequestHandler =>
  async (req, res) => {
    const result = await transferPastHolder(context, parseBody(transferWishSchema, req.body))
    res.set('Cache-Control', 'no-store').json(result)
  }
