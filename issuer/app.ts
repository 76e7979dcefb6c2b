import type { Express, RequestHandler } from 'express'
import { makeApp, type Route } from '../src/http/app.ts'
import { deskAccess } from '../src/http/desk-access.ts'
import { rateLimit } from '../src/http/rate-limit.ts'
import { formBody, jsonBody, textBody } from '../src/http/request-body.ts'
import { sameOrigin } from '../src/http/same-origin.ts'
import { sharedRoutes } from '../src/http/shared-routes.ts'
import { assets } from '../src/html/assets.ts'
import type { IssuerContext } from './context.ts'
import { authorizationServerMetadata } from './endpoints/authorization-server-metadata.ts'
import { counter, counterPage } from './endpoints/counter.ts'
import { credential } from './endpoints/credential.ts'
import { credentialIssuerMetadata } from './endpoints/credential-issuer-metadata.ts'
import { credentialOffer } from './endpoints/credential-offer.ts'
import { deskCredentials, deskCredentialStatus } from './endpoints/desk-credentials.ts'
import { deskOffers } from './endpoints/desk-offers.ts'
import { errorPage } from './endpoints/error-page.ts'
import { home } from './endpoints/home.ts'
import { nonce } from './endpoints/nonce.ts'
import { statusList } from './endpoints/status-list.ts'
import { token } from './endpoints/token.ts'
import { transferRequest } from './endpoints/transfer-request.ts'
import { limits } from './limits.ts'

/** The issuer as an Express application, ready to be served. */
export function makeIssuerApp(context: IssuerContext): Express {
  const { config, log } = context
  const basePath = new URL(config.credentialIssuer).pathname.replace(/\/$/, '')
  const routes = issuerRoutes(context, basePath)
  return makeApp({ log, routes, basePath, trustProxy: config.trustProxy ? 1 : false, errorPage: errorPage(config) })
}

/** Every endpoint, with the heading that it implements. */
export function issuerRoutes(context: IssuerContext, basePath: string): readonly Route[] {
  const { body, perMinute } = limits
  const tooMany = 'too_many_requests'
  const desk = deskAccess(context.config.deskToken)
  const ownForm = sameOrigin(new URL(context.config.credentialIssuer))
  const tokenBody = formBody({ maxBytes: body.token, code: 'invalid_request' })
  const credentialBody = jsonBody({ maxBytes: body.credential, code: 'invalid_credential_request' })
  const deskBody = jsonBody({ maxBytes: body.desk, code: 'invalid_request' })
  const counterBody = formBody({ maxBytes: body.form, code: 'invalid_request' })
  const transferBody = textBody({
    maxBytes: body.transferRequest, code: 'invalid_request', contentType: 'application/jwt',
  })
  const limited = (perMinute: number): RequestHandler => rateLimit({ perMinute, code: tooMany })

  const get = (path: string, spec: string, ...handlers: RequestHandler<never>[]) => route('get', path, spec, handlers)
  const post = (path: string, spec: string, ...handlers: RequestHandler<never>[]) => route('post', path, spec, handlers)
  return [
    get(
      `/.well-known/openid-credential-issuer${basePath}`,
      'OpenID4VCI 1.0 "Credential Issuer Metadata Retrieval"',
      credentialIssuerMetadata(context),
    ),
    get(`/.well-known/oauth-authorization-server${basePath}`, 'RFC 8414 §3', authorizationServerMetadata(context)),
    get('/offers/:id', 'OpenID4VCI 1.0 "Sending Credential Offer by Reference"', credentialOffer(context)),
    post('/token', 'OpenID4VCI 1.0 "Token Endpoint"', limited(perMinute.token), tokenBody, token(context)),
    post('/nonce', 'OpenID4VCI 1.0 "Nonce Endpoint"', limited(perMinute.nonce), nonce(context)),
    post(
      '/credential',
      'OpenID4VCI 1.0 "Credential Endpoint"',
      limited(perMinute.credential), credentialBody, credential(context),
    ),
    get('/status-lists/:id', 'Token Status List -14 "Status List Request"', statusList(context)),

    post('/desk/offers', 'lab', desk, deskBody, deskOffers(context)),
    get('/desk/credentials', 'lab', desk, deskCredentials(context)),
    post('/desk/credentials/:id/status', 'lab', desk, deskBody, deskCredentialStatus(context)),
    post('/transfer-requests', 'lab', limited(perMinute.transferRequest), transferBody, transferRequest(context)),

    get('/', 'lab', home(context)),
    post('/counter', 'lab', limited(perMinute.counter), ownForm, counterBody, counter(context)),
    get('/counter/:id', 'lab', counterPage(context)),
    ...sharedRoutes(assets),
  ]
}

/** Handlers say which parameters their path has; Express itself takes them all. */
const route = (
  method: Route['method'],
  path: string,
  spec: string,
  handlers: readonly RequestHandler<never>[],
): Route => ({ method, path, spec, handlers: handlers as readonly RequestHandler[] })
