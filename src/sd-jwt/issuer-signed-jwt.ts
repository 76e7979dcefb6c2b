import { confirm, pass, type Pass } from '../base/checks.ts'
import type { Json } from '../base/json.ts'
import { after, before, type EpochSeconds } from '../base/time.ts'
import { jwkThumbprint } from '../jose/jwk.ts'
import { describe, verifyEs256 } from '../jose/jws.ts'
import { hashAlgorithmOf } from './disclosure.ts'
import type { ReceivedSdJwt } from './received-sd-jwt.ts'

/** There is an issuer-signed JWT before the first tilde. */
export function issuerJwt({ parts, issuerJwt }: ReceivedSdJwt): Pass {
  const { typ } = issuerJwt().header
  return pass(`an issuer-signed JWT, typ ${describe(typ)}, with ${parts().disclosureTexts.length} disclosures`)
}

export function issuerSignature({ issuerJwt, issuerKey }: ReceivedSdJwt): Pass {
  verifyEs256(issuerJwt(), issuerKey())
  return pass("the signature verifies with the issuer's key", { alg: 'ES256' })
}

/** `_sd_alg`, which both the digests and `sd_hash` go by. */
export function hashFunction({ issuerJwt }: ReceivedSdJwt): Pass {
  return pass('the hash function of the digests is an accepted one', { _sd_alg: hashAlgorithmOf(issuerJwt().payload) })
}

/** Every disclosure belongs to exactly one digest that the issuer signed. */
export function disclosures({ processed }: ReceivedSdJwt): Pass {
  const { disclosed } = processed()
  return pass(`each of the ${disclosed.length} disclosures has its digest in what the issuer signed`, {
    disclosures: disclosed.length,
  })
}

/** RFC 7519 §4.1.4 to §4.1.6: `exp` is exclusive, `nbf` inclusive, and `iat` is not in the future. */
export function validityPeriod({ registeredClaims, expected: { now, skew, mustExpire } }: ReceivedSdJwt): Pass {
  const { exp, nbf, iat } = registeredClaims()
  const evidence = {
    now,
    ...(exp !== undefined && { exp }),
    ...(nbf !== undefined && { nbf }),
    ...(iat !== undefined && { iat }),
  }
  confirm(exp !== undefined || !mustExpire, 'the payload has no exp: nothing says until when it holds', evidence)
  confirm(exp === undefined || numericDate(exp, 'exp') > before(now, skew), 'it has expired', evidence)
  confirm(nbf === undefined || numericDate(nbf, 'nbf') <= after(now, skew), 'it is not valid yet', evidence)
  confirm(iat === undefined || numericDate(iat, 'iat') <= after(now, skew), 'it was issued in the future', evidence)
  return pass('it is within its validity period', evidence)
}

/** The holder's key stands in the payload; nothing yet says that the presenter has it. */
export function holderKey({ holderKey }: ReceivedSdJwt): Pass {
  return pass('the payload names the public key of the holder', { jkt: jwkThumbprint(holderKey()) })
}

/** RFC 7519 "NumericDate". @throws CheckFailed */
export function numericDate(value: Json | undefined, name: string): EpochSeconds {
  confirm(typeof value === 'number' && Number.isFinite(value), `${name} is ${describe(value)}, not a number of seconds`)
  return value as EpochSeconds
}
