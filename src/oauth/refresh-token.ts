import { sha256Base64url } from '../base/bytes.ts'
import { token, type Random } from '../base/random.ts'
import { after, seconds, type EpochSeconds } from '../base/time.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'
import { isRevoked, type RevokedGrants } from './access-token.ts'
import { refuseToken, type TokenParameters } from './token-endpoint.ts'

/** After its successor was made, a token works this much longer: for the client that never got the answer. */
export const refreshTokenGrace = seconds(60)

/**
 * What every refresh token is bound to — Attestation-Based Client Authentication -07 "Refresh token binding"; never to
 * a DPoP key, which a client may change.
 */
export interface RefreshBinding {
  readonly grant_id: string
  readonly client_id: string
  /** Thumbprint of the key of the client's instance; null for a client that has no instances. */
  readonly instance_key: string | null
  readonly expires_at: EpochSeconds
}

export interface RefreshTokens<Grant extends RefreshBinding> {
  readonly tokens: OneTimeStore<Grant>
  /** Tokens that have a successor. */
  readonly rotated: OneTimeStore<never>
  /** Those of them whose grace is not over. */
  readonly inGrace: OneTimeStore<never>
  readonly revokedGrants: RevokedGrants
}

/** A token of 256 random bits, kept under its SHA-256 until {@link RefreshBinding.expires_at}. */
export async function issueRefreshToken<Grant extends RefreshBinding>(
  { tokens }: RefreshTokens<Grant>,
  grant: Grant,
  random: Random,
): Promise<string> {
  const refreshToken = token(random, 'rt_')
  await tokens.put(sha256Base64url(refreshToken), grant, grant.expires_at)
  return refreshToken
}

/** RFC 6749 §6. @throws ProtocolError<TokenErrorCode> */
export function parseRefreshTokenRequest({ refresh_token, scope }: TokenParameters): {
  readonly refresh_token: string
  readonly scope: string | undefined
} {
  if (refresh_token === undefined || refresh_token === '') {
    throw refuseToken('invalid_request', 'refresh_token is missing')
  }
  return { refresh_token, scope }
}

/**
 * Reads a refresh token for the client it belongs to, which has authenticated.
 *
 * @throws ProtocolError<TokenErrorCode> `invalid_grant`, one answer for unknown, expired, revoked and somebody else's
 */
export async function readRefreshToken<Grant extends RefreshBinding>(
  { tokens, rotated, inGrace, revokedGrants }: RefreshTokens<Grant>,
  refreshToken: string,
  from: { readonly clientId: string; readonly instanceKey: string | null },
): Promise<Grant> {
  const key = sha256Base64url(refreshToken)
  const grant = await tokens.peek(key)
  const own = grant !== undefined && grant.client_id === from.clientId && grant.instance_key === from.instanceKey
  if (!own || (await isRevoked(revokedGrants, grant.grant_id))) throw unusable()
  const over = (await rotated.peek(key)) !== undefined && (await inGrace.peek(key)) === undefined
  if (over) throw unusable()
  return grant
}

/** Begins the grace of a token that was just used. Its end comes from the first use: using it again adds nothing. */
export async function rotateRefreshToken<Grant extends RefreshBinding>(
  { rotated, inGrace }: RefreshTokens<Grant>,
  refreshToken: string,
  { expires_at }: Grant,
  now: EpochSeconds,
): Promise<void> {
  const key = sha256Base64url(refreshToken)
  if ((await rotated.peek(key)) !== undefined) return
  await inGrace.claim(key, after(now, refreshTokenGrace))
  await rotated.claim(key, expires_at)
}

const unusable = () =>
  refuseToken(
    'invalid_grant', 'refresh_token is unknown, used, expired, revoked or not yours; ask for authorization again',
  )
