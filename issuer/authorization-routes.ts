import type { RequestHandler } from 'express'
import type { Route } from '../src/http/app.ts'
import { rateLimit } from '../src/http/rate-limit.ts'
import { formBody } from '../src/http/request-body.ts'
import { sameOrigin } from '../src/http/same-origin.ts'
import { authorizationLimits } from './authorization-limits.ts'
import type { IssuerContext } from './context.ts'
import { authorizationServerMetadata } from './endpoints/authorization-server-metadata.ts'
import { authorize, authorizeDecision, authorizeLogIn, authorizePage } from './endpoints/authorize.ts'
import { challenge } from './endpoints/challenge.ts'
import { freshChallenge, freshDpopNonce } from './endpoints/fresh-nonces.ts'
import { par } from './endpoints/par.ts'
import { token } from './endpoints/token.ts'
import { limits } from './limits.ts'
import { get, post } from './route.ts'

/** Every endpoint of the authorization server, with the heading that it implements. */
export function authorizationRoutes(context: IssuerContext, basePath: string): readonly Route[] {
  const { body, perMinute } = authorizationLimits
  const fresh: readonly RequestHandler[] = [freshDpopNonce(context), freshChallenge(context)]
  const ownForm = sameOrigin(new URL(context.config.credentialIssuer))
  const form = (maxBytes: number): RequestHandler => formBody({ maxBytes, code: 'invalid_request' })
  const limited = (perMinute: number): RequestHandler => rateLimit({ perMinute, code: 'too_many_requests' })
  const challengeSpec = 'OAuth 2.0 Attestation-Based Client Authentication -07 "Challenge Retrieval"'
  return [
    get(`/.well-known/oauth-authorization-server${basePath}`, 'RFC 8414 §3', authorizationServerMetadata(context)),
    post('/challenge', challengeSpec, limited(perMinute.challenge), challenge(context)),
    post('/par', 'RFC 9126 §2', limited(perMinute.par), ...fresh, form(body.par), par(context)),
    get('/authorize', 'RFC 6749 §3.1, RFC 9126 §4', limited(perMinute.authorize), authorize(context)),
    get('/authorize/:id', 'lab', limited(perMinute.authorize), authorizePage(context)),
    post('/authorize/:id/log-in', 'lab', limited(perMinute.form), ownForm, form(body.form), authorizeLogIn(context)),
    post(
      '/authorize/:id/decision', 'lab', limited(perMinute.form), ownForm, form(body.form), authorizeDecision(context),
    ),
    post(
      '/token', 'OpenID4VCI 1.0 "Token Endpoint"',
      limited(limits.perMinute.token), ...fresh, form(limits.body.token), token(context),
    ),
  ]
}
