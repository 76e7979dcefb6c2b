import { CheckFailed } from '../base/checks.ts'
import { ProtocolError } from '../base/errors.ts'
import type { DpopErrorCode } from './dpop.ts'
import { isCodeChallenge } from './pkce.ts'
import { confirmRedirectUri } from './redirect-uri.ts'
import type { TokenParameters } from './token-endpoint.ts'

/** RFC 6749 §4.1.2.1, RFC 9126 §2.3, RFC 9396 §5, RFC 9449 §10.1. */
export type AuthorizationErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'invalid_authorization_details'
  | DpopErrorCode

export const refuseAuthorization = (
  code: AuthorizationErrorCode,
  description: string,
  cause?: unknown,
): ProtocolError<AuthorizationErrorCode> => new ProtocolError(code, description, { cause })

/** What every authorization request here has, whatever is asked for: RFC 6749 §4.1.1, RFC 7636 §4.3, RFC 9449 §10. */
export interface AuthorizationRequest {
  readonly client_id: string
  readonly redirect_uri: string
  readonly state: string | null
  /** Method `S256`. */
  readonly code_challenge: string
  /** Thumbprint of the key that the code will be bound to; null leaves the binding to the token request. */
  readonly dpop_jkt: string | null
}

/** Longer than anybody needs; an answer has to fit into an address. */
const longestState = 2000

/**
 * Reads the parameters that came to the pushed authorization request endpoint; unknown ones are ignored.
 *
 * @param client who authenticated, and which redirect URIs are registered for it (null: none, it is attested only)
 * @param provenKey thumbprint of the key of the DPoP proof that came along; undefined if none did
 * @throws ProtocolError<AuthorizationErrorCode>
 */
export function parseAuthorizationRequest(
  parameters: TokenParameters,
  { client, provenKey, development }: {
    readonly client: { readonly clientId: string; readonly redirectUris: readonly string[] | null }
    readonly provenKey: string | undefined
    readonly development: boolean
  },
): AuthorizationRequest {
  if (parameters['request_uri'] !== undefined) {
    throw refuseAuthorization('invalid_request', 'request_uri is made here; send the parameters themselves')
  }
  if (parameters['request'] !== undefined) {
    throw refuseAuthorization('invalid_request', 'Request objects are not taken here; send the parameters themselves')
  }
  confirmClient(parameters, client.clientId)
  confirmResponseType(parameters)
  return {
    client_id: client.clientId,
    redirect_uri: redirectUriOf(parameters, { registered: client.redirectUris, development }),
    state: stateOf(parameters),
    code_challenge: codeChallengeIn(parameters),
    dpop_jkt: boundKey(parameters, provenKey),
  }
}

function confirmClient({ client_id }: TokenParameters, clientId: string): void {
  if (client_id === undefined) throw refuseAuthorization('invalid_request', 'client_id is missing')
  if (client_id !== clientId) {
    throw refuseAuthorization('invalid_client', 'client_id is not the client that authenticated')
  }
}

function confirmResponseType({ response_type, response_mode = 'query' }: TokenParameters): void {
  if (response_type === undefined) throw refuseAuthorization('invalid_request', 'response_type is missing')
  if (response_type !== 'code') throw refuseAuthorization('unsupported_response_type', 'response_type must be code')
  if (response_mode !== 'query') throw refuseAuthorization('invalid_request', 'response_mode must be query')
}

function redirectUriOf(
  { redirect_uri }: TokenParameters,
  allowed: { readonly registered: readonly string[] | null; readonly development: boolean },
): string {
  if (redirect_uri === undefined) throw refuseAuthorization('invalid_request', 'redirect_uri is missing')
  try {
    confirmRedirectUri(redirect_uri, allowed)
    return redirect_uri
  } catch (error) {
    if (error instanceof CheckFailed) throw refuseAuthorization('invalid_request', error.message, error)
    throw error
  }
}

function stateOf({ state }: TokenParameters): string | null {
  if (state !== undefined && state.length > longestState) {
    throw refuseAuthorization('invalid_request', `state may have at most ${longestState} characters`)
  }
  return state ?? null
}

function codeChallengeIn({ code_challenge, code_challenge_method }: TokenParameters): string {
  if (code_challenge === undefined) {
    throw refuseAuthorization('invalid_request', 'code_challenge is missing: PKCE is required')
  }
  if (code_challenge_method !== 'S256') {
    throw refuseAuthorization('invalid_request', 'code_challenge_method must be S256')
  }
  if (!isCodeChallenge(code_challenge)) {
    throw refuseAuthorization('invalid_request', 'code_challenge must be a SHA-256 hash as base64url')
  }
  return code_challenge
}

function boundKey({ dpop_jkt }: TokenParameters, provenKey: string | undefined): string | null {
  if (dpop_jkt !== undefined && !/^[A-Za-z0-9_-]{43}$/.test(dpop_jkt)) {
    throw refuseAuthorization('invalid_request', 'dpop_jkt must be a JWK thumbprint with SHA-256')
  }
  if (dpop_jkt !== undefined && provenKey !== undefined && dpop_jkt !== provenKey) {
    throw refuseAuthorization('invalid_dpop_proof', 'dpop_jkt is not the key of the DPoP proof')
  }
  return dpop_jkt ?? provenKey ?? null
}

/** The client's half: what it pushes. Exactly one of `scope` and `authorizationDetails` says what it asks for. */
export const makeAuthorizationRequest = (
  { clientId, redirectUri, scope, authorizationDetails, state, codeChallenge, issuerState, dpopJkt }: {
    readonly clientId: string
    readonly redirectUri: string
    readonly scope?: string
    /** JSON text — RFC 9396 §2. */
    readonly authorizationDetails?: string
    readonly state: string
    readonly codeChallenge: string
    /** `issuer_state` of the offer — OpenID4VCI 1.0 "Additional Request Parameters". */
    readonly issuerState?: string | undefined
    readonly dpopJkt?: string
  },
): TokenParameters => ({
  response_type: 'code',
  client_id: clientId,
  redirect_uri: redirectUri,
  state,
  code_challenge: codeChallenge,
  code_challenge_method: 'S256',
  ...(scope !== undefined && { scope }),
  ...(authorizationDetails !== undefined && { authorization_details: authorizationDetails }),
  ...(issuerState !== undefined && { issuer_state: issuerState }),
  ...(dpopJkt !== undefined && { dpop_jkt: dpopJkt }),
})

/** Where the client sends its holder — RFC 9126 §4: what was pushed is not said again. */
export function authorizationUrl(
  authorizationEndpoint: string,
  { clientId, requestUri }: { readonly clientId: string; readonly requestUri: string },
): string {
  const url = new URL(authorizationEndpoint)
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('request_uri', requestUri)
  return url.href
}
