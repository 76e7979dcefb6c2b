import { z } from 'zod'
import { answerRequest, declineRequest } from '../answer-request.ts'
import { makeConsentJson } from '../consent-model.ts'
import type { WalletContext } from '../context.ts'
import { heldCredentials } from '../credentials.ts'
import { heldPresentation, openPresentation } from '../open-presentation.ts'
import { apiEndpoint, idIn, parseInput } from './holder.ts'

const requestLink = z.object({ request: z.string().min(1).max(8192) })

/** `POST /api/presentations` with the link that the verifier gave: what would be shared, with whom and why. */
export const postPresentation = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const { request } = parseInput(requestLink, req.body)
    const presentation = await openPresentation(context, instanceId, request)
    res.status(201).json(makeConsentJson(presentation, await heldCredentials(context, instanceId)))
  })

/** `GET /api/presentations/:id` */
export const getPresentation = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const presentation = await heldPresentation(context, instanceId, idIn(req))
    res.json(makeConsentJson(presentation, await heldCredentials(context, instanceId)))
  })

/** `POST /api/presentations/:id/approve`: a refusal by the verifier is an answer too. */
export const postApproval = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const outcome = await answerRequest(context, instanceId, idIn(req))
    const { accepted, ...told } = outcome
    res.json({ status: accepted ? 'accepted' : 'refused', ...told })
  })

/** `POST /api/presentations/:id/decline` */
export const postDecline = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const { accepted: _, ...told } = await declineRequest(context, instanceId, idIn(req))
    res.json({ status: 'declined', ...told })
  })
