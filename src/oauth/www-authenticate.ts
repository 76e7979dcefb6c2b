import { ProtocolError } from '../base/errors.ts'

/** RFC 6750 §3.1 and RFC 9449 §7.1, §9: what is wrong with the access token or its proof. */
export type ResourceErrorCode =
  | 'invalid_request'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'

const statuses: Readonly<Record<ResourceErrorCode, number>> = {
  invalid_request: 400,
  invalid_token: 401,
  insufficient_scope: 403,
  invalid_dpop_proof: 401,
  use_dpop_nonce: 401,
}

/** A request without any access token: 401 with a challenge that names no error — RFC 6750 §3.1. */
export const authorizationRequired = (description: string): ProtocolError<ResourceErrorCode> =>
  new ProtocolError('invalid_token', description, { status: 401, headers: { 'WWW-Authenticate': 'DPoP algs="ES256"' } })

/** A proof without a nonce of this server: one comes along for the next proof — RFC 9449 §9. */
export const nonceRequired = (description: string, nonce: string): ProtocolError<ResourceErrorCode> =>
  refused('use_dpop_nonce', description, { headers: { 'DPoP-Nonce': nonce } })

/** A request whose access token or proof does not hold: the challenge of RFC 9449 §7.1 says why. */
export const accessRefused = (
  code: ResourceErrorCode,
  description: string,
  cause?: unknown,
): ProtocolError<ResourceErrorCode> => refused(code, description, { cause })

function refused(
  code: ResourceErrorCode,
  description: string,
  { headers = {}, cause }: { readonly headers?: Readonly<Record<string, string>>; readonly cause?: unknown },
): ProtocolError<ResourceErrorCode> {
  const refusal = new ProtocolError(code, description, { cause })
  const challenge = `DPoP error="${code}", error_description="${refusal.message}", algs="ES256"`
  return new ProtocolError(code, description, {
    status: statuses[code],
    headers: { ...headers, 'WWW-Authenticate': challenge },
    cause,
  })
}
