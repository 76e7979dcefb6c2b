import type { WalletContext } from '../context.ts'
import { makeCredentialJson } from '../credential-model.ts'
import { deleteCredential, heldCredentials } from '../credentials.ts'
import { apiEndpoint, idIn } from './holder.ts'

/** `GET /api/credentials` */
export const listCredentials = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, _req, res) => {
    res.json({ credentials: (await heldCredentials(context, instanceId)).map(makeCredentialJson) })
  })

/** `POST /api/credentials/:id/delete` */
export const postDeletion = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    await deleteCredential(context, instanceId, idIn(req))
    res.json({ status: 'deleted' })
  })
