import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../base/bytes.ts'
import type { Misbehaviour } from '../scenarios/world.ts'
import { hashAlgorithmOf } from '../sd-jwt/disclosure.ts'
import { signKeyBindingJwt } from '../sd-jwt/key-binding-jwt.ts'
import { parseSdJwt, splitSdJwt } from '../sd-jwt/parse-sd-jwt.ts'
import { presentSdJwtVc, type PresentationOfSdJwtVc, type PresentSdJwtVc } from '../sd-jwt/present-sd-jwt-vc.ts'

/**
 * A replacement for the wallet's `present` port that breaks one rule with credentials of type `vct` and keeps all others:
 * the holder's own key signs, so nothing else about the presentation is wrong.
 */
export const misbehavingPresent =
  (misbehaviour: Misbehaviour, vct: string): PresentSdJwtVc =>
  (presentation) =>
    parseSdJwt(presentation.credential).issuerJwt.payload['vct'] === vct
      ? departures[misbehaviour](presentation)
      : presentSdJwtVc(presentation)

const departures: { readonly [M in Misbehaviour]: PresentSdJwtVc } = {
  'wrong-nonce': (presentation) => presentSdJwtVc({ ...presentation, nonce: 'nonce-of-another-request' }),
  'wrong-audience': (presentation) => presentSdJwtVc({ ...presentation, audience: 'x509_hash:another-verifier' }),
  'missing-key-binding': async (presentation) => splitSdJwt(await presentSdJwtVc(presentation)).hashInput,
  'tampered-disclosure': async (presentation) => {
    const { issuerJwtText, disclosureTexts } = splitSdJwt(await presentSdJwtVc(presentation))
    const [first, ...others] = disclosureTexts
    if (first === undefined) throw new Error('nothing is disclosed that could be changed')
    const hashInput = [issuerJwtText, withAnotherValue(first), ...others, ''].join('~')
    return hashInput + (await bind(presentation, hashInput))
  },
}

/** The disclosure with the same salt and name and a value that the issuer never signed. */
function withAnotherValue(disclosure: string): string {
  const [salt, name] = JSON.parse(fromUtf8(fromBase64url(disclosure))) as readonly unknown[]
  return toBase64url(utf8(JSON.stringify([salt, name, 'LAB: a value that the holder made up'])))
}

const bind = ({ credential, holderKey, nonce, audience, now }: PresentationOfSdJwtVc, hashInput: string): Promise<string> =>
  signKeyBindingJwt(holderKey, { hashInput, algorithm: hashAlgorithmOf(parseSdJwt(credential).issuerJwt.payload), nonce, audience, now })
