import { z } from 'zod'
import { readJsonFile } from '../../base/adapters/json-file.ts'
import { certifiedKey, softwareSigningKey } from '../../jose/adapters/software-signing-key.ts'
import { parsePublicJwk, sameKey } from '../../jose/jwk.ts'
import type { CertifiedKey } from '../../jose/signing-key.ts'
import { parseCertificate } from '../../x509/certificate.ts'

const member = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes as base64url')
const keyFile = z.object({
  privateJwk: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: member, y: member, d: member }),
  x5c: z.tuple([z.string().min(1)], z.string().min(1)),
})

/**
 * Reads a key with its certificate: JSON `{"privateJwk": {…}, "x5c": ["base64 DER", …]}`.
 *
 * @throws Error naming the file, if it cannot be read, is not that, or its certificate is of another key
 */
export async function certifiedKeyFile(path: string): Promise<CertifiedKey> {
  const parsed = keyFile.safeParse(await readJsonFile(path))
  if (!parsed.success) throw new Error(`${path} is not a key file: ${z.prettifyError(parsed.error)}`)
  const { privateJwk, x5c } = parsed.data
  const key = softwareSigningKey(privateJwk)
  const { kty, crv, x, y } = parseCertificate(x5c[0]).publicKey.export({ format: 'jwk' })
  if (!sameKey(key.publicJwk, parsePublicJwk({ kty, crv, x, y }))) throw new Error(`${path}: the certificate is of another key`)
  return certifiedKey(key, x5c)
}
