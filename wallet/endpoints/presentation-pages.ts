import type { Response } from 'express'
import { contentSecurityPolicy } from '../../src/http/security-headers.ts'
import { answerRequest, declineRequest } from '../answer-request.ts'
import { consentModel } from '../consent-model.ts'
import type { WalletContext } from '../context.ts'
import { heldCredentials } from '../credentials.ts'
import { basePath } from '../instances.ts'
import { heldPresentation, openPresentation } from '../open-presentation.ts'
import { outcomeModel } from '../outcome-model.ts'
import { consentView } from '../views/consent-view.ts'
import { outcomeView } from '../views/outcome-view.ts'
import { frameFor, sendPage } from './frame.ts'
import { idIn, pageEndpoint } from './holder.ts'

/** `GET /authorize`: OpenID4VP 1.0 "Authorization Request" by reference. The request gets an address of its own. */
export const authorize = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, req, res) => {
    const { id } = await openPresentation(context, instanceId, req.originalUrl)
    res.redirect(303, `${basePath(context.baseUrl)}/presentations/${id}`)
  })

/** The consent screen while the holder can decide, then how it ended. */
export const presentationPage = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    const presentation = await heldPresentation(context, holder.instanceId, idIn(req))
    const held = await heldCredentials(context, holder.instanceId)
    const frame = await frameFor(context, holder, req, res)
    if (presentation.state !== 'open')
      return sendPage(res, outcomeView(frame, outcomeModel(presentation, presentation.state, held)))
    // Deciding leads on to the verifier, by a redirect that the browser counts as part of the form.
    res.set('Content-Security-Policy', contentSecurityPolicy([presentation.target.responseUri]))
    sendPage(res, consentView(frame, consentModel(presentation, held)))
  })

export const approveForm = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, req, res) => {
    const outcome = await answerRequest(context, instanceId, idIn(req))
    await goOn(context, instanceId, idIn(req), res, outcome.accepted ? outcome.redirect_uri : undefined)
  })

export const declineForm = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, req, res) => {
    const outcome = await declineRequest(context, instanceId, idIn(req))
    await goOn(context, instanceId, idIn(req), res, outcome.accepted ? outcome.redirect_uri : undefined)
  })

/**
 * HAIP 1.0: the wallet follows `redirect_uri`. Where the browser would not let a form lead there, the outcome page
 * links to it.
 */
async function goOn(
  context: WalletContext,
  instanceId: string,
  id: string,
  res: Response,
  redirectUri: string | undefined,
): Promise<void> {
  const { target } = await heldPresentation(context, instanceId, id)
  const sameParty = redirectUri !== undefined && new URL(redirectUri).origin === new URL(target.responseUri).origin
  res.redirect(303, sameParty ? redirectUri : `${basePath(context.baseUrl)}/presentations/${id}`)
}
