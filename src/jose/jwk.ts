import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { sha256Base64url } from '../base/bytes.ts'
import { CheckFailed } from '../base/checks.ts'

/** The last of the 43 characters carries four bits; with stray ones a key would have two thumbprints. */
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, 'must be 32 bytes as base64url')

/** RFC 7518 §6.2.1: a public key on P-256. Members beyond these are kept out of thumbprints and comparisons. */
export const p256PublicJwkSchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  kid: z.string().min(1).optional(),
  alg: z.string().min(1).optional(),
  use: z.string().min(1).optional(),
})

export interface P256PublicJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
  readonly kid?: string
  readonly alg?: string
  readonly use?: string
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'] as const

/**
 * Reads a public key that a stranger sent. A private or symmetric key, another curve and a point off the curve are refused.
 *
 * @throws CheckFailed saying what is wrong with the key
 */
export function parsePublicJwk(value: unknown): P256PublicJwk {
  const members = typeof value === 'object' && value !== null ? Object.keys(value) : []
  const secret = privateMembers.find((name) => members.includes(name))
  if (secret !== undefined) throw new CheckFailed(`the JWK holds private or symmetric key material (member ${secret})`)
  const parsed = p256PublicJwkSchema.safeParse(value)
  if (!parsed.success) throw new CheckFailed('the JWK is not a public EC key on P-256', {}, parsed.error)
  const { kty, crv, x, y, kid, alg, use } = parsed.data
  const jwk: P256PublicJwk = {
    kty, crv, x, y, ...(kid !== undefined && { kid }), ...(alg !== undefined && { alg }), ...(use !== undefined && { use }),
  }
  importPublicJwk(jwk)
  return jwk
}

/** @throws CheckFailed if the coordinates are no point of the curve */
export function importPublicJwk(jwk: P256PublicJwk): KeyObject {
  const known = imported.get(jwk)
  if (known) return known
  const { kty, crv, x, y } = jwk
  try {
    const key = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' })
    imported.set(jwk, key)
    return key
  } catch (error) {
    throw new CheckFailed('the JWK is no point on P-256', {}, error)
  }
}

/** A key is imported once for each object that holds it: a third of a signature check. The objects never change. */
const imported = new WeakMap<P256PublicJwk, KeyObject>()

/** RFC 7638 JWK Thumbprint with SHA-256, as base64url. */
export const jwkThumbprint = ({ crv, kty, x, y }: P256PublicJwk): string =>
  sha256Base64url(JSON.stringify({ crv, kty, x, y }))

export const sameKey = (one: P256PublicJwk, other: P256PublicJwk): boolean =>
  one.crv === other.crv && one.x === other.x && one.y === other.y
