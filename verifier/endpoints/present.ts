import type { RequestHandler } from 'express'
import type { VerifierContext } from '../context.ts'
import { startRequest } from '../presentation-request.ts'

/** Lab: a person in a browser wants to present credentials. The request belongs to this browser from the start. */
export const present =
  (context: VerifierContext): RequestHandler =>
  async (req, res) => {
    const browser = context.session.ensure(req, res)
    const { id } = await startRequest(context, { purpose: 'university_admission', additional: {}, browser })
    res.set('Cache-Control', 'no-store').redirect(303, `${context.baseUrl}/requests/${id}`)
  }
