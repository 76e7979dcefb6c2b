import type { RequestHandler } from 'express'
import { equalSecrets } from '../base/bytes.ts'
import { ProtocolError } from '../base/errors.ts'
import { singleHeader } from './single-header.ts'

/**
 * Lets only those pass who know the token of this desk — RFC 6750 §2.1 "Authorization Request Header Field". Others get
 * 401 with `WWW-Authenticate`, which names an error only if a token was sent (§3.1).
 *
 * @throws RangeError at once, if the desk's own token is empty
 */
export function deskAccess(token: string): RequestHandler {
  if (token === '') throw new RangeError('the token of a desk must not be empty')
  return (req, _res, next) => {
    const sent = bearerToken(singleHeader(req, 'Authorization'))
    if (sent === undefined) throw unauthorized('send the token of this desk as Authorization: Bearer', challenge)
    if (!equalSecrets(sent, token)) throw unauthorized('the token is wrong', `${challenge}, error="invalid_token"`)
    next()
  }
}

const challenge = 'Bearer realm="desk"'

/** The token of an `Authorization: Bearer …` header; undefined if it is absent or of another scheme. */
export const bearerToken = (authorization: string | undefined): string | undefined =>
  /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1]

const unauthorized = (description: string, authenticate: string): ProtocolError =>
  new ProtocolError('invalid_token', description, { status: 401, headers: { 'WWW-Authenticate': authenticate } })
