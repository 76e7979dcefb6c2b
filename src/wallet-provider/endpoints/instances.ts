import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { WalletProviderContext } from '../context.ts'
import { registerInstance } from '../instances.ts'
import { provenKeys } from '../proven-keys.ts'
import { parseRequest, text } from './request.ts'

const registration = z.object({ challenge: text, proof: text })

/** Lab: an instance of the wallet becomes known by its key. */
export const instances =
  (context: WalletProviderContext): RequestHandler =>
  async (req, res) => {
    const { challenge, proof } = parseRequest(registration, req.body)
    const [key] = await provenKeys(context, challenge, [proof] as const)
    const { records, clock, random } = context
    const { id } = await registerInstance(records, key, { now: clock.now(), random })
    context.log.info('instance_registered')
    res.status(201).set('Cache-Control', 'no-store').json({ instance_id: id })
  }
