import type { RequestHandler } from 'express'
import { authorizedGrant } from '../authorized-grant.ts'
import type { IssuerContext } from '../context.ts'
import { answerCredentialRequest } from '../issuance.ts'
import { readWalletMessage, sendToWallet } from './wallet-message.ts'

/** OpenID4VCI 1.0 "Credential Endpoint". */
export const credential =
  (context: IssuerContext): RequestHandler =>
  async (req, res) => {
    const grant = await authorizedGrant(context, req, context.metadata.credential_endpoint)
    const message = await readWalletMessage(context, req)
    const { response, encryption } = await answerCredentialRequest(context, grant, message)
    await sendToWallet(res, response, encryption)
  }
