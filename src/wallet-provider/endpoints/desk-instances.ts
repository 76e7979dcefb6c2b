import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { WalletProviderContext } from '../context.ts'
import { refuse } from '../errors.ts'
import { registeredInstances, revokeInstance } from '../instances.ts'
import type { Instance } from '../records.ts'
import { parseRequest } from './request.ts'

/** Lab: every instance that registered, oldest first. */
export const deskInstances =
  ({ records }: WalletProviderContext): RequestHandler =>
  async (_req, res) => {
    const instances = await registeredInstances(records)
    res.set('Cache-Control', 'no-store').json({ instances: instances.map(asJson) })
  }

const wish = z.strictObject({ status: z.literal('revoked', "must be 'revoked'; a revocation is final") })

/** Lab: ends an instance. It gets no further attestation, and those that it has are revoked in their status list. */
export const deskInstanceStatus =
  ({ records, clock, log }: WalletProviderContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    parseRequest(wish, req.body)
    const instance = await revokeInstance(records, req.params.id, clock.now())
    if (!instance) throw refuse('unknown_instance', 'There is no such instance', { status: 404 })
    log.info('instance_revoked', { instance: instance.id })
    res.set('Cache-Control', 'no-store').json(asJson(instance))
  }

const asJson = ({ id, registeredAt, revokedAt }: Instance) => ({
  instance_id: id,
  registered_at: registeredAt,
  status: revokedAt === null ? 'active' : 'revoked',
  ...(revokedAt !== null && { revoked_at: revokedAt }),
})
