import type { Request } from 'express'
import { ProtocolError } from '../base/errors.ts'

/**
 * The value of a request header that must not be repeated, such as `Authorization` or `DPoP` (RFC 9449 §4.3 check 1).
 * Node itself would silently keep the first, or join them.
 *
 * @throws ProtocolError `invalid_request` if the request has more than one
 */
export function singleHeader(req: Pick<Request, 'headersDistinct'>, name: string): string | undefined {
  const values = req.headersDistinct[name.toLowerCase()] ?? []
  if (values.length > 1) throw new ProtocolError('invalid_request', `send the header ${name} only once`)
  return values[0]
}
