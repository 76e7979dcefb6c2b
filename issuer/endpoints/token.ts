import type { RequestHandler } from 'express'
import { singleHeader } from '../../src/http/single-header.ts'
import { issueAccessToken } from '../../src/oauth/access-token.ts'
import {
  grantTypeOf, makeTokenResponse, proveTokenKey, refuseToken, type TokenParameters,
} from '../../src/oauth/token-endpoint.ts'
import type { IssuerContext } from '../context.ts'
import { limits } from '../limits.ts'

/** OpenID4VCI 1.0 "Token Endpoint", RFC 9449 §5: a token bound to the key of the DPoP proof, which is judged first. */
export const token =
  ({ authorizationServer, grants, records, clock, random, onBug }: IssuerContext): RequestHandler =>
  async (req, res) => {
    const parameters: TokenParameters = req.body
    const grant = grants.get(grantTypeOf(parameters))
    if (!grant) throw refuseToken('unsupported_grant_type', `Use one of ${[...grants.keys()].join(' ')}`)

    const { client_id } = await grant.authenticateClient(parameters)
    const { token_endpoint: url } = authorizationServer
    const expected = { method: req.method, url, now: clock.now(), usedProofs: records.usedDpopProofs }
    const { jkt } = await proveTokenKey(singleHeader(req, 'DPoP'), expected, onBug)
    const { subject, credentialConfigurationIds } = await grant.redeem(parameters)
    const lifetime = limits.accessToken
    const bound = { subject, credentialConfigurationIds, jkt, client_id }
    const accessToken = await issueAccessToken(records.accessTokens, bound, { now: clock.now(), lifetime, random })
    res.set('Cache-Control', 'no-store').json(makeTokenResponse(accessToken, lifetime))
  }
