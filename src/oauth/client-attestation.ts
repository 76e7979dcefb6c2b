import type { JsonObject } from '../base/json.ts'
import { token, type Random } from '../base/random.ts'
import { after, minutes, type EpochSeconds } from '../base/time.ts'
import type { P256PublicJwk } from '../jose/jwk.ts'
import { signCompactJws } from '../jose/jws.ts'
import type { CertifiedKey, SigningKey } from '../jose/signing-key.ts'

/** The two headers of "Client Attestation HTTP Headers"; each comes exactly once. */
export const clientAttestationHeader = 'OAuth-Client-Attestation'
export const clientAttestationPopHeader = 'OAuth-Client-Attestation-PoP'

export const clientAttestationType = 'oauth-client-attestation+jwt'
export const clientAttestationPopType = 'oauth-client-attestation-pop+jwt'

/**
 * Makes a Client Attestation JWT, the "Wallet Attestation" of OpenID4VCI 1.0 — draft -07 "Client Attestation JWT".
 * Nothing in it tells one instance of the wallet from another but the key, and the status if it has one.
 *
 * @param sub the `client_id` that all instances of the wallet share
 * @param status a reference to a status list, if the wallet provider keeps one
 */
export function makeClientAttestation(
  key: CertifiedKey,
  { iss, sub, cnf, iat, exp, wallet_name, wallet_link, status }: {
    readonly iss: string
    readonly sub: string
    readonly cnf: P256PublicJwk
    readonly iat: EpochSeconds
    readonly exp: EpochSeconds
    readonly wallet_name: string
    readonly wallet_link: string
    readonly status?: JsonObject
  },
): Promise<string> {
  const { kty, crv, x, y } = cnf
  return signCompactJws(
    key,
    { typ: clientAttestationType, x5c: [...key.x5c] },
    { iss, sub, wallet_name, wallet_link, iat, exp, cnf: { jwk: { kty, crv, x, y } }, ...(status && { status }) },
  )
}

/**
 * Makes the proof that goes along with an attestation, new for every request — draft -07 "Client Attestation PoP JWT".
 *
 * @param key the instance's, as in `cnf` of the attestation
 * @param iss the `client_id`
 * @param aud the issuer identifier of the authorization server
 * @param challenge the newest one that the server gave; undefined if it gives none
 */
export const makeClientAttestationPop = (
  key: SigningKey,
  { iss, aud, challenge, now, random }: {
    readonly iss: string
    readonly aud: string
    readonly challenge: string | undefined
    readonly now: EpochSeconds
    readonly random: Random
  },
): Promise<string> =>
  signCompactJws(
    key,
    { typ: clientAttestationPopType },
    {
      iss,
      aud,
      jti: token(random, ''),
      iat: now,
      // Drafts before -06 had it, and servers that read those want it.
      exp: after(now, minutes(2)),
      ...(challenge !== undefined && { challenge }),
    },
  )
