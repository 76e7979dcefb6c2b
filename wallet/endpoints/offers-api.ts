import { z } from 'zod'
import { collectCredential, dismissOffer } from '../collect-credential.ts'
import type { WalletContext } from '../context.ts'
import { nameFor } from '../named.ts'
import { makeOfferJson } from '../offer-model.ts'
import { heldOffer } from '../offers.ts'
import { receiveOffer } from '../receive-offer.ts'
import { apiEndpoint, idIn, parseInput } from './holder.ts'

const offerLink = z.object({ offer: z.string().min(1).max(16_000) })
const acceptance = z.object({ tx_code: z.string().max(200).optional(), accept_unlisted: z.boolean().default(false) })

/** `POST /api/offers` with the link that the issuer gave. */
export const postOffer = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const { offer } = parseInput(offerLink, req.body)
    res.status(201).json(makeOfferJson(await receiveOffer(context, instanceId, offer)))
  })

/** `GET /api/offers/:id` */
export const getOffer = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    res.json(makeOfferJson(await heldOffer(context, instanceId, idIn(req))))
  })

/** `POST /api/offers/:id/accept`: collects what was offered. */
export const acceptOffer = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const { tx_code: txCode, accept_unlisted: acceptUnlisted } = parseInput(acceptance, req.body)
    const held = await collectCredential(context, instanceId, idIn(req), { txCode, acceptUnlisted })
    res.json({
      credentials: held.map(({ id, vct, configurationId, names, listed }) => ({
        id,
        vct,
        configuration_id: configurationId,
        name: nameFor(names, 'en', vct).text,
        listed: listed !== undefined,
      })),
    })
  })

/** `POST /api/offers/:id/dismiss` */
export const postDismissal = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    await dismissOffer(context, instanceId, idIn(req))
    res.json({ status: 'dismissed' })
  })
