import { after, type EpochSeconds } from '../base/time.ts'
import type { P256PublicJwk } from '../jose/jwk.ts'
import { makeKeyAttestation } from '../openid4vci/key-attestation.ts'
import type { WalletProviderContext } from './context.ts'
import { limits } from './limits.ts'

/**
 * What is said of keys and of who may use them. The lab's wallet keeps its keys in software and opens to whoever has
 * its browser or its token: the lowest level there is, and not even that was evaluated by anybody.
 */
export const attestedLevels = {
  keyStorage: ['iso_18045_basic'],
  userAuthentication: ['iso_18045_basic'],
} as const

export interface KeyAttestation {
  readonly jwt: string
  readonly expiresAt: EpochSeconds
}

/**
 * One attestation for all keys of a batch — OpenID4VCI 1.0 "Key Attestation in JWT format", HAIP 1.0 "Key
 * Attestations".
 *
 * @param nonce the issuer's `c_nonce`; undefined if it gives none
 */
export async function attestKeys(
  { clock, keyAttestationKey }: WalletProviderContext,
  attestedKeys: readonly [P256PublicJwk, ...P256PublicJwk[]],
  nonce: string | undefined,
): Promise<KeyAttestation> {
  const iat = clock.now()
  const expiresAt = after(iat, limits.keyAttestation)
  const contents = { attestedKeys, nonce, iat, exp: expiresAt, ...attestedLevels }
  const jwt = await makeKeyAttestation(keyAttestationKey, contents)
  return { jwt, expiresAt }
}
