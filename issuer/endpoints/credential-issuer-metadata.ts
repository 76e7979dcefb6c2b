import type { RequestHandler } from 'express'
import type { IssuerContext } from '../context.ts'

/** OpenID4VCI 1.0 "Credential Issuer Metadata Retrieval": as JSON, with the names in every language. */
export const credentialIssuerMetadata =
  ({ metadata }: IssuerContext): RequestHandler =>
  (_req, res) => {
    res.set({ 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' }).json(metadata)
  }
