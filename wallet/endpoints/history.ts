import type { Request } from 'express'
import { z } from 'zod'
import type { WalletContext } from '../context.ts'
import { historyOf, makeHistoryExport, type HistoryFilter } from '../history.ts'
import { historyKinds, historyOutcomes } from '../records.ts'
import { historyView } from '../views/history-view.ts'
import { frameFor, sendPage } from './frame.ts'
import { apiEndpoint, pageEndpoint, parseInput } from './holder.ts'

/** An empty value is what a form sends for "all". */
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .enum(values)
    .or(z.literal('').transform(() => undefined))
    .optional()
const filter = z.object({ kind: oneOf(historyKinds), outcome: oneOf(historyOutcomes) })

const filterIn = (req: Request): HistoryFilter => {
  const { kind, outcome } = parseInput(filter, req.query)
  return { ...(kind !== undefined && { kind }), ...(outcome !== undefined && { outcome }) }
}

/** `GET /api/history` */
export const getHistory = (context: WalletContext) =>
  apiEndpoint(context, async ({ instanceId }, req, res) => {
    res.json(makeHistoryExport(await historyOf(context, instanceId, filterIn(req))))
  })

export const historyPage = (context: WalletContext) =>
  pageEndpoint(context, async (holder, req, res) => {
    const filter = filterIn(req)
    const entries = await historyOf(context, holder.instanceId, filter)
    sendPage(res, historyView(await frameFor(context, holder, req, res), entries, filter))
  })

/** The same as a file to take away. */
export const historyFile = (context: WalletContext) =>
  pageEndpoint(context, async ({ instanceId }, _req, res) => {
    const entries = await historyOf(context, instanceId, {})
    res.set('Content-Disposition', 'attachment; filename="wallet-history.json"')
    res.type('json').send(JSON.stringify(makeHistoryExport(entries), null, 2))
  })
