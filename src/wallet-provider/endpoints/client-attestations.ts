import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { WalletProviderContext } from '../context.ts'
import { activeInstance } from '../instances.ts'
import { provenKeys } from '../proven-keys.ts'
import { attestWallet } from '../wallet-attestation.ts'
import { parseRequest, text } from './request.ts'

const wish = z.object({ challenge: text, instance_proof: text, proof: text })

/** Lab: a wallet attestation for a registered instance, bound to the key of `proof`. */
export const clientAttestations =
  (context: WalletProviderContext): RequestHandler =>
  async (req, res) => {
    const { challenge, instance_proof, proof } = parseRequest(wish, req.body)
    const [instanceKey, key] = await provenKeys(context, challenge, [instance_proof, proof] as const)
    const instance = await activeInstance(context.records, instanceKey)
    const { jwt, clientId, expiresAt } = await attestWallet(context, instance, key)
    context.log.info('wallet_attested')
    res.status(201).set('Cache-Control', 'no-store')
    res.json({ client_attestation: jwt, client_id: clientId, expires_at: expiresAt })
  }
