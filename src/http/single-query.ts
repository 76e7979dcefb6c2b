import type { Request, RequestHandler } from 'express'
import { ProtocolError } from '../base/errors.ts'
import { checkPercentEncoding, checkText } from './well-formed-text.ts'

/**
 * A query parameter that may be there at most once — RFC 6749 §3.1.
 *
 * @throws ProtocolError `invalid_request` if it is repeated
 */
export function singleQuery(req: Pick<Request, 'query'>, name: string): string | undefined {
  const value: unknown = Object.hasOwn(req.query, name) ? req.query[name] : undefined
  if (value === undefined || typeof value === 'string') return value
  throw new ProtocolError('invalid_request', `send the query parameter ${name} only once`)
}

/** Refuses a request target that does not decode or repeats a query parameter, before any handler sees it. */
export const wellFormedTarget: RequestHandler = (req, _res, next) => {
  const [path = '', ...query] = req.url.split('?')
  try {
    checkPercentEncoding(path)
    checkPercentEncoding(query.join('?'))
    parseQuery(query.join('?'))
  } catch (cause) {
    throw new ProtocolError('invalid_request', `the address is refused: ${(cause as Error).message}`, { cause })
  }
  next()
}

/** For Express: an object without prototype, of strings. @throws SyntaxError if a parameter is repeated */
export function parseQuery(query: string): Record<string, string> {
  const parameters: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(query)) {
    checkText(name)
    if (name in parameters) throw new SyntaxError('a query parameter is repeated')
    parameters[name] = value
  }
  return parameters
}
