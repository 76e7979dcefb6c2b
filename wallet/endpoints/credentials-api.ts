import type { WalletContext } from '../context.ts'
import { makeCredentialJson } from '../credential-model.ts'
import { deleteCredential, heldCredentials } from '../credentials.ts'
import { limits } from '../limits.ts'
import { renewCredential } from '../renew-credential.ts'
import { tendWallet } from '../tend.ts'
import { apiEndpoint, idIn } from './holder.ts'
import { sendStep } from './offers-api.ts'

/** `GET /api/credentials` */
export const listCredentials = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, _req, res) => {
    res.json({ credentials: (await heldCredentials(context, instanceId)).map(makeCredentialJson) })
  })

/** `POST /api/credentials/:id/renew`: asks for fresh copies now. */
export const postRenewal = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    sendStep(res, idIn(req), await renewCredential(context, instanceId, idIn(req)))
  })

/** `POST /api/tend`: what the wallet does by itself when a page is looked at. */
export const postTending = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, _req, res) => {
    await tendWallet(context, instanceId, limits.tendedAtOnce)
    res.json({ status: 'tended' })
  })

/** `POST /api/credentials/:id/delete` */
export const postDeletion = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    await deleteCredential(context, instanceId, idIn(req))
    res.json({ status: 'deleted' })
  })
