import { CheckFailed } from '../base/checks.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'
import { readAccessToken, type RevokedGrants, type TokenBinding } from './access-token.ts'
import { boundDpopChecks, decodeDpopProof, dpopFault, verifyDpop, type DpopExpectations } from './dpop.ts'
import { accessRefused, authorizationRequired, nonceRequired } from './www-authenticate.ts'

export interface ProtectedResourceRequest extends DpopExpectations {
  /** The `Authorization` and `DPoP` headers as they came; undefined if absent. A repeated header never gets here. */
  readonly authorization: string | undefined
  readonly dpopProof: string | undefined
}

/**
 * Checks that a request may use the access token it brings — RFC 9449 §7.1: scheme `DPoP` in any case, a known token, a
 * proof for this token, method and address by the key that the token is bound to, with a nonce of this server (§9).
 * `Bearer` is refused (§7.2).
 *
 * @returns what the token allows
 * @throws ProtocolError<ResourceErrorCode> with the `WWW-Authenticate` challenge
 */
export async function authorizeRequest<Grant extends TokenBinding>(
  { authorization, dpopProof, ...expected }: ProtectedResourceRequest,
  tokens: { readonly accessTokens: OneTimeStore<Grant>; readonly revokedGrants: RevokedGrants },
  onBug: (error: unknown) => void,
): Promise<Grant> {
  const accessToken = presentedToken(authorization)
  if (dpopProof === undefined) throw accessRefused('invalid_dpop_proof', 'Send a DPoP proof in the DPoP header')

  const grant = await readAccessToken(tokens, accessToken)
  if (!grant) throw accessRefused('invalid_token', 'The access token is unknown, expired or revoked; ask for a new one')

  const verdict = await verifyDpop(
    decoded(dpopProof, { ...expected, accessToken, boundTo: grant.jkt }), boundDpopChecks, onBug,
  )
  if (verdict.accepted) return grant
  const { code, description } = dpopFault(verdict)
  if (code === 'use_dpop_nonce') throw nonceRequired(description, expected.nonces.current(expected.now))
  throw accessRefused(code, description)
}

function presentedToken(authorization: string | undefined): string {
  if (authorization === undefined) throw authorizationRequired('Send the access token as Authorization: DPoP')
  const [, scheme, accessToken] = /^([A-Za-z]+) +([A-Za-z0-9\-._~+/]+=*)$/.exec(authorization) ?? []
  if (scheme === undefined || accessToken === undefined) {
    throw accessRefused('invalid_request', 'The Authorization header is not a scheme and a token')
  }
  if (scheme.toLowerCase() !== 'dpop') {
    throw accessRefused('invalid_token', 'The access token is bound to a key; send it with the scheme DPoP and a proof')
  }
  return accessToken
}

function decoded<Expected extends DpopExpectations>(proof: string, expected: Expected) {
  try {
    return decodeDpopProof(proof, expected)
  } catch (error) {
    if (error instanceof CheckFailed) {
      throw accessRefused('invalid_dpop_proof', `The DPoP proof is ${error.message}`, error)
    }
    throw error
  }
}
