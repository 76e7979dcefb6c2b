import type { RequestHandler } from 'express'
import { z } from 'zod'
import { token } from '../../src/base/random.ts'
import { purposes, type PurposeCode } from '../../src/jurisdictions/purposes.ts'
import { refuse } from '../../src/openid4vp/authorization-error.ts'
import { additionalClaimsSchema } from '../asked.ts'
import type { VerifierContext } from '../context.ts'
import { requestOf, startRequest, walletLinks } from '../presentation-request.ts'
import { desk, stateOf } from '../request-record.ts'

const purposeCodes = Object.keys(purposes) as [PurposeCode, ...PurposeCode[]]
const wishSchema = z.strictObject({
  purpose: z.enum(purposeCodes, `must be one of ${purposeCodes.join(', ')}`),
  additional_claims: additionalClaimsSchema.default({}),
})

/** Lab: an officer asks for a presentation. */
export const deskRequests =
  (context: VerifierContext): RequestHandler =>
  async (req, res) => {
    const { purpose, additional_claims } = parseBody(wishSchema, req.body)
    const record = await startRequest(context, { purpose, additional: additional_claims, browser: desk })
    const { wallet, openid4vp } = walletLinks(context, record)
    const start = token(context.random, '')
    await context.browserLinks.put(start, record.id, record.expiresAt)
    res
      .status(201)
      .set('Cache-Control', 'no-store')
      .json({
        id: record.id,
        wallet_url: wallet,
        openid4vp_url: openid4vp,
        browser_url: `${context.baseUrl}/requests/${record.id}?start=${start}`,
        expires_at: record.expiresAt,
      })
  }

/** Lab: what became of a request. */
export const deskRequest =
  (context: VerifierContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const record = await requestOf(context, req.params.id)
    const { outcome, refusals } = record
    const state = stateOf(record, context.clock.now())
    res.set('Cache-Control', 'no-store').json({
      id: record.id,
      state,
      ...(state === 'answered' && outcome?.kind === 'answered' && { result: outcome.result }),
      ...(outcome?.kind === 'declined' && { declined: { at: outcome.at, ...outcome.error } }),
      refusals,
    })
  }

/** @throws ProtocolError `invalid_request` naming the first member that is wrong */
export function parseBody<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw refuse(
    'invalid_request',
    `${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'invalid'}`,
    parsed.error,
  )
}
