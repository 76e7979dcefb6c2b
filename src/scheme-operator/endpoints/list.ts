import type { RequestHandler } from 'express'
import { listMediaType } from '../../trust/lote-signature.ts'
import type { SchemeOperatorContext } from '../context.ts'

/** ETSI TS 119 602 V1.1.1 "Distribution points": the list as a compact JWS. Intermediaries ask again each time. */
export const list =
  ({ currentIssue }: SchemeOperatorContext): RequestHandler =>
  async (_req, res) => {
    const { text } = await currentIssue()
    res.set({ 'Content-Type': listMediaType, 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' }).send(Buffer.from(text))
  }
