import type { KeyObject } from 'node:crypto'
import type { Check } from '../base/checks.ts'
import type { P256PublicJwk } from '../jose/jwk.ts'
import {
  disclosures,
  hashFunction,
  holderKey,
  issuerJwt,
  issuerSignature,
  validityPeriod,
} from './issuer-signed-jwt.ts'
import {
  keyBindingAudience,
  keyBindingFresh,
  keyBindingPresent,
  keyBindingSignature,
  keyBindingTransaction,
  sdHash,
} from './key-binding-jwt.ts'
import { once } from './once.ts'
import { confirmationKey, readPieces, type PresentedSdJwt } from './received-sd-jwt.ts'

/**
 * Any SD-JWT+KB whose issuer's key is known: the steps of RFC 9901 §7.1 and §7.3 in their order. Key Binding is always
 * required. `sd-jwt-vc-checks.ts` has the list for credentials.
 */
export const sdJwtChecks: readonly Check<PresentedSdJwt>[] = [
  { id: 'issuer_jwt', spec: 'RFC 9901 §7.1 (1)', needs: [], run: issuerJwt },
  { id: 'issuer_signature', spec: 'RFC 9901 §7.1 (2)', needs: ['issuer_jwt'], run: issuerSignature },
  { id: 'hash_function', spec: 'RFC 9901 §4.1.1', needs: ['issuer_signature'], run: hashFunction },
  { id: 'disclosures', spec: 'RFC 9901 §7.1 (3-5)', needs: ['hash_function'], run: disclosures },
  { id: 'validity_period', spec: 'RFC 9901 §7.1 (6)', needs: ['disclosures'], run: validityPeriod },
  { id: 'key_binding_present', spec: 'RFC 9901 §7.3 (2)', needs: ['issuer_jwt'], run: keyBindingPresent },
  { id: 'holder_key', spec: 'RFC 9901 §7.3 (5.1)', needs: ['disclosures'], run: holderKey },
  {
    id: 'key_binding_signature',
    spec: 'RFC 9901 §7.3 (5.2-5.4)',
    needs: ['key_binding_present', 'holder_key'],
    run: keyBindingSignature,
  },
  { id: 'key_binding_fresh', spec: 'RFC 9901 §7.3 (5.5)', needs: ['key_binding_signature'], run: keyBindingFresh },
  {
    id: 'key_binding_transaction',
    spec: 'RFC 9901 §7.3 (5.6), nonce',
    needs: ['key_binding_signature'],
    run: keyBindingTransaction,
  },
  {
    id: 'key_binding_audience',
    spec: 'RFC 9901 §7.3 (5.6), aud',
    needs: ['key_binding_signature'],
    run: keyBindingAudience,
  },
  { id: 'sd_hash', spec: 'RFC 9901 §7.3 (5.7)', needs: ['hash_function', 'key_binding_signature'], run: sdHash },
]

/** Begins the verification of an SD-JWT+KB with an issuer's key found by other means than the SD-JWT itself. */
export function decodeSdJwt(
  text: string,
  issuerKey: P256PublicJwk | KeyObject,
  expected: PresentedSdJwt['expected'],
): PresentedSdJwt {
  const pieces = readPieces(text)
  const registeredClaims = () => pieces.processed().claims
  const holderKey = once(() => confirmationKey(registeredClaims()))
  return { ...pieces, issuerKey: () => issuerKey, registeredClaims, holderKey, expected }
}
