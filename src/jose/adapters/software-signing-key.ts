import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { parsePublicJwk } from '../jwk.ts'
import type { CertifiedKey, PrivateJwk, SigningKey } from '../signing-key.ts'

/** @throws Error if `key` is no P-256 private key; a PKCS#8 PEM or a private JWK */
export function softwareSigningKey(key: string | PrivateJwk): SigningKey {
  const privateKey = typeof key === 'string' ? createPrivateKey(key) : createPrivateKey({ key: { ...key }, format: 'jwk' })
  return signingKey(privateKey)
}

export const generateSoftwareKey = (): { key: SigningKey; privateJwk: PrivateJwk } => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key: signingKey(privateKey), privateJwk: privateKey.export({ format: 'jwk' }) as unknown as PrivateJwk }
}

export const certifiedKey = (key: SigningKey, x5c: readonly [string, ...string[]]): CertifiedKey => ({ ...key, x5c })

function signingKey(privateKey: KeyObject): SigningKey {
  const { kty, crv, x, y } = createPublicKey(privateKey).export({ format: 'jwk' })
  return {
    alg: 'ES256',
    publicJwk: parsePublicJwk({ kty, crv, x, y }),
    sign: async (data) => sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  }
}
