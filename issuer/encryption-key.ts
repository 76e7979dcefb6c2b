import { ephemeralDecryptionKey } from '../src/jose/adapters/ephemeral-decryption-key.ts'
import type { DecryptionKey, EncryptionJwk } from '../src/jose/jwe.ts'
import { jwkThumbprint } from '../src/jose/jwk.ts'
import type { PrivateJwk } from '../src/jose/signing-key.ts'
import type { RecordStore } from '../src/store/record-store.ts'

/** The key to which wallets encrypt their requests, and its public half as the metadata publishes it. */
export interface EncryptionKey {
  readonly decryptionKey: DecryptionKey
  readonly encryptionJwk: EncryptionJwk
}

/** Made when the issuer starts for the first time, and kept: every process of the issuer reads what is sent to any. */
export async function issuerEncryptionKey(keys: RecordStore<PrivateJwk>): Promise<EncryptionKey> {
  const { decryptionKey: { privateJwk: fresh } } = ephemeralDecryptionKey('new')
  await keys.insert('1', fresh)
  const privateJwk = await keys.get('1')
  if (!privateJwk) throw new Error('the encryption key of the issuer was not kept')
  const { kty, crv, x, y } = privateJwk
  const kid = jwkThumbprint({ kty, crv, x, y })
  return { decryptionKey: { kid, privateJwk }, encryptionJwk: { kty, crv, x, y, kid, use: 'enc', alg: 'ECDH-ES' } }
}
