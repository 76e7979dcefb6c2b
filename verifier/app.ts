import type { Express, RequestHandler } from 'express'
import { makeApp, type Route } from '../src/http/app.ts'
import { deskAccess } from '../src/http/desk-access.ts'
import { rateLimit } from '../src/http/rate-limit.ts'
import { formBody, jsonBody } from '../src/http/request-body.ts'
import { sameOrigin } from '../src/http/same-origin.ts'
import { sharedRoutes } from '../src/http/shared-routes.ts'
import { assets } from '../src/html/assets.ts'
import type { VerifierContext } from './context.ts'
import { deskRequest, deskRequests } from './endpoints/desk-requests.ts'
import { deskTransferRequests } from './endpoints/desk-transfer-requests.ts'
import { errorPage } from './endpoints/error-page.ts'
import { landing } from './endpoints/landing.ts'
import { present } from './endpoints/present.ts'
import { receipt } from './endpoints/receipt.ts'
import { requestObjectEndpoint } from './endpoints/request-object.ts'
import { requestPage } from './endpoints/request-page.ts'
import { responseEndpoint } from './endpoints/response.ts'
import { result } from './endpoints/result.ts'
import { limits } from './limits.ts'

/** The verifier as an Express application, ready to be served. */
export function makeVerifierApp(context: VerifierContext): Express {
  const basePath = new URL(context.baseUrl).pathname.replace(/\/$/, '')
  return makeApp({
    log: context.log,
    routes: verifierRoutes(context),
    basePath,
    trustProxy: context.trustProxy,
    errorPage: errorPage(context),
  })
}

/** Every endpoint, with the heading that it implements. */
export function verifierRoutes(context: VerifierContext): readonly Route[] {
  const code = 'invalid_request'
  const desk = deskAccess(context.deskToken)
  const deskBody = jsonBody({ maxBytes: limits.deskBytes, code })
  const ownForm = sameOrigin(new URL(context.baseUrl))
  const limited = rateLimit({ perMinute: limits.perMinute, code: 'too_many_requests' })
  return [
    get('/requests/:id/request-object', 'OpenID4VP 1.0 "Request URI Response"', requestObjectEndpoint(context)),
    post(
      '/responses/:id',
      'OpenID4VP 1.0 "Response Mode direct_post.jwt"',
      limited,
      formBody({ maxBytes: limits.responseBytes, code }),
      responseEndpoint(context),
    ),
    get('/result', 'OpenID4VP 1.0 "Session Fixation"', result(context)),
    get('/receipts/:id', 'lab', receipt(context)),

    post('/api/requests', 'lab', desk, deskBody, deskRequests(context)),
    get('/api/requests/:id', 'lab', desk, deskRequest(context)),
    post('/api/transfer-requests', 'lab', desk, deskBody, deskTransferRequests(context)),

    get('/', 'lab', landing(context)),
    post('/present', 'lab', limited, ownForm, formBody({ maxBytes: limits.formBytes, code }), present(context)),
    get('/requests/:id', 'lab', requestPage(context)),
    ...sharedRoutes(assets),
  ]
}

const get = (path: string, spec: string, ...handlers: readonly RequestHandler<never>[]): Route =>
  route('get', path, spec, handlers)
const post = (path: string, spec: string, ...handlers: readonly RequestHandler<never>[]): Route =>
  route('post', path, spec, handlers)

/** Handlers say which parameters their path has; Express itself takes them all. */
const route = (
  method: Route['method'],
  path: string,
  spec: string,
  handlers: readonly RequestHandler<never>[],
): Route => ({
  method,
  path,
  spec,
  handlers: handlers as readonly RequestHandler[],
})
