import type { RequestHandler } from 'express'
import type { WalletProviderContext } from '../context.ts'
import { giveChallenge } from '../proven-keys.ts'

/** Lab: a challenge for the proofs of the next request. */
export const challenges =
  (context: WalletProviderContext): RequestHandler =>
  async (_req, res) => {
    res.status(201).set('Cache-Control', 'no-store').json({ challenge: await giveChallenge(context) })
  }
