import { ProtocolError } from '../base/errors.ts'

/** RFC 6750 §3.1 and RFC 9449 §7.1: what is wrong with the access token or its proof. */
export type ResourceErrorCode = 'invalid_request' | 'invalid_token' | 'insufficient_scope' | 'invalid_dpop_proof'

const statuses: Readonly<Record<ResourceErrorCode, number>> = {
  invalid_request: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  invalid_dpop_proof: 401,
}

/** A request without any access token: 401 with a challenge that names no error — RFC 6750 §3.1. */
export const authorizationRequired = (description: string): ProtocolError<ResourceErrorCode> =>
  new ProtocolError('invalid_token', description, { status: 401, headers: { 'WWW-Authenticate': 'DPoP algs="ES256"' } })

/** A request whose access token or proof does not hold: the challenge of RFC 9449 §7.1 says why. */
export function accessRefused(
  code: ResourceErrorCode,
  description: string,
  cause?: unknown,
): ProtocolError<ResourceErrorCode> {
  const refusal = new ProtocolError(code, description, { cause })
  const challenge = `DPoP error="${code}", error_description="${refusal.message}", algs="ES256"`
  return new ProtocolError(code, description, {
    status: statuses[code],
    headers: { 'WWW-Authenticate': challenge },
    cause,
  })
}
