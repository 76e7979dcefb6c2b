import { compactDecrypt, CompactEncrypt, decodeProtectedHeader, importJWK } from 'jose'
import { fromUtf8, utf8 } from '../base/bytes.ts'
import { CheckFailed } from '../base/checks.ts'
import { isJsonObject, parseJsonObject, type JsonObject } from '../base/json.ts'
import type { P256PublicJwk } from './jwk.ts'
import type { PrivateJwk } from './signing-key.ts'

/** HAIP 1.0 "OpenID for Verifiable Presentations": a Verifier supports both, a Wallet at least one. */
export const contentEncryptionAlgorithms = ['A128GCM', 'A256GCM'] as const
export type ContentEncryption = (typeof contentEncryptionAlgorithms)[number]

export interface DecryptionKey {
  readonly kid: string
  readonly privateJwk: PrivateJwk
}

/** The recipient's key as it stands in `client_metadata.jwks`: it has a `kid` and `alg` `ECDH-ES`. */
export type EncryptionJwk = P256PublicJwk & { readonly kid: string; readonly alg: 'ECDH-ES' }

/** ECDH-ES straight to the content key (RFC 7518 §4.6), compact, without compression. */
export async function encryptJwe(payload: JsonObject, recipient: EncryptionJwk, enc: ContentEncryption): Promise<string> {
  const { kty, crv, x, y } = recipient
  return new CompactEncrypt(utf8(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc, kid: recipient.kid })
    .encrypt(await importJWK({ kty, crv, x, y }, 'ECDH-ES'))
}

/**
 * Decrypts a compact JWE — RFC 7516 §5.2 — that must be ECDH-ES to the key `kid` with one of the two GCM algorithms,
 * uncompressed.
 *
 * @throws CheckFailed if it is not that, or does not decrypt to a JSON object
 */
export async function decryptJwe(jwe: string, { kid, privateJwk }: DecryptionKey): Promise<JsonObject> {
  const header = protectedHeader(jwe)
  if (header['kid'] !== kid) throw new CheckFailed('the JWE is not encrypted to the key of this request (kid differs)')
  if ('zip' in header) throw new CheckFailed('the JWE is compressed, which was not agreed')
  let plaintext: Uint8Array
  try {
    ;({ plaintext } = await compactDecrypt(jwe, await importJWK({ ...privateJwk }, 'ECDH-ES'), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: [...contentEncryptionAlgorithms],
    }))
  } catch (error) {
    throw new CheckFailed('the JWE does not decrypt with the key of this request', {}, error)
  }
  try {
    return parseJsonObject(fromUtf8(plaintext))
  } catch (error) {
    throw new CheckFailed('the JWE does not hold a JSON object', {}, error)
  }
}

/** The protected header of a compact JWE, unverified: enough to find the key. @throws CheckFailed if it is not a JWE */
export function protectedHeader(jwe: string): JsonObject {
  try {
    const header: unknown = decodeProtectedHeader(jwe)
    if (jwe.split('.').length === 5 && isJsonObject(header)) return header
  } catch (error) {
    throw new CheckFailed('not a JWE in Compact Serialization', {}, error)
  }
  throw new CheckFailed('not a JWE in Compact Serialization')
}
