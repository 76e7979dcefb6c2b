import type { Express, RequestHandler } from 'express'
import { assets } from '../html/assets.ts'
import { makeApp, type Route } from '../http/app.ts'
import { deskAccess } from '../http/desk-access.ts'
import { rateLimit } from '../http/rate-limit.ts'
import { jsonBody } from '../http/request-body.ts'
import { sharedRoutes } from '../http/shared-routes.ts'
import type { WalletProviderContext } from './context.ts'
import { challenges } from './endpoints/challenges.ts'
import { clientAttestations } from './endpoints/client-attestations.ts'
import { deskInstances, deskInstanceStatus } from './endpoints/desk-instances.ts'
import { errorPage } from './endpoints/error-page.ts'
import { home } from './endpoints/home.ts'
import { instances } from './endpoints/instances.ts'
import { keyAttestations } from './endpoints/key-attestations.ts'
import { basePathOf } from './endpoints/shell.ts'
import { statusList } from './endpoints/status-list.ts'
import { limits } from './limits.ts'

/** The wallet provider: an API for its wallet, a status list for issuers, a desk, and one page for people. */
export function makeWalletProviderApp(context: WalletProviderContext): Express {
  const { config, log } = context
  return makeApp({
    log,
    routes: walletProviderRoutes(context),
    basePath: basePathOf(config.url),
    trustProxy: config.trustProxy ? 1 : false,
    errorPage: errorPage(config),
  })
}

/** Every endpoint, with the heading that it implements. */
export function walletProviderRoutes(context: WalletProviderContext): readonly Route[] {
  const { body, perMinute } = limits
  const limited = (most: number): RequestHandler => rateLimit({ perMinute: most, code: 'too_many_requests' })
  const wallet = [
    limited(perMinute.wallet),
    deskAccess(context.config.walletToken),
    jsonBody({ maxBytes: body.wallet, code: 'invalid_request' }),
  ]
  const desk = deskAccess(context.config.deskToken)
  const deskBody = jsonBody({ maxBytes: body.desk, code: 'invalid_request' })
  return [
    { method: 'post', path: '/challenges', spec: 'lab', handlers: [...wallet, challenges(context)] },
    { method: 'post', path: '/instances', spec: 'lab', handlers: [...wallet, instances(context)] },
    { method: 'post', path: '/client-attestations', spec: 'lab', handlers: [...wallet, clientAttestations(context)] },
    { method: 'post', path: '/key-attestations', spec: 'lab', handlers: [...wallet, keyAttestations(context)] },
    {
      method: 'get',
      path: '/status-lists/:id',
      spec: 'Token Status List -14 "Status List Request"',
      handlers: [limited(perMinute.statusList), statusList(context) as RequestHandler],
    },
    { method: 'get', path: '/desk/instances', spec: 'lab', handlers: [desk, deskInstances(context)] },
    {
      method: 'post',
      path: '/desk/instances/:id/status',
      spec: 'lab',
      handlers: [desk, deskBody, deskInstanceStatus(context) as RequestHandler],
    },
    { method: 'get', path: '/', spec: 'lab', handlers: [home(context)] },
    ...sharedRoutes(assets),
  ]
}
