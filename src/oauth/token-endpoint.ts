import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { ProtocolError } from '../base/errors.ts'
import { seconds, type Seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { decodeDpopProof, dpopChecks, dpopFault, verifyDpop, type DpopExpectations } from './dpop.ts'
import { parseJsonDocument } from './error-response.ts'

/** RFC 6749 §5.2, RFC 9449 §5 and §8. */
export type TokenErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'

export const refuseToken = (
  code: TokenErrorCode,
  description: string,
  cause?: unknown,
): ProtocolError<TokenErrorCode> => new ProtocolError(code, description, { cause })

/** The parameters of a token request, each at most once (RFC 6749 §3.2); unknown ones are ignored by who reads them. */
export type TokenParameters = Readonly<Record<string, string>>

/** RFC 6749 §5.1 with the token type of RFC 9449 §5. */
export interface TokenResponse {
  readonly access_token: string
  readonly token_type: 'DPoP'
  /** Seconds until the token is worth nothing. */
  readonly expires_in?: number
}

export const makeTokenResponse = (accessToken: string, lifetime: Seconds): TokenResponse => ({
  access_token: accessToken,
  token_type: 'DPoP',
  expires_in: lifetime,
})

/** @throws ProtocolError<TokenErrorCode> if `grant_type` is missing; what it names is judged by the table of grants */
export function grantTypeOf(parameters: TokenParameters): string {
  const grantType = parameters['grant_type']
  if (grantType === undefined || grantType === '') throw refuseToken('invalid_request', 'grant_type is missing')
  return grantType
}

/**
 * A token request must come with a DPoP proof here — RFC 9449 §5, required by HAIP 1.0 "OpenID for Verifiable
 * Credential Issuance".
 *
 * @returns the thumbprint of the proof's key, for the token to be bound to
 * @throws ProtocolError<TokenErrorCode> `invalid_dpop_proof`
 */
export async function proveTokenKey(
  dpopProof: string | undefined,
  expected: DpopExpectations,
  onBug: (error: unknown) => void,
): Promise<{ readonly jkt: string }> {
  if (dpopProof === undefined) {
    throw refuseToken(
      'invalid_dpop_proof', 'Send a DPoP proof in the DPoP header: access tokens here are bound to a key',
    )
  }
  const verdict = await verifyDpop(decoded(dpopProof, expected), dpopChecks, onBug)
  if (!verdict.accepted) throw refuseToken('invalid_dpop_proof', dpopFault(verdict))
  return verdict.value
}

function decoded(proof: string, expected: DpopExpectations) {
  try {
    return decodeDpopProof(proof, expected)
  } catch (error) {
    if (error instanceof CheckFailed) {
      throw refuseToken('invalid_dpop_proof', `The DPoP proof is ${error.message}`, error)
    }
    throw error
  }
}

/** The client's half: asks for a token. @param parameters among them `grant_type` */
export const tokenRequest = ({ endpoint, parameters, dpopProof }: {
  readonly endpoint: string
  readonly parameters: TokenParameters
  readonly dpopProof: string
}): OutboundRequest => ({
  url: endpoint,
  method: 'POST',
  accept: 'application/json',
  contentType: 'application/x-www-form-urlencoded',
  headers: { DPoP: dpopProof },
  body: new URLSearchParams(parameters).toString(),
  maxBytes: 50_000,
  timeout: seconds(10),
})

const tokenResponseSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/, 'must be printable without spaces'),
  token_type: z.string().regex(/^dpop$/i, 'must be DPoP: a token that is not bound to our key is not accepted'),
  expires_in: z.number().int().positive().optional(),
})

/**
 * @throws RequestRefused with the error code of the authorization server; see `requiredDpopNonce` for the one that asks
 * for a retry
 * @throws CheckFailed if the answer is no token response, or its token is not bound to the key
 */
export function processTokenResponse(document: FetchedDocument): TokenResponse {
  const parsed = tokenResponseSchema.safeParse(parseJsonDocument(document, 'token response'))
  if (!parsed.success) throw new CheckFailed(`not a token response: ${z.prettifyError(parsed.error)}`, {}, parsed.error)
  const { access_token, expires_in } = parsed.data
  return { access_token, token_type: 'DPoP', ...(expires_in !== undefined && { expires_in }) }
}
