import type { RequestHandler } from 'express'
import { ProtocolError } from '../../src/base/errors.ts'
import type { IssuerContext } from '../context.ts'

/** OpenID4VCI 1.0 "Sending Credential Offer by Reference": readable until it expires, for a wallet may try twice. */
export const credentialOffer =
  ({ records }: IssuerContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const offer = await records.offers.peek(req.params.id)
    if (!offer) {
      throw new ProtocolError(
        'not_found', 'This offer is unknown or expired; ask the issuer for a new one', { status: 404 },
      )
    }
    res.set('Cache-Control', 'no-store').json(offer)
  }
