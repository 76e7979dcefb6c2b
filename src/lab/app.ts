import type { Express } from 'express'
import { assets } from '../html/assets.ts'
import { makeApp, type Route } from '../http/app.ts'
import { formBody } from '../http/request-body.ts'
import { sameOrigin } from '../http/same-origin.ts'
import { sharedRoutes } from '../http/shared-routes.ts'
import type { LabContext } from './context.ts'
import { landing } from './endpoints/landing.ts'
import { proceedRun, showRun, startRun } from './endpoints/runs.ts'

/** The lab's own site: the front page and the stories. */
export function makeLabApp(context: LabContext): Express {
  const form = [sameOrigin(context.baseUrl), formBody({ maxBytes: 1_000, code: 'invalid_request' })]
  const routes: readonly Route[] = [
    { method: 'get', path: '/', spec: 'lab', handlers: [landing(context)] },
    { method: 'post', path: '/runs', spec: 'lab', handlers: [...form, startRun(context)] },
    { method: 'get', path: '/runs/:id', spec: 'lab', handlers: [showRun(context)] },
    { method: 'post', path: '/runs/:id/step', spec: 'lab', handlers: [...form, proceedRun(context, 'step')] },
    { method: 'post', path: '/runs/:id/rest', spec: 'lab', handlers: [...form, proceedRun(context, 'whole')] },
    ...sharedRoutes(assets),
  ]
  return makeApp({ log: context.log, routes, basePath: '', trustProxy: false })
}
