import type { ClaimsPath } from '../base/claims-path.ts'
import type { JsonObject } from '../base/json.ts'
import type { Random } from '../base/random.ts'
import type { P256PublicJwk } from '../jose/jwk.ts'
import { signCompactJws } from '../jose/jws.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import { concealClaims } from './conceal-claims.ts'
import { neverDisclosable } from './sd-jwt-vc-checks.ts'

/**
 * Issues an SD-JWT VC — SD-JWT VC -13, RFC 9901 §6 — bound to the holder's key, signed by the certificate in `x5c`.
 *
 * Times (`iat`, `nbf`, `exp`) are taken as they are: rounding them, so that two credentials cannot be linked, is the
 * caller's part.
 *
 * @param claims      everything but `cnf`, with `vct` and `exp`
 * @param always      top-level claims that stand in the clear, besides those that always do and `iat`
 * @param disclosable what the holder can disclose piece by piece; null means all elements; a path that leads nowhere is
 *                    passed over, for claims can be optional
 * @param decoys      at most so many decoy digests are added wherever there are digests, a random number each time
 * @returns           the SD-JWT with all disclosures, ending with a tilde
 * @throws            Error if the claims are not issuable so, which is our bug: for example a claim that is neither in
 *                    the clear on purpose nor disclosable
 */
export async function issueSdJwtVc({
  key,
  claims,
  always,
  disclosable,
  holderKey,
  random,
  decoys,
}: {
  key: CertifiedKey
  claims: JsonObject
  always: readonly string[]
  disclosable: readonly ClaimsPath[]
  holderKey: P256PublicJwk
  random: Random
  decoys: number
}): Promise<string> {
  confirmIssuable(claims, [...neverDisclosable, 'iat', ...always], disclosable)
  const { kty, crv, x, y } = holderKey
  const { payload, disclosures } = concealClaims(
    { ...claims, cnf: { jwk: { kty, crv, x, y } } },
    { disclosable, random, decoys },
  )
  const issuerJwt = await signCompactJws(key, { typ: 'dc+sd-jwt', x5c: [...key.x5c] }, payload)
  return [issuerJwt, ...disclosures.map(({ text }) => text), ''].join('~')
}

function confirmIssuable(claims: JsonObject, clear: readonly string[], disclosable: readonly ClaimsPath[]): void {
  const refuse = (why: string): never => {
    throw new Error(`this credential cannot be issued: ${why}`)
  }
  if (typeof claims['vct'] !== 'string') refuse('it has no vct')
  if (typeof claims['exp'] !== 'number') refuse('it has no exp')
  if (claims['cnf'] !== undefined) refuse('cnf comes from the holder key')
  const covered = new Set(disclosable.map(([name]) => name))
  for (const name of Object.keys(claims)) {
    const inTheClear = clear.includes(name)
    if (inTheClear && covered.has(name)) refuse(`${name} is to be in the clear and disclosable`)
    if (!inTheClear && !covered.has(name)) refuse(`${name} is neither in the clear on purpose nor disclosable`)
  }
}
