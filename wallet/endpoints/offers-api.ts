import type { Response } from 'express'
import { z } from 'zod'
import { ProtocolError } from '../../src/base/errors.ts'
import { toUtc } from '../../src/base/time.ts'
import { acceptOffer, dismissOffer, pollOffer, type IssuanceStep } from '../accept-offer.ts'
import type { WalletContext } from '../context.ts'
import { isOnList } from '../credential-model.ts'
import { nameFor } from '../named.ts'
import { makeOfferJson } from '../offer-model.ts'
import { heldOffer, heldOffers } from '../offers.ts'
import { readQrPicture } from '../qr-picture.ts'
import { chooseCredential, receiveOffer } from '../receive-offer.ts'
import type { HeldCredential } from '../records.ts'
import { isDue } from '../tend.ts'
import { apiEndpoint, idIn, parseInput, type Holder } from './holder.ts'
import { pictureIn } from './uploaded-picture.ts'

const offerLink = z.object({ offer: z.string().min(1).max(16_000) })
const acceptance = z.object({
  tx_code: z.string().max(200).optional(),
  accept_unlisted: z.boolean().default(false),
  follow_redirects: z.boolean().optional(),
})
const chosen = acceptance.omit({ tx_code: true }).extend({
  issuer: z.string().min(1).max(2000),
  credential_configuration_id: z.string().min(1).max(500),
})

/** `POST /api/offers` with the link that the issuer gave. */
export const postOffer = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const { offer } = parseInput(offerLink, req.body)
    res.status(201).json(makeOfferJson(await receiveOffer(context, instanceId, offer)))
  })

/** `POST /api/offers/picture` with a picture of the QR code. */
export const postOfferPicture = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const link = readQrPicture(await pictureIn(req))
    res.status(201).json(makeOfferJson(await receiveOffer(context, instanceId, link)))
  })

/** `GET /api/offers/:id` and `GET /api/issuances/:id`: what was put off is asked for, if it is time. */
export const getOffer = (context: WalletContext) =>
  apiEndpoint(context, async (holder, req, res) => {
    const offer = await heldOffer(context, holder.instanceId, idIn(req))
    if (isDue(offer, context.clock.now())) await polled(context, holder, offer.id)
    res.json(makeOfferJson(await heldOffer(context, holder.instanceId, offer.id)))
  })

/** `GET /api/issuances`, the newest first. */
export const listIssuances = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, _req, res) => {
    res.json({ issuances: (await heldOffers(context, instanceId)).toReversed().map(makeOfferJson) })
  })

/** `POST /api/offers/:id/accept`: collects what was offered, or says where the holder has to log in. */
export const acceptOfferByApi = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const { tx_code: txCode, accept_unlisted: acceptUnlisted, follow_redirects: follow = false } = parseInput(acceptance, req.body)
    const answer = { txCode, acceptUnlisted, byApi: true, follow }
    sendStep(res, idIn(req), await acceptOffer(context, instanceId, idIn(req), answer))
  })

/** `POST /api/issuance`: the holder chooses a credential of an issuer that offered nothing. */
export const postIssuance = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const { issuer, credential_configuration_id: configurationId, ...wishes } = parseInput(chosen, req.body)
    const { id } = await chooseCredential(context, instanceId, { issuer, configurationId })
    const { accept_unlisted: acceptUnlisted, follow_redirects: follow = true } = wishes
    const answer = { txCode: undefined, acceptUnlisted, byApi: true, follow }
    sendStep(res.status(201), id, await acceptOffer(context, instanceId, id, answer))
  })

/** `POST /api/offers/:id/dismiss` */
export const postDismissal = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    await dismissOffer(context, instanceId, idIn(req))
    res.json({ status: 'dismissed' })
  })

/** What goes wrong stands in the offer that is shown next. */
async function polled(context: WalletContext, { instanceId }: Holder, offerId: string): Promise<void> {
  try {
    await pollOffer(context, instanceId, offerId)
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
  }
}

export function sendStep(res: Response, id: string, step: IssuanceStep): void {
  if (step.step === 'authorize') return void res.json({ id, outcome: 'pending', authorization_url: step.url })
  if (step.step === 'done') return void res.json({ id, outcome: 'accepted', credentials: step.credentials.map(summary) })
  const pollAfter = step.pendingUntil === undefined ? {} : { poll_after: toUtc(step.pendingUntil) }
  res.status(202).json({ id, outcome: 'pending', ...pollAfter, credentials: step.credentials.map(summary) })
}

const summary = ({ id, vct, configurationId, names, listed, copies }: HeldCredential) => ({
  id,
  vct,
  configuration_id: configurationId,
  name: nameFor(names, 'en', vct).text,
  listed: isOnList({ listed }),
  copies: copies?.issued ?? 1,
})
