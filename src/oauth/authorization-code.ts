import { sha256Base64url } from '../base/bytes.ts'
import { token, type Random } from '../base/random.ts'
import { after, seconds, type EpochSeconds, type Seconds } from '../base/time.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'
import { revokeGrant, type RevokedGrants } from './access-token.ts'
import type { AuthorizationRequest } from './authorization-request.ts'
import { verifiesChallenge } from './pkce.ts'
import { refuseToken, type TokenParameters } from './token-endpoint.ts'

/** FAPI 2.0 Security Profile: a code lives at most 60 seconds, and at that instant it is gone. */
export const authorizationCodeLifetime = seconds(60)

/** What every code is bound to: the request that it answers. */
export interface CodeBinding {
  readonly grant_id: string
  readonly request: AuthorizationRequest
}

export interface AuthorizationCodes<Grant extends CodeBinding> {
  readonly codes: OneTimeStore<Grant>
  /** Which grant a code was for, kept longer than the code: a code that comes again takes back what it gave. */
  readonly grantsOfCodes: OneTimeStore<string>
  readonly revokedGrants: RevokedGrants
}

/**
 * A code of 256 random bits, kept under its SHA-256.
 *
 * @param tokensLast how long what comes of it can last, if it is refreshed once more at the very end
 */
export async function issueAuthorizationCode<Grant extends CodeBinding>(
  { codes, grantsOfCodes }: AuthorizationCodes<Grant>,
  grant: Grant,
  { now, tokensLast, random }: { readonly now: EpochSeconds; readonly tokensLast: Seconds; readonly random: Random },
): Promise<string> {
  const code = token(random, 'ac_')
  const key = sha256Base64url(code)
  await grantsOfCodes.put(key, grant.grant_id, after(now, tokensLast))
  await codes.put(key, grant, after(now, authorizationCodeLifetime))
  return code
}

/** RFC 6749 §4.1.3, RFC 7636 §4.5. */
export interface AuthorizationCodeTokenRequest {
  readonly code: string
  readonly redirect_uri: string
  readonly code_verifier: string
}

/** @throws ProtocolError<TokenErrorCode> */
export function parseAuthorizationCodeTokenRequest(parameters: TokenParameters): AuthorizationCodeTokenRequest {
  const { code, redirect_uri, code_verifier } = parameters
  if (code === undefined || code === '') throw refuseToken('invalid_request', 'code is missing')
  if (redirect_uri === undefined) throw refuseToken('invalid_request', 'redirect_uri is missing')
  if (code_verifier === undefined) throw refuseToken('invalid_grant', 'code_verifier is missing: PKCE is required')
  return { code, redirect_uri, code_verifier }
}

/**
 * Redeems a code. A request that does not fit leaves the code as it was, for its own client; a code that was redeemed
 * before takes back every token that came of it — RFC 6749 §4.1.2, RFC 9700 §4.5.
 *
 * @param from the client that authenticated, and the key of its DPoP proof
 * @throws ProtocolError<TokenErrorCode> `invalid_grant`, or `invalid_dpop_proof` for another key than the code's
 */
export async function redeemAuthorizationCode<Grant extends CodeBinding>(
  store: AuthorizationCodes<Grant>,
  { code, redirect_uri, code_verifier }: AuthorizationCodeTokenRequest,
  from: { readonly clientId: string; readonly jkt: string },
  { now, tokensLast }: { readonly now: EpochSeconds; readonly tokensLast: Seconds },
): Promise<Grant> {
  const key = sha256Base64url(code)
  const grant = await store.codes.peek(key)
  if (!grant) return reused(store, key, after(now, tokensLast))
  const { request } = grant
  if (request.client_id !== from.clientId) throw unusable()
  if (request.redirect_uri !== redirect_uri) {
    throw refuseToken('invalid_grant', 'redirect_uri is not the one of the authorization request')
  }
  if (!verifiesChallenge(code_verifier, request.code_challenge)) {
    throw refuseToken('invalid_grant', 'code_verifier does not belong to the code_challenge')
  }
  if (request.dpop_jkt !== null && request.dpop_jkt !== from.jkt) {
    throw refuseToken('invalid_dpop_proof', 'The code is bound to another key than the one of the DPoP proof')
  }
  return (await store.codes.take(key)) ?? reused(store, key, after(now, tokensLast))
}

async function reused<Grant extends CodeBinding>(
  { grantsOfCodes, revokedGrants }: AuthorizationCodes<Grant>,
  key: string,
  until: EpochSeconds,
): Promise<never> {
  const grantId = await grantsOfCodes.peek(key)
  if (grantId !== undefined) await revokeGrant(revokedGrants, grantId, until)
  throw unusable()
}

/** Unknown, used, expired and somebody else's are one answer, so that nobody learns which. */
const unusable = () =>
  refuseToken('invalid_grant', 'code is unknown, used, expired or not yours; ask for authorization again')
