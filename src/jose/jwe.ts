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

/** RFC 7516 §4.1.3: raw DEFLATE before encryption, where both sides agreed on it. */
export type Compression = 'DEF' | 'none'

/**
 * ECDH-ES straight to the content key (RFC 7518 §4.6), compact.
 *
 * @param recipient named by `kid` in the header, if it has one
 */
export async function encryptJwe(
  payload: JsonObject,
  recipient: P256PublicJwk,
  enc: ContentEncryption,
  compression: Compression = 'none',
): Promise<string> {
  const { kty, crv, x, y, kid } = recipient
  return new CompactEncrypt(utf8(JSON.stringify(payload)))
    .setProtectedHeader({
      alg: 'ECDH-ES', enc, ...(kid !== undefined && { kid }), ...(compression === 'DEF' && { zip: compression }),
    })
    .encrypt(await importJWK({ kty, crv, x, y }, 'ECDH-ES'))
}

/**
 * Decrypts a compact JWE — RFC 7516 §5.2 — that must be ECDH-ES to the key `kid` with one of the two GCM algorithms,
 * uncompressed.
 *
 * @throws CheckFailed if it is not that, or does not decrypt to a JSON object
 */
export async function decryptJwe(jwe: string, key: DecryptionKey): Promise<JsonObject> {
  return objectIn(await decryptJweText(jwe, key, 'uncompressed'))
}

/**
 * The same where compression was agreed on.
 *
 * @param maxBytes what the payload may grow to when it is inflated; anything longer is refused before it is in memory
 */
export async function decryptCompressedJwe(jwe: string, key: DecryptionKey, maxBytes: number): Promise<JsonObject> {
  return objectIn(await decryptJweText(jwe, key, { maxBytes }))
}

/**
 * The payload of a JWE as text, for a reader of its own.
 *
 * @param inflate whether `zip` `DEF` was agreed on, and to how many bytes the payload may then grow
 * @throws CheckFailed
 */
export async function decryptJweText(
  jwe: string,
  { kid, privateJwk }: DecryptionKey,
  inflate: 'uncompressed' | { readonly maxBytes: number },
): Promise<string> {
  const header = protectedHeader(jwe)
  if (header['kid'] !== kid) throw new CheckFailed('the JWE is not encrypted to the key of this request (kid differs)')
  const compressed = 'zip' in header
  if (compressed && inflate === 'uncompressed') throw new CheckFailed('the JWE is compressed, which was not agreed')
  if (compressed && header['zip'] !== 'DEF') throw new CheckFailed('the JWE is compressed in another way than DEF')
  let plaintext: Uint8Array
  try {
    ;({ plaintext } = await compactDecrypt(jwe, await importJWK({ ...privateJwk }, 'ECDH-ES'), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: [...contentEncryptionAlgorithms],
      maxDecompressedLength: inflate === 'uncompressed' ? 0 : inflate.maxBytes,
    }))
  } catch (error) {
    const tooLong = compressed ? ', or inflates to more than is taken' : ''
    throw new CheckFailed(`the JWE does not decrypt with the key of this request${tooLong}`, {}, error)
  }
  try {
    return fromUtf8(plaintext)
  } catch (error) {
    throw new CheckFailed('the JWE does not hold a JSON object', {}, error)
  }
}

function objectIn(text: string): JsonObject {
  try {
    return parseJsonObject(text)
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
