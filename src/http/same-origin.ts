import type { RequestHandler } from 'express'
import { ProtocolError } from '../base/errors.ts'
import { singleHeader } from './single-header.ts'

/**
 * Refuses a form that another site made a browser send. Browsers say where a POST comes from: `Sec-Fetch-Site` (Fetch
 * Metadata Request Headers), or at least `Origin`. A client that sends neither is no browser; it has no cookie that
 * somebody else could make it use.
 */
export const sameOrigin =
  (baseUrl: URL): RequestHandler =>
  (req, _res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next()
    const site = singleHeader(req, 'Sec-Fetch-Site')
    const origin = singleHeader(req, 'Origin')
    const ownSite = site === undefined || site === 'same-origin' || site === 'none'
    const ownOrigin = origin === undefined || origin === baseUrl.origin || (origin === 'null' && site === 'same-origin')
    if (ownSite && ownOrigin) return next()
    throw new ProtocolError('cross_origin', 'this form was sent from another site; open it here', { status: 403 })
  }
