import type { Express, RequestHandler } from 'express'
import { assets } from '../html/assets.ts'
import { makeApp, type Route } from '../http/app.ts'
import { deskAccess } from '../http/desk-access.ts'
import { jsonBody } from '../http/request-body.ts'
import { sharedRoutes } from '../http/shared-routes.ts'
import type { SchemeOperatorContext } from './context.ts'
import { list } from './endpoints/list.ts'
import { listPage } from './endpoints/list-page.ts'
import { publishing } from './endpoints/publishing.ts'
import { registerPage } from './endpoints/register-page.ts'
import { serviceStatus } from './endpoints/service-status.ts'
import { basePathOf } from './endpoints/shell.ts'

/** The scheme operator of one jurisdiction: its signed list, two pages, and a desk. */
export function makeSchemeOperatorApp(context: SchemeOperatorContext): Express {
  const desk = [deskAccess(context.deskToken), jsonBody({ maxBytes: 1_000, code: 'invalid_request' })]
  const routes: readonly Route[] = [
    { method: 'get', path: context.profile.trustList.path, spec: 'ETSI TS 119 602 V1.1.1 "Distribution points"', handlers: [list(context)] },
    { method: 'get', path: '/', spec: 'lab', handlers: [registerPage(context)] },
    { method: 'get', path: '/list', spec: 'lab', handlers: [listPage(context)] },
    { method: 'post', path: '/desk/services/:id/status', spec: 'lab', handlers: [...desk, serviceStatus(context) as RequestHandler] },
    { method: 'post', path: '/desk/publishing', spec: 'lab', handlers: [...desk, publishing(context)] },
    ...sharedRoutes(assets),
  ]
  return makeApp({ log: context.log, routes, basePath: basePathOf(context.baseUrl), trustProxy: context.trustProxy })
}
