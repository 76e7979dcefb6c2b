import type { RequestHandler } from 'express'
import { singleHeader } from '../../src/http/single-header.ts'
import { grantTypeOf, proveTokenKey, refuseToken, type TokenParameters } from '../../src/oauth/token-endpoint.ts'
import { authenticateClient } from '../clients.ts'
import type { IssuerContext } from '../context.ts'
import { issueTokens } from '../issue-tokens.ts'

/**
 * OpenID4VCI 1.0 "Token Endpoint", RFC 9449 §5. The DPoP proof comes first, with the nonce before everything that
 * counts once: who is asked to come again with a nonce has lost nothing.
 */
export const token =
  (context: IssuerContext): RequestHandler<Record<string, string>, unknown, TokenParameters> =>
  async (req, res) => {
    const { authorizationServer, dpopNonces: nonces, grants, records, clock, onBug } = context
    const parameters = req.body
    const grant = grants.get(grantTypeOf(parameters))
    if (!grant) throw refuseToken('unsupported_grant_type', `Use one of ${[...grants.keys()].join(' ')}`)

    const { token_endpoint: url } = authorizationServer
    const expected = { method: req.method, url, now: clock.now(), nonces, usedProofs: records.usedDpopProofs }
    const { jkt } = await proveTokenKey(singleHeader(req, 'DPoP'), expected, onBug)
    const request = { parameters, client: await authenticateClient(context, req), jkt }
    res.set('Cache-Control', 'no-store').json(await issueTokens(context, await grant(request), request))
  }
