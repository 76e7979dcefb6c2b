import type { Express, RequestHandler } from 'express'
import { makeApp, type Route } from '../src/http/app.ts'
import { rateLimit } from '../src/http/rate-limit.ts'
import { formBody, textBody } from '../src/http/request-body.ts'
import { sameOrigin } from '../src/http/same-origin.ts'
import { sharedRoutes } from '../src/http/shared-routes.ts'
import { assets } from '../src/html/assets.ts'
import { authorizationRoutes } from './authorization-routes.ts'
import type { IssuerContext } from './context.ts'
import { deskRoutes } from './desk-routes.ts'
import { counter, counterPage } from './endpoints/counter.ts'
import { errorPage } from './endpoints/error-page.ts'
import { home } from './endpoints/home.ts'
import { transferRequest } from './endpoints/transfer-request.ts'
import { issuanceRoutes } from './issuance-routes.ts'
import { limits } from './limits.ts'
import { get, post } from './route.ts'

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
  const ownForm = sameOrigin(new URL(context.config.credentialIssuer))
  const counterBody = formBody({ maxBytes: body.form, code: 'invalid_request' })
  const transferBody = textBody({
    maxBytes: body.transferRequest, code: 'invalid_request', contentType: 'application/jwt',
  })
  const limited = (perMinute: number): RequestHandler => rateLimit({ perMinute, code: 'too_many_requests' })
  return [
    ...issuanceRoutes(context, basePath),
    ...authorizationRoutes(context, basePath),
    ...deskRoutes(context),
    post('/transfer-requests', 'lab', limited(perMinute.transferRequest), transferBody, transferRequest(context)),

    get('/', 'lab', home(context)),
    post('/counter', 'lab', limited(perMinute.counter), ownForm, counterBody, counter(context)),
    get('/counter/:id', 'lab', counterPage(context)),
    ...sharedRoutes(assets),
  ]
}
