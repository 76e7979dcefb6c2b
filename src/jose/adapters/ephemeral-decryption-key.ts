import { generateKeyPairSync } from 'node:crypto'
import type { DecryptionKey, EncryptionJwk } from '../jwe.ts'
import type { PrivateJwk } from '../signing-key.ts'

/** A fresh P-256 key pair for one request; `kid` names it in the JWE. */
export function ephemeralDecryptionKey(kid: string): { decryptionKey: DecryptionKey; encryptionJwk: EncryptionJwk } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const privateJwk = privateKey.export({ format: 'jwk' }) as unknown as PrivateJwk
  const { kty, crv, x, y } = privateJwk
  return { decryptionKey: { kid, privateJwk }, encryptionJwk: { kty, crv, x, y, kid, use: 'enc', alg: 'ECDH-ES' } }
}
