import type { RequestHandler } from 'express'
import { singleHeader } from '../../src/http/single-header.ts'
import { proveKey } from '../../src/oauth/proven-key.ts'
import type { TokenParameters } from '../../src/oauth/token-endpoint.ts'
import { authenticateClient } from '../clients.ts'
import type { IssuerContext } from '../context.ts'
import { pushAuthorization } from '../pushed-authorization.ts'

/** RFC 9126 §2. A DPoP proof may come along, to bind the code to its key already here — RFC 9449 §10.1. */
export const par =
  (context: IssuerContext): RequestHandler<Record<string, string>, unknown, TokenParameters> =>
  async (req, res) => {
    const { authorizationServer, dpopNonces: nonces, records, clock, onBug } = context
    const { pushed_authorization_request_endpoint: url } = authorizationServer
    const expected = { method: req.method, url, now: clock.now(), nonces, usedProofs: records.usedDpopProofs }
    const proof = singleHeader(req, 'DPoP')
    const provenKey = proof === undefined ? undefined : (await proveKey(proof, expected, onBug)).jkt
    const client = await authenticateClient(context, req)
    const response = await pushAuthorization(context, { parameters: req.body, client, provenKey })
    res.status(201).set('Cache-Control', 'no-store').json(response)
  }
