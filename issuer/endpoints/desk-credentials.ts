import type { RequestHandler } from 'express'
import { z } from 'zod'
import { ProtocolError } from '../../src/base/errors.ts'
import type { IssuerContext } from '../context.ts'
import { issuedCredentials, revokeCredential } from '../issued-credentials.ts'
import type { IssuedCredential } from '../records.ts'

/** Lab: what was issued, oldest first. */
export const deskCredentials =
  ({ records }: IssuerContext): RequestHandler =>
  async (_req, res) => {
    const credentials = await issuedCredentials(records)
    res.set('Cache-Control', 'no-store').json({ credentials: credentials.map(asJson) })
  }

/** Lab: takes a credential back. There is no way back from that. */
export const deskCredentialStatus =
  ({ records, clock, log }: IssuerContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const wish = z.object({ status: z.literal('revoked') }).safeParse(req.body)
    if (!wish.success) {
      throw new ProtocolError(
        'invalid_request', "status must be 'revoked'; a revocation is final", { cause: wish.error },
      )
    }
    const credential = await revokeCredential(records, req.params.id, clock.now())
    if (!credential) throw new ProtocolError('not_found', 'There is no such credential', { status: 404 })
    log.info('credential_revoked', { credential: credential.id })
    res.set('Cache-Control', 'no-store').json(asJson(credential))
  }

const asJson = ({ id, credentialConfigurationId, subject, issuedAt, expiresAt, revokedAt }: IssuedCredential) => ({
  id,
  credential_configuration_id: credentialConfigurationId,
  subject,
  issued_at: issuedAt,
  expires_at: expiresAt,
  status: revokedAt === null ? 'valid' : 'revoked',
})
