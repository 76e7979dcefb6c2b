import { z } from 'zod'
import { toUtc } from '../../src/base/time.ts'
import { collectReceipt } from '../collect-receipt.ts'
import type { WalletContext } from '../context.ts'
import { heldReceipts } from '../receipts.ts'
import type { HeldReceipt } from '../records.ts'
import { apiEndpoint, parseInput } from './holder.ts'

const receiptAddress = z.object({ receipt_uri: z.string().min(1).max(2000) })

/** `POST /api/receipts`: fetches, checks and keeps the verifier's receipt. */
export const postReceipt = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    const { receipt_uri } = parseInput(receiptAddress, req.body)
    res.status(201).json(receiptJson(await collectReceipt(context, instanceId, receipt_uri)))
  })

/** `GET /api/receipts` */
export const listReceipts = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, _req, res) => {
    res.json({ receipts: (await heldReceipts(context, instanceId)).map(receiptJson) })
  })

const receiptJson = ({ id, presentationId, receivedAt, verifierName, jwt, claims }: HeldReceipt) => ({
  id,
  presentation_id: presentationId,
  received_at: toUtc(receivedAt),
  verifier: verifierName,
  jwt,
  claims,
})
