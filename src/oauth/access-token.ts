import { sha256Base64url } from '../base/bytes.ts'
import { token, type Random } from '../base/random.ts'
import { after, type EpochSeconds, type Seconds } from '../base/time.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'

/** What every access token carries, beside what the server adds for its own endpoints. */
export interface TokenBinding {
  /** RFC 7638 thumbprint of the DPoP key: `cnf.jkt` of RFC 9449 §6.1. */
  readonly jkt: string
  /** The client that asked for the token; null for an anonymous one that named nobody. */
  readonly client_id: string | null
  /** One decision to grant something: every code and token that came of it, so that all can be revoked together. */
  readonly grant_id: string
}

/** Grants whose codes and tokens count no more, by their identifier; kept until the last of them has expired. */
export type RevokedGrants = OneTimeStore<never>

export const newGrantId = (random: Random): string => token(random, 'grant_')

/** @param until when the last token of the grant expires at the latest */
export async function revokeGrant(revokedGrants: RevokedGrants, grantId: string, until: EpochSeconds): Promise<void> {
  await revokedGrants.claim(grantId, until)
}

/** A claimed key holds nothing, and is there. */
export const isRevoked = async (revokedGrants: RevokedGrants, grantId: string): Promise<boolean> =>
  (await revokedGrants.peek(grantId)) !== undefined

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

/** What a token allows; undefined for unknown, expired and revoked alike. */
export async function readAccessToken<Grant extends TokenBinding>(
  { accessTokens, revokedGrants }: { accessTokens: OneTimeStore<Grant>; revokedGrants: RevokedGrants },
  accessToken: string,
): Promise<Grant | undefined> {
  const grant = await accessTokens.peek(sha256Base64url(accessToken))
  return grant && !(await isRevoked(revokedGrants, grant.grant_id)) ? grant : undefined
}
