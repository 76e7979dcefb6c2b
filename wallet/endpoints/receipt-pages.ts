import { z } from 'zod'
import { singleQuery } from '../../src/http/single-query.ts'
import { collectReceipt } from '../collect-receipt.ts'
import type { WalletContext } from '../context.ts'
import { basePath } from '../instances.ts'
import { receiptModel } from '../receipt-model.ts'
import { heldReceipts } from '../receipts.ts'
import { receiptsView } from '../views/receipts-view.ts'
import { frameFor, sendPage } from './frame.ts'
import { pageEndpoint, parseInput } from './holder.ts'

export const receiptsPage = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    const address = singleQuery(req, 'receipt_uri')
    const receipts = (await heldReceipts(context, holder.instanceId)).map(receiptModel)
    sendPage(res, receiptsView(await frameFor(context, holder, req, res), { receipts, address }))
  })

const receiptAddress = z.object({ receipt_uri: z.string().trim().min(1).max(2000) })

export const receiptForm = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, req, res) => {
    const { receipt_uri } = parseInput(receiptAddress, req.body)
    await collectReceipt(context, instanceId, receipt_uri)
    res.redirect(303, `${basePath(context.baseUrl)}/receipts`)
  })
