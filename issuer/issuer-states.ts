import { sha256Base64url } from '../src/base/bytes.ts'
import { token, type Random } from '../src/base/random.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import type { OneTimeStore } from '../src/store/one-time-store.ts'
import type { OfferedCredential } from './authorization-records.ts'

/**
 * `issuer_state` of an offer by authorization code — OpenID4VCI 1.0 "Credential Offer Parameters". It selects what was
 * offered, and lets nobody in: whoever brings it still logs in as the person it is made out to. Several wallets may
 * try.
 */
export async function issueIssuerState(
  issuerStates: OneTimeStore<OfferedCredential>,
  offered: OfferedCredential,
  { expiresAt, random }: { readonly expiresAt: EpochSeconds; readonly random: Random },
): Promise<string> {
  const issuerState = token(random, 'state_')
  await issuerStates.put(sha256Base64url(issuerState), offered, expiresAt)
  return issuerState
}

/** What was offered; undefined for unknown and expired alike. */
export const readIssuerState = (
  issuerStates: OneTimeStore<OfferedCredential>,
  issuerState: string,
): Promise<OfferedCredential | undefined> => issuerStates.peek(sha256Base64url(issuerState))
