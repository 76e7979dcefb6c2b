import type { WalletContext } from '../context.ts'
import { credentialModel } from '../credential-model.ts'
import { deleteCredential, heldCredential } from '../credentials.ts'
import { basePath } from '../instances.ts'
import { renewCredential } from '../renew-credential.ts'
import { credentialView } from '../views/credential-view.ts'
import { frameFor, sendPage } from './frame.ts'
import { idIn, pageEndpoint } from './holder.ts'

export const credentialPage = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    const held = await heldCredential(context, holder.instanceId, idIn(req))
    sendPage(res, credentialView(await frameFor(context, holder, req, res), credentialModel(held, context.clock.now())))
  })

/** `POST /credentials/:id/renew`: asks for fresh copies now. */
export const renewForm = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, req, res) => {
    await renewCredential(context, instanceId, idIn(req))
    res.redirect(303, `${basePath(context.baseUrl)}/credentials/${idIn(req)}`)
  })

export const deleteForm = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, req, res) => {
    await deleteCredential(context, instanceId, idIn(req))
    res.redirect(303, `${basePath(context.baseUrl)}/`)
  })
