import type { RequestHandler } from 'express'
import { reportRow } from '../../html/report-view.ts'
import { parseCompactJws } from '../../jose/jws.ts'
import { verifyTrustList } from '../../trust/trust-list-checks.ts'
import type { SchemeOperatorContext } from '../context.ts'
import { listView } from '../views/list-view.ts'
import { shellFor } from './shell.ts'

/** The signed list, decoded, with the checks that its readers make. */
export const listPage =
  (context: SchemeOperatorContext): RequestHandler =>
  async (req, res) => {
    const { text, sequenceNumber } = await context.currentIssue()
    const received = { text, expected: context.location, lastSequenceNumber: sequenceNumber, now: context.clock.now() }
    const { report } = await verifyTrustList(received, (error) => context.log.error('check_failed_itself', error))
    const { header, payload } = parseCompactJws(text)
    const page = listView(shellFor(context, req, res), { header, payload, text, checks: report.checks.map(reportRow) })
    res.type('html').set('Cache-Control', 'no-store').send(page.toString())
  }
