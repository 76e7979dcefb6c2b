import type { RequestHandler } from 'express'
import { z } from 'zod'
import { ProtocolError } from '../../src/base/errors.ts'
import { makeOfferLink, offerScheme, offerSchemes } from '../../src/openid4vci/credential-offer.ts'
import type { IssuerContext } from '../context.ts'
import { datasetOf } from '../datasets.ts'
import { offeredGrants } from '../offered-grants.ts'
import { makeOffer, type MadeOffer, type OfferWish } from '../offering.ts'

/** Lab: the clerk at the counter, as an API. Prepares a credential for a person and hands out the offer. */
export const deskOffers =
  (context: IssuerContext): RequestHandler =>
  async (req, res) => {
    const { wallet, ...wish } = parseOfferWish(req.body, context)
    const made = await makeOffer(context, wish)
    context.log.info('offer_made', { by: wish.by, grant: wish.grant, txCode: wish.txCode, review: wish.review })
    res.status(201).set('Cache-Control', 'no-store').json(asJson(made, wallet))
  }

const offerWish = z.object({
  credential_configuration_ids: z
    .tuple([z.string()], z.string())
    .refine((ids) => new Set(ids).size === ids.length, 'must be unique'),
  subject: z.string().min(1).max(100),
  by: z.enum(['value', 'reference']),
  grant: z.enum(offeredGrants).default('pre-authorized_code'),
  tx_code: z.boolean().default(false),
  review: z.boolean().default(false),
  /** Where the link leads: a scheme, or the `credential_offer_endpoint` of one wallet. */
  wallet: z.union([z.enum(offerSchemes), z.url({ protocol: /^https?$/ }).max(2000)]).default(offerScheme),
}).refine(({ grant, tx_code }) => grant === 'pre-authorized_code' || !tx_code, {
  path: ['tx_code'], message: 'must be false: only a pre-authorized code is protected by one',
})

function parseOfferWish(
  body: unknown,
  { config, metadata }: IssuerContext,
): OfferWish & { readonly wallet: string } {
  const parsed = offerWish.safeParse(body)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ')
    throw new ProtocolError('invalid_request', faults.slice(0, 500), { cause: parsed.error })
  }
  const { credential_configuration_ids: credentialConfigurationIds, tx_code: txCode, subject, ...how } = parsed.data
  const known = metadata.credential_configurations_supported
  if (!credentialConfigurationIds.every((id) => Object.hasOwn(known, id))) {
    throw new ProtocolError('invalid_request', 'credential_configuration_ids names one that this issuer does not have')
  }
  if (!datasetOf(config.jurisdiction, config.kind, subject)) {
    throw new ProtocolError('invalid_request', 'This issuer knows nobody under that subject')
  }
  return { subject, credentialConfigurationIds, txCode, ...how }
}

const asJson = ({ reference, txCode, expiresAt }: MadeOffer, wallet: string) => ({
  offer: makeOfferLink(wallet, reference),
  ...(reference.by === 'value' ? { credential_offer: reference.offer } : { credential_offer_uri: reference.uri }),
  ...(txCode !== undefined && { tx_code: txCode }),
  expires_at: expiresAt,
})
