import type { Request, Response } from 'express'
import { z } from 'zod'
import { ProtocolError } from '../../src/base/errors.ts'
import { contentSecurityPolicy } from '../../src/http/security-headers.ts'
import { acceptOffer, dismissOffer, pollOffer, receiveAuthorization, type HoldersAnswer } from '../accept-offer.ts'
import type { WalletContext } from '../context.ts'
import { basePath } from '../instances.ts'
import { outcomeOf } from '../issuance-outcome.ts'
import type { HeldOffer } from '../issuance-records.ts'
import { offerModel } from '../offer-model.ts'
import { heldOffer } from '../offers.ts'
import { receiveOffer } from '../receive-offer.ts'
import { isDue } from '../tend.ts'
import { offerView } from '../views/offer-view.ts'
import { returnView } from '../views/return-view.ts'
import { frameFor, sendPage } from './frame.ts'
import { idIn, pageEndpoint, parseInput, type Holder } from './holder.ts'

/**
 * `GET /credential_offer`: OpenID4VCI 1.0 "Client Metadata", credential_offer_endpoint. The offer gets an address of
 * its own; where the policy says so it is taken at once.
 */
export const credentialOffer = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    const { id } = await receiveOffer(context, holder.instanceId, req.originalUrl)
    const answer = { txCode: undefined, acceptUnlisted: false, byApi: false, follow: true }
    if (context.autoAccept) return accept(context, holder, id, answer, res)
    res.redirect(303, offerPath(context, id))
  })

/** What was put off is asked for when its page is looked at, if it is time. */
export const offerPage = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    const { instanceId } = holder
    const offer = await heldOffer(context, instanceId, idIn(req))
    if (isDue(offer, context.clock.now())) await shownLater(() => pollOffer(context, instanceId, offer.id))
    await sendOffer(context, holder, await heldOffer(context, instanceId, offer.id), req, res)
  })

const acceptance = z.object({ tx_code: z.string().max(200).optional(), accept_unlisted: z.literal('yes').optional() })

export const acceptForm = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    const { tx_code: txCode, accept_unlisted } = parseInput(acceptance, req.body)
    const answer = { txCode, acceptUnlisted: accept_unlisted === 'yes', byApi: false, follow: false }
    await accept(context, holder, idIn(req), answer, res)
  })

/**
 * `GET /callback`: RFC 6749 "Authorization Response". What the API began ends in any browser, which then sees only
 * that it is over.
 */
export const callback = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    const query = new URL(req.originalUrl, 'http://wallet.invalid').searchParams
    const { offer, own, instanceId, finish } = await receiveAuthorization(context, holder.instanceId, query)
    await shownLater(finish)
    if (own) return res.redirect(303, offerPath(context, offer.id))
    const outcome = outcomeOf(await heldOffer(context, instanceId, offer.id))
    sendPage(res.set(outcomeHeader, outcome), returnView(await frameFor(context, holder, req, res), { outcome }))
  })

export const dismissForm = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, req, res) => {
    await dismissOffer(context, instanceId, idIn(req))
    res.redirect(303, `${basePath(context.baseUrl)}/`)
  })

async function accept(
  context: WalletContext,
  { instanceId }: Holder,
  id: string,
  answer: HoldersAnswer,
  res: Response,
): Promise<void> {
  const step = await shownLater(() => acceptOffer(context, instanceId, id, answer))
  res.redirect(303, step?.step === 'authorize' ? step.url : offerPath(context, id))
}

/** What went wrong stands on the offer's page, where the holder can try again. */
async function shownLater<Done>(work: () => Promise<Done>): Promise<Done | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProtocolError && error.code !== 'unknown_offer') return undefined
    throw error
  }
}

/** For a program that drives the pages: `accepted`, `pending` or `rejected:` and why. */
const outcomeHeader = 'Issuance-Outcome'

async function sendOffer(
  context: WalletContext,
  holder: Holder,
  offer: HeldOffer,
  req: Request,
  res: Response,
): Promise<void> {
  const { authorizationEndpoint } = offer.issuer
  // Accepting leads on to the authorization server, by a redirect that the browser counts as part of the form.
  if (authorizationEndpoint !== undefined) res.set('Content-Security-Policy', contentSecurityPolicy([authorizationEndpoint]))
  res.set(outcomeHeader, outcomeOf(offer))
  sendPage(res, offerView(await frameFor(context, holder, req, res), offerModel(offer, context.clock.now())))
}

const offerPath = ({ baseUrl }: WalletContext, id: string): string => `${basePath(baseUrl)}/offers/${id}`
