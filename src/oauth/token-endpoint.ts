import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { ProtocolError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import { seconds, type Seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import type { DpopErrorCode, DpopExpectations } from './dpop.ts'
import { parseJsonDocument } from './error-response.ts'
import { proveKey } from './proven-key.ts'

export const authorizationCodeGrant = 'authorization_code'
export const refreshTokenGrant = 'refresh_token'

/** RFC 6749 §5.2, RFC 9449 §5 and §8, RFC 9396 §14.6. */
export type TokenErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'invalid_authorization_details'
  | DpopErrorCode

export const refuseToken = (
  code: TokenErrorCode,
  description: string,
  cause?: unknown,
): ProtocolError<TokenErrorCode> => new ProtocolError(code, description, { cause })

/** The parameters of a token request, each at most once (RFC 6749 §3.2); unknown ones are ignored by who reads them. */
export type TokenParameters = Readonly<Record<string, string>>

/** RFC 6749 §5.1 with the token type of RFC 9449 §5 and the details of RFC 9396 §7. */
export interface TokenResponse {
  readonly access_token: string
  readonly token_type: 'DPoP'
  /** Seconds until the token is worth nothing. */
  readonly expires_in?: number
  readonly refresh_token?: string
  readonly scope?: string
  /** What each type of details means is for who asked. */
  readonly authorization_details?: readonly JsonObject[]
}

export const makeTokenResponse = (
  accessToken: string,
  lifetime: Seconds,
  further: Pick<TokenResponse, 'refresh_token' | 'scope' | 'authorization_details'>,
): TokenResponse => ({
  access_token: accessToken,
  token_type: 'DPoP',
  expires_in: lifetime,
  ...further,
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
 * @throws ProtocolError<TokenErrorCode> `invalid_dpop_proof`, `use_dpop_nonce`
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
  return proveKey(dpopProof, expected, onBug)
}

/** The client's half of RFC 6749 §4.1.3 with RFC 7636 §4.5. */
export const makeAuthorizationCodeTokenRequest = ({ code, redirectUri, codeVerifier, clientId }: {
  readonly code: string
  readonly redirectUri: string
  readonly codeVerifier: string
  readonly clientId: string
}): TokenParameters => ({
  grant_type: authorizationCodeGrant,
  code,
  redirect_uri: redirectUri,
  code_verifier: codeVerifier,
  client_id: clientId,
})

/** The client's half of RFC 6749 §6. @param scope at most what was granted; left out, the same as before */
export const makeRefreshTokenRequest = ({ refreshToken, clientId, scope }: {
  readonly refreshToken: string
  readonly clientId: string
  readonly scope?: string
}): TokenParameters => ({
  grant_type: refreshTokenGrant,
  refresh_token: refreshToken,
  client_id: clientId,
  ...(scope !== undefined && { scope }),
})

/**
 * The client's half: asks for a token.
 *
 * @param parameters among them `grant_type`
 * @param headers by which the client authenticates, if it does so by headers
 */
export const tokenRequest = ({ endpoint, parameters, dpopProof, headers = {} }: {
  readonly endpoint: string
  readonly parameters: TokenParameters
  readonly dpopProof: string
  readonly headers?: Readonly<Record<string, string>>
}): OutboundRequest => ({
  url: endpoint,
  method: 'POST',
  accept: 'application/json',
  contentType: 'application/x-www-form-urlencoded',
  headers: { ...headers, DPoP: dpopProof },
  body: new URLSearchParams(parameters).toString(),
  maxBytes: 50_000,
  timeout: seconds(10),
})

const printable = z.string().regex(/^[\x21-\x7e]+$/, 'must be printable without spaces')

const tokenResponseSchema = z.object({
  access_token: printable,
  token_type: z.string().regex(/^dpop$/i, 'must be DPoP: a token that is not bound to our key is not accepted'),
  expires_in: z.number().int().positive().optional(),
  refresh_token: printable.optional(),
  scope: z.string().optional(),
  authorization_details: z.array(z.record(z.string(), z.json())).optional(),
})

/**
 * @throws RequestRefused with the error code of the authorization server; see `requiredDpopNonce` for the one that asks
 * for a retry
 * @throws CheckFailed if the answer is no token response, or its token is not bound to the key
 */
export function processTokenResponse(document: FetchedDocument): TokenResponse {
  const parsed = tokenResponseSchema.safeParse(parseJsonDocument(document, 'token response'))
  if (!parsed.success) throw new CheckFailed(`not a token response: ${z.prettifyError(parsed.error)}`, {}, parsed.error)
  return { ...parsed.data, token_type: 'DPoP' } as TokenResponse
}
