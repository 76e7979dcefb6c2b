import type { RequestHandler } from 'express'
import { singleHeader } from '../../src/http/single-header.ts'
import { authorizeRequest } from '../../src/oauth/protected-resource.ts'
import type { IssuerContext } from '../context.ts'
import { issueCredentials } from '../issuance.ts'

/** OpenID4VCI 1.0 "Credential Endpoint". */
export const credential =
  (context: IssuerContext): RequestHandler =>
  async (req, res) => {
    const { metadata, records, clock, onBug } = context
    const request = {
      authorization: singleHeader(req, 'Authorization'),
      dpopProof: singleHeader(req, 'DPoP'),
      method: req.method,
      url: metadata.credential_endpoint,
      now: clock.now(),
      usedProofs: records.usedDpopProofs,
    }
    const grant = await authorizeRequest(request, records.accessTokens, onBug)
    res.set('Cache-Control', 'no-store').json(await issueCredentials(context, grant, req.body))
  }
