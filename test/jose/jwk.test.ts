import { readFileSync } from 'node:fs'
import { calculateJwkThumbprint } from 'jose'
import { describe, expect, test } from 'vitest'
import { certifiedKey, generateSoftwareKey, softwareSigningKey } from '../../src/jose/adapters/software-signing-key.ts'
import { importPublicJwk, jwkThumbprint, parsePublicJwk, sameKey, type P256PublicJwk } from '../../src/jose/jwk.ts'

const { cases } = JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/jose/jwk-thumbprints.json`, 'utf8')) as {
  cases: readonly { id: string; jwk: P256PublicJwk & { crv?: string }; sha256: string }[]
}
const onCurve = cases.filter(({ jwk }) => jwk.crv === 'P-256')

describe('RFC 7638 thumbprints', () => {
  test.each(onCurve)('$id', async ({ jwk, sha256 }) => {
    expect(jwkThumbprint(parsePublicJwk(jwk))).toBe(sha256)
    expect(await calculateJwkThumbprint({ ...jwk })).toBe(sha256)
  })

  test.each(cases.filter(({ jwk }) => jwk.crv !== 'P-256'))('$id is no key on P-256', ({ jwk }) => {
    expect(() => parsePublicJwk(jwk)).toThrow('not a public EC key on P-256')
  })

  test('three keys of the vectors are on P-256', () => expect(onCurve).toHaveLength(3))
})

const { privateJwk, key } = generateSoftwareKey()
const jwk = key.publicJwk

test('kid, alg and use are kept, anything else is left behind, and none of them changes the key', () => {
  const parsed = parsePublicJwk({ ...jwk, kid: '1', alg: 'ES256', use: 'sig', x5c: ['x'], note: 1 })
  expect(parsed).toEqual({ ...jwk, kid: '1', alg: 'ES256', use: 'sig' })
  expect(jwkThumbprint(parsed)).toBe(jwkThumbprint(jwk))
  expect(sameKey(parsed, jwk)).toBe(true)
  expect(sameKey(jwk, generateSoftwareKey().key.publicJwk)).toBe(false)
})

test.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'])(
  'a key with the secret member %s is refused, whatever its value',
  (member) => {
    for (const value of ['x', '', null, 0])
      expect(() => parsePublicJwk({ ...jwk, [member]: value })).toThrow(`member ${member}`)
  },
)

/** The same bytes with a stray bit in the last character: one key would have two thumbprints. */
const stray = (coordinate: string): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return coordinate.slice(0, -1) + alphabet[alphabet.indexOf(coordinate.at(-1)!) + 1]!
}

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'key'],
  ['a list', [jwk]],
  ['an RSA key', { kty: 'RSA', n: 'AQAB', e: 'AQAB' }],
  ['a symmetric key without k', { kty: 'oct' }],
  ['another curve', { ...jwk, crv: 'P-384' }],
  ['an Ed25519 key', { kty: 'OKP', crv: 'Ed25519', x: jwk.x }],
  ['no y', { kty: 'EC', crv: 'P-256', x: jwk.x }],
  ['a short x', { ...jwk, x: jwk.x.slice(1) }],
  ['a padded x', { ...jwk, x: `${jwk.x}=` }],
  ['x with a stray bit', { ...jwk, x: stray(jwk.x) }],
  ['y with a stray bit', { ...jwk, y: stray(jwk.y) }],
  ['a kid that is a number', { ...jwk, kid: 1 }],
  ['an empty alg', { ...jwk, alg: '' }],
  ['a point off the curve', { ...jwk, y: jwk.x }],
  ['the point zero', { ...jwk, x: 'A'.repeat(43), y: 'A'.repeat(43) }],
])('%s is refused', (_what, value) => {
  expect(() => parsePublicJwk(value)).toThrow(expect.objectContaining({ name: 'CheckFailed' }))
})

test('a key is imported as what it is', () => {
  expect(importPublicJwk(jwk).export({ format: 'jwk' })).toEqual(jwk)
})

test('a software key is read from a JWK and from PEM, and gives out only its public half', async () => {
  const pem = (await import('node:crypto'))
    .createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })
    .export({ type: 'pkcs8', format: 'pem' })
  for (const made of [softwareSigningKey(privateJwk), softwareSigningKey(String(pem)), certifiedKey(key, ['x'])]) {
    expect(made.publicJwk).toEqual(jwk)
    expect(JSON.stringify(made)).not.toContain(privateJwk.d)
    expect(await made.sign(new Uint8Array(3))).toHaveLength(64)
  }
  expect(certifiedKey(key, ['x']).x5c).toEqual(['x'])
})

test('what is no P-256 private key makes no signing key', async () => {
  const { generateKeyPairSync } = await import('node:crypto')
  const pem = (curve: string) =>
    String(generateKeyPairSync('ec', { namedCurve: curve }).privateKey.export({ type: 'pkcs8', format: 'pem' }))
  expect(() => softwareSigningKey(pem('P-384'))).toThrow()
  expect(() => softwareSigningKey('no key')).toThrow()
  expect(() => softwareSigningKey({ ...privateJwk, d: '' })).toThrow()
})
