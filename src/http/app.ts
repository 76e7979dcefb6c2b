import express, { Router, type Express, type RequestHandler } from 'express'
import { ProtocolError } from '../base/errors.ts'
import type { Log } from '../base/log.ts'
import { protocolErrors, routeOf, type ErrorPage } from './protocol-errors.ts'
import { securityHeaders } from './security-headers.ts'
import { parseQuery, wellFormedTarget } from './single-query.ts'

/** One line of a service's table of endpoints. */
export interface Route {
  readonly method: 'get' | 'post'
  /** Below `basePath`, except that a path under `/.well-known/` is counted from the origin (RFC 8615). */
  readonly path: string
  /** Where the endpoint is specified: specification, version, heading in quotes; `lab` for our own. */
  readonly spec: string
  readonly handlers: readonly RequestHandler[]
}

export interface AppParts {
  readonly log: Log
  readonly routes: readonly Route[]
  /** The path of the public base URL: `''` or `/x`. A reverse proxy passes it on unchanged. */
  readonly basePath: string
  /** Which proxies may say who the client is (Express "trust proxy"): `false` none, `true` the one before us. */
  readonly trustProxy: boolean | number | string
  /** Origins besides our own that a form may lead to. */
  readonly formAction?: readonly string[]
  readonly errorPage?: ErrorPage
}

/**
 * A service as an Express application: security headers, the table of routes, coded errors. An unknown path is 404
 * `not_found`, a known one with another method 405 `method_not_allowed` with `Allow`.
 */
export function makeApp({ log, routes, basePath, trustProxy, formAction = [], errorPage }: AppParts): Express {
  const app = express()
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing')
  app.set('trust proxy', trustProxy === true ? 1 : trustProxy).set('query parser', parseQuery)

  app.use(securityHeaders(formAction), logRequests(log), wellFormedTarget)
  app.use(routerFor(routes.filter(isWellKnown)))
  app.use(basePath === '' ? '/' : basePath, routerFor(routes.filter((route) => !isWellKnown(route))))
  app.use(notFound, protocolErrors(log, errorPage))
  return app
}

const isWellKnown = ({ path }: Route): boolean => path.startsWith('/.well-known/')

function routerFor(routes: readonly Route[]): Router {
  const router = Router({ caseSensitive: true })
  for (const { method, path, handlers } of routes) router[method](path, ...handlers)
  for (const path of new Set(routes.map((route) => route.path))) router.all(path, otherMethod(allowed(routes, path)))
  return router
}

const allowed = (routes: readonly Route[], path: string): string =>
  ['get', 'post']
    .filter((method) => routes.some((route) => route.path === path && route.method === method))
    .flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : ['POST']))
    .concat('OPTIONS')
    .join(', ')

const otherMethod =
  (allow: string): RequestHandler =>
  (req, res) => {
    if (req.method === 'OPTIONS') return void res.status(204).set('Allow', allow).end()
    const description = `this address takes ${allow}`
    throw new ProtocolError('method_not_allowed', description, { status: 405, headers: { Allow: allow } })
  }

const notFound: RequestHandler = () => {
  throw new ProtocolError('not_found', 'there is nothing at this address', { status: 404 })
}

const logRequests =
  (log: Log): RequestHandler =>
  (req, res, next) => {
    res.once('finish', () => log.info('answered', { method: req.method, route: routeOf(req), status: res.statusCode }))
    next()
  }
