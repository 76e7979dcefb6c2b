import { ProtocolError } from '../base/errors.ts'

/** OpenID4VP 1.0 "Error Response", with the codes of RFC 6749 §4.1.2.1 that fit `response_type=vp_token`: what a Wallet sends. */
export const authorizationErrorCodes = [
  'invalid_request',
  'invalid_client',
  'access_denied',
  'unauthorized_client',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'vp_formats_not_supported',
  'invalid_request_uri_method',
  'invalid_transaction_data',
  'wallet_unavailable',
] as const
export type AuthorizationErrorCode = (typeof authorizationErrorCodes)[number]

/**
 * What the Verifier's endpoints answer. The specification registers no codes for them; these are RFC 6749's words where one
 * fits. `not_found`: no such request; `expired`: it was there and is over.
 */
export type VerifierErrorCode = 'invalid_request' | 'not_found' | 'expired' | 'temporarily_unavailable'

export const refuse = (
  code: VerifierErrorCode,
  description: string,
  cause?: unknown,
): ProtocolError<VerifierErrorCode> => new ProtocolError(code, description, { status: statusOf[code], cause })

const statusOf = { invalid_request: 400, not_found: 404, expired: 410, temporarily_unavailable: 503 } as const
