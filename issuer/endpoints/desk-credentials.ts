import type { RequestHandler } from 'express'
import { z } from 'zod'
import { ProtocolError } from '../../src/base/errors.ts'
import type { IssuerContext } from '../context.ts'
import { changeStatus, issuedCredentials } from '../issued-credentials.ts'
import type { IssuedCredential } from '../records.ts'
import type { CredentialStatus } from '../status-lists.ts'

/** What the desk calls a status; the list calls a revoked credential `INVALID`. */
const wishes = {
  valid: 'valid', suspended: 'suspended', revoked: 'invalid',
} as const satisfies Record<string, CredentialStatus>
const names = {
  valid: 'valid', suspended: 'suspended', invalid: 'revoked',
} as const satisfies Record<CredentialStatus, string>

/** Lab: what was issued, oldest first. */
export const deskCredentials =
  ({ records }: IssuerContext): RequestHandler =>
  async (_req, res) => {
    const credentials = await issuedCredentials(records)
    res.set('Cache-Control', 'no-store').json({
      credentials: credentials.map((credential) => ({
        ...asJson(credential), events: credential.events.map(({ event, at }) => ({ event, at })),
      })),
    })
  }

/** Lab: takes a credential back for good, suspends it, or restores a suspended one. */
export const deskCredentialStatus =
  ({ records, log }: IssuerContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const wish = z.object({ status: z.enum(['valid', 'suspended', 'revoked']) }).safeParse(req.body)
    if (!wish.success) {
      const description = "status must be 'valid', 'suspended' or 'revoked'; a revocation is final"
      throw new ProtocolError('invalid_request', description, { cause: wish.error })
    }
    const wanted = wishes[wish.data.status]
    const credential = await changeStatus(records, req.params.id, wanted)
    if (!credential) throw new ProtocolError('not_found', 'There is no such credential', { status: 404 })
    if (credential.status !== wanted) {
      throw new ProtocolError('revoked', 'The credential was revoked, and a revocation is final', { status: 409 })
    }
    log.info('status_changed', { credential: credential.id, status: credential.status })
    res.set('Cache-Control', 'no-store').json(asJson(credential))
  }

const asJson = (
  { id, credentialConfigurationId, subject, issuedAt, expiresAt, status }:
    IssuedCredential & { readonly status: CredentialStatus },
) => ({
  id,
  credential_configuration_id: credentialConfigurationId,
  subject,
  issued_at: issuedAt,
  expires_at: expiresAt,
  status: names[status],
})
