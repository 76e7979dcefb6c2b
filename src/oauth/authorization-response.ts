import { CheckFailed, confirm } from '../base/checks.ts'
import { equalSecrets } from '../base/bytes.ts'
import type { AuthorizationRequest } from './authorization-request.ts'

export type AuthorizationAnswer =
  | { readonly code: string }
  /** RFC 6749 §4.1.2.1 */
  | { readonly error: 'access_denied' | 'server_error' | 'temporarily_unavailable' }

/**
 * Where the browser goes back to — RFC 6749 §4.1.2 with `iss` (RFC 9207 §2) and, if one was sent, `state`; nothing
 * else. What the redirect URI already has stays as it is.
 */
export function authorizationResponseUrl(
  { redirect_uri, state }: Pick<AuthorizationRequest, 'redirect_uri' | 'state'>,
  answer: AuthorizationAnswer,
  issuer: string,
): string {
  const parameters = new URLSearchParams({ ...answer, ...(state !== null && { state }), iss: issuer })
  return `${redirect_uri}${redirect_uri.includes('?') ? '&' : '?'}${parameters}`
}

/** The answer, to a client that asked for it. Texts of the other party are data, never markup. */
export type AuthorizationOutcome =
  | { readonly outcome: 'code'; readonly code: string }
  | { readonly outcome: 'refused'; readonly error: string; readonly description: string }

/**
 * The client's half. An answer that does not belong to this request, or comes from another server, is no answer: RFC
 * 9700 §4.4 "Mix-Up Attacks", §4.7 "Cross-Site Request Forgery".
 *
 * @param query what the browser came back with
 * @param expected the `state` that was sent, and the issuer identifier of the server that was asked
 * @throws CheckFailed if `state` or `iss` is missing, repeated or another, or if it is no answer at all
 */
export function processAuthorizationResponse(
  query: URLSearchParams,
  { state, issuer }: { readonly state: string; readonly issuer: string },
): AuthorizationOutcome {
  const answered = single(query, 'state')
  confirm(answered !== undefined && equalSecrets(answered, state), 'state is missing or not the one that was sent')
  confirm(single(query, 'iss') === issuer, 'iss is missing or another authorization server', { expected: issuer })
  const [code, error] = [single(query, 'code'), single(query, 'error')]
  if (code !== undefined && code !== '' && error === undefined) return { outcome: 'code', code }
  if (error !== undefined && error !== '' && code === undefined) {
    const description = (single(query, 'error_description') ?? '').slice(0, 400)
    return { outcome: 'refused', error: error.slice(0, 200), description }
  }
  throw new CheckFailed('the authorization response has neither a code nor an error, or both')
}

function single(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name)
  confirm(values.length <= 1, `${name} is repeated`)
  return values[0]
}
