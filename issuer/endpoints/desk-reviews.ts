import type { RequestHandler } from 'express'
import { z } from 'zod'
import { ProtocolError } from '../../src/base/errors.ts'
import type { IssuerContext } from '../context.ts'
import { decideReview, openReviews, reviewDecisions } from '../deferral.ts'
import type { Transaction } from '../issuance-records.ts'

/** Lab: the requests that an officer has to look at, as an API. */
export const deskReviews =
  (context: IssuerContext): RequestHandler =>
  async (_req, res) => {
    const reviews = await openReviews(context)
    res.set('Cache-Control', 'no-store').json({ reviews: reviews.map(({ key, value }) => asJson(key, value)) })
  }

/** Lab: the officer's decision. */
export const deskReviewDecision =
  (context: IssuerContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const wish = z.object({ decision: z.enum(reviewDecisions) }).safeParse(req.body)
    if (!wish.success) {
      const description = `decision must be one of ${reviewDecisions.join(', ')}`
      throw new ProtocolError('invalid_request', description, { cause: wish.error })
    }
    const decided = await decideReview(context, req.params.id, wish.data.decision)
    if (!decided) throw new ProtocolError('not_found', 'There is no such request', { status: 404 })
    context.log.info('review_decided', { decision: wish.data.decision, state: decided.state })
    res.set('Cache-Control', 'no-store').json(asJson(req.params.id, decided))
  }

const asJson = (
  id: string,
  { subject, credentialConfigurationId, keys, state, requestedAt, decidedAt }: Transaction,
) => ({
  id,
  subject,
  credential_configuration_id: credentialConfigurationId,
  copies: keys.length,
  state,
  requested_at: requestedAt,
  decided_at: decidedAt,
})
