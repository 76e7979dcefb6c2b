import type { RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit as expressRateLimit } from 'express-rate-limit'
import { ProtocolError } from '../base/errors.ts'

/**
 * Lets one client (an IPv4 address, an IPv6 network) send `perMinute` requests in a minute; further ones are 429 with
 * `code` and `Retry-After`. Each use counts for itself.
 */
export const rateLimit = ({ perMinute, code }: { perMinute: number; code: string }): RequestHandler =>
  expressRateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: false,
    keyGenerator: (req) => ipKeyGenerator(req.ip ?? ''),
    handler: (_req, _res, next) => next(tooMany(code)),
  })

const tooMany = (code: string): ProtocolError =>
  new ProtocolError(code, 'too many requests; wait a minute and try again', {
    status: 429,
    headers: { 'Retry-After': '60' },
  })
