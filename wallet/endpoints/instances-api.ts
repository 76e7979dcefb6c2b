import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { WalletContext } from '../context.ts'
import { openInstance } from '../instances.ts'
import { parseInput } from './holder.ts'

const newInstance = z.object({ label: z.string().trim().min(1).max(100) })

/** `POST /api/instances`: a wallet for somebody who drives it by its API. Behind the admin's token. */
export const createInstance =
  (context: WalletContext): RequestHandler =>
  async (req, res) => {
    const { label } = parseInput(newInstance, req.body)
    const { instance, token, browserUrl } = await openInstance(context, label)
    res.status(201).set('Cache-Control', 'no-store').json({ instance_id: instance.id, token, browser_url: browserUrl })
  }
