import { z } from 'zod'
import { ProtocolError } from '../../src/base/errors.ts'
import { collectCredential, dismissOffer } from '../collect-credential.ts'
import type { WalletContext } from '../context.ts'
import { basePath } from '../instances.ts'
import { offerModel } from '../offer-model.ts'
import { heldOffer } from '../offers.ts'
import { receiveOffer } from '../receive-offer.ts'
import { offerView } from '../views/offer-view.ts'
import { frameFor, sendPage } from './frame.ts'
import { idIn, pageEndpoint, parseInput } from './holder.ts'

/**
 * `GET /credential_offer`: OpenID4VCI 1.0 "Client Metadata", credential_offer_endpoint. The offer gets an address of
 * its own.
 */
export const credentialOffer = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, req, res) => {
    const { id } = await receiveOffer(context, instanceId, req.originalUrl)
    res.redirect(303, `${basePath(context.baseUrl)}/offers/${id}`)
  })

export const offerPage = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    const offer = await heldOffer(context, holder.instanceId, idIn(req))
    sendPage(res, offerView(await frameFor(context, holder, req, res), offerModel(offer, context.clock.now())))
  })

const acceptance = z.object({ tx_code: z.string().max(200).optional(), accept_unlisted: z.literal('yes').optional() })

/** What went wrong stands on the offer's page, where the holder can try again. */
export const acceptForm = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, req, res) => {
    const { tx_code: txCode, accept_unlisted } = parseInput(acceptance, req.body)
    try {
      await collectCredential(context, instanceId, idIn(req), { txCode, acceptUnlisted: accept_unlisted === 'yes' })
    } catch (error) {
      if (!(error instanceof ProtocolError) || error.code === 'unknown_offer') throw error
    }
    res.redirect(303, `${basePath(context.baseUrl)}/offers/${idIn(req)}`)
  })

export const dismissForm = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, req, res) => {
    await dismissOffer(context, instanceId, idIn(req))
    res.redirect(303, `${basePath(context.baseUrl)}/`)
  })
