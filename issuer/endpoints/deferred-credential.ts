import type { RequestHandler } from 'express'
import { parseDeferredCredentialRequest } from '../../src/openid4vci/deferred-credential.ts'
import { authorizedGrant } from '../authorized-grant.ts'
import type { IssuerContext } from '../context.ts'
import { collectDeferred } from '../deferral.ts'
import { readWalletMessage, sendToWallet } from './wallet-message.ts'

/** OpenID4VCI 1.0 "Deferred Credential Endpoint". */
export const deferredCredential =
  (context: IssuerContext): RequestHandler =>
  async (req, res) => {
    const grant = await authorizedGrant(context, req, context.metadata.deferred_credential_endpoint)
    const { body, encrypted } = await readWalletMessage(context, req)
    const { transaction_id, responseEncryption } = parseDeferredCredentialRequest(body, { encrypted })
    await sendToWallet(res, await collectDeferred(context, grant, transaction_id), responseEncryption)
  }
