import { sha256Base64url } from '../base/bytes.ts'
import { token, type Random } from '../base/random.ts'
import { after, type EpochSeconds, type Seconds } from '../base/time.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'

/** What every access token carries, beside what the server adds for its own endpoints. */
export interface TokenBinding {
  /** RFC 7638 thumbprint of the DPoP key: `cnf.jkt` of RFC 9449 §6.1. */
  readonly jkt: string
  /** The `client_id` that the token request named; null for an anonymous client. */
  readonly client_id: string | null
}

/**
 * An access token is 256 random bits that mean nothing by themselves. What it allows is kept under its SHA-256, so what
 * is stored opens nothing.
 */
export async function issueAccessToken<Grant extends TokenBinding>(
  accessTokens: OneTimeStore<Grant>,
  grant: Grant,
  { now, lifetime, random }: { readonly now: EpochSeconds; readonly lifetime: Seconds; readonly random: Random },
): Promise<string> {
  const accessToken = token(random, 'at_')
  await accessTokens.put(sha256Base64url(accessToken), grant, after(now, lifetime))
  return accessToken
}

/** What a token allows; undefined for unknown and expired alike. */
export const readAccessToken = <Grant extends TokenBinding>(
  accessTokens: OneTimeStore<Grant>,
  accessToken: string,
): Promise<Grant | undefined> => accessTokens.peek(sha256Base64url(accessToken))
