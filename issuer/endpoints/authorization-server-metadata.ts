import type { RequestHandler } from 'express'
import type { IssuerContext } from '../context.ts'

/** RFC 8414 §3 "Obtaining Authorization Server Metadata". */
export const authorizationServerMetadata =
  ({ authorizationServer }: IssuerContext): RequestHandler =>
  (_req, res) => {
    res.set({ 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' }).json(authorizationServer)
  }
