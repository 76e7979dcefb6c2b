import { confirm, pass, type Pass } from '../base/checks.ts'
import { after, before, minutes, type EpochSeconds } from '../base/time.ts'
import { describe, signCompactJws, verifyEs256 } from '../jose/jws.ts'
import type { SigningKey } from '../jose/signing-key.ts'
import { digestOf, hashAlgorithmOf, type HashAlgorithm } from './disclosure.ts'
import { numericDate } from './issuer-signed-jwt.ts'
import type { PresentedSdJwt } from './received-sd-jwt.ts'

/** A wallet signs when its user agrees and sends at once; OpenID's conformance suite allows the same five minutes. */
const maxAge = minutes(5)

/**
 * Signs the Key Binding JWT — RFC 9901 §4.3. Its claims are these four and no other.
 *
 * @param hashInput the issuer-signed JWT and the disclosures that go with it, each followed by a tilde
 */
export const signKeyBindingJwt = (
  key: SigningKey,
  {
    hashInput,
    algorithm,
    nonce,
    audience,
    now,
  }: {
    hashInput: string
    algorithm: HashAlgorithm
    nonce: string
    audience: string
    now: EpochSeconds
  },
): Promise<string> =>
  signCompactJws(key, { typ: 'kb+jwt' }, { iat: now, aud: audience, nonce, sd_hash: digestOf(hashInput, algorithm) })

export function keyBindingPresent({ keyBindingJwt }: PresentedSdJwt): Pass {
  keyBindingJwt()
  return pass('a Key Binding JWT follows the last tilde')
}

export function keyBindingSignature({ keyBindingJwt, holderKey }: PresentedSdJwt): Pass {
  const { typ } = keyBindingJwt().header
  confirm(typ === 'kb+jwt', `the typ of the Key Binding JWT is ${describe(typ)}, not 'kb+jwt'`)
  verifyEs256(keyBindingJwt(), holderKey())
  return pass('the Key Binding JWT verifies with the key in cnf: the presenter has the private key', { alg: 'ES256' })
}

/** Made just now; `exp` and `nbf`, which it need not have, are obeyed (RFC 9901 §7.3 (5.8)). */
export function keyBindingFresh({ keyBindingJwt, expected: { now, skew } }: PresentedSdJwt): Pass {
  const { iat, exp, nbf } = keyBindingJwt().payload
  const made = numericDate(iat, 'iat')
  const evidence = { now, iat: made }
  confirm(made <= after(now, skew), 'the Key Binding JWT comes from the future', evidence)
  confirm(made >= before(before(now, maxAge), skew), `the Key Binding JWT is older than ${maxAge} seconds`, evidence)
  confirm(exp === undefined || numericDate(exp, 'exp') > before(now, skew), 'the Key Binding JWT has expired', evidence)
  confirm(
    nbf === undefined || numericDate(nbf, 'nbf') <= after(now, skew),
    'the Key Binding JWT is not valid yet',
    evidence,
  )
  return pass('the Key Binding JWT was made just now', evidence)
}

export function keyBindingTransaction({ keyBindingJwt, expected }: PresentedSdJwt): Pass {
  const { nonce } = keyBindingJwt().payload
  confirm(expected.nonce !== '' && nonce === expected.nonce, 'the nonce is not the one of this request')
  return pass('the nonce is the one of this request')
}

export function keyBindingAudience({ keyBindingJwt, expected }: PresentedSdJwt): Pass {
  const { aud } = keyBindingJwt().payload
  confirm(
    expected.audience !== '' && aud === expected.audience,
    `it was made for ${describe(aud)}, not for this verifier`,
  )
  return pass('it was made for this verifier', { aud: expected.audience })
}

export function sdHash({ keyBindingJwt, issuerJwt, parts }: PresentedSdJwt): Pass {
  const digest = digestOf(parts().hashInput, hashAlgorithmOf(issuerJwt().payload))
  confirm(
    keyBindingJwt().payload['sd_hash'] === digest,
    'sd_hash is not over this issuer-signed JWT with these disclosures',
  )
  return pass('the holder signed exactly these disclosures', { sd_hash: digest })
}
