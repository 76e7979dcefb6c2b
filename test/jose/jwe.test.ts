import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { compactDecrypt, CompactEncrypt, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/base/bytes.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { ephemeralDecryptionKey } from '../../src/jose/adapters/ephemeral-decryption-key.ts'
import {
  contentEncryptionAlgorithms, decryptCompressedJwe, decryptJwe, decryptJweText, encryptJwe, protectedHeader,
} from '../../src/jose/jwe.ts'
import type { PrivateJwk } from '../../src/jose/signing-key.ts'

const read = <Content>(name: string): Content =>
  JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/jose/${name}.json`, 'utf8')) as Content

const { decryptionKey, encryptionJwk } = ephemeralDecryptionKey('1')
const payload = { vp_token: { diploma: ['eyJ~'] }, state: '花' }

test('OpenID4VP 1.0 "Encrypted Responses": the example', async () => {
  const example = read<{
    response_jwe: string
    recipient_private_key_jwk: PrivateJwk & { kid: string }
    expected_jwe_header: JsonObject
    expected_payload: JsonObject
  }>('openid4vp-encrypted-response')
  const { kty, crv, x, y, d, kid } = example.recipient_private_key_jwk
  expect(protectedHeader(example.response_jwe)).toEqual(example.expected_jwe_header)
  expect(await decryptJwe(example.response_jwe, { kid, privateJwk: { kty, crv, x, y, d } })).toEqual(
    example.expected_payload,
  )
})

describe.each(contentEncryptionAlgorithms)('%s', (enc) => {
  test('what is encrypted is decrypted, here and by jose', async () => {
    const jwe = await encryptJwe(payload, encryptionJwk, enc)
    expect(protectedHeader(jwe)).toEqual({
      alg: 'ECDH-ES',
      enc,
      kid: '1',
      epk: expect.objectContaining({ crv: 'P-256' }),
    })
    expect(await decryptJwe(jwe, decryptionKey)).toEqual(payload)
    const { plaintext } = await compactDecrypt(jwe, await importJWK({ ...decryptionKey.privateJwk }, 'ECDH-ES'))
    expect(JSON.parse(Buffer.from(plaintext).toString())).toEqual(payload)
  })

  test('what jose encrypts is decrypted, also with apu and apv', async () => {
    const jwe = await new CompactEncrypt(utf8(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc, kid: '1' })
      .setKeyManagementParameters({ apu: utf8('wallet'), apv: utf8('nonce') })
      .encrypt(await importJWK({ ...encryptionJwk }, 'ECDH-ES'))
    expect(await decryptJwe(jwe, decryptionKey)).toEqual(payload)
  })
})

describe('compressed', () => {
  const long = { text: '架け橋'.repeat(2000) }
  const room = 100_000

  test('RFC 7516 §4.1.3: what is compressed is shorter, says so, and is read here and by jose', async () => {
    const jwe = await encryptJwe(long, encryptionJwk, 'A256GCM', 'DEF')
    expect(protectedHeader(jwe)).toMatchObject({ zip: 'DEF' })
    expect(jwe.length).toBeLessThan((await encryptJwe(long, encryptionJwk, 'A256GCM')).length / 10)
    expect(await decryptCompressedJwe(jwe, decryptionKey, room)).toEqual(long)
    const { plaintext } = await compactDecrypt(jwe, await importJWK({ ...decryptionKey.privateJwk }, 'ECDH-ES'))
    expect(JSON.parse(Buffer.from(plaintext).toString())).toEqual(long)
  })

  test('where compression was agreed on, none is right as well', async () => {
    expect(await decryptCompressedJwe(await encryptJwe(long, encryptionJwk, 'A128GCM'), decryptionKey, room)).toEqual(long)
  })

  test('a few bytes that would become many are refused before they do', async () => {
    const bomb = await encryptJwe({ text: 'a'.repeat(20_000_000) }, encryptionJwk, 'A256GCM', 'DEF')
    expect(bomb.length).toBeLessThan(40_000)
    await expect(decryptCompressedJwe(bomb, decryptionKey, room)).rejects.toMatchObject({ name: 'CheckFailed', message: expect.stringContaining('inflates to more') })
  })

  test('a payload of exactly the length that is taken is taken', async () => {
    const payload = { text: 'x'.repeat(1000) }
    const length = JSON.stringify(payload).length
    const jwe = await encryptJwe(payload, encryptionJwk, 'A128GCM', 'DEF')
    expect(await decryptJweText(jwe, decryptionKey, { maxBytes: length })).toBe(JSON.stringify(payload))
    await expect(decryptJweText(jwe, decryptionKey, { maxBytes: length - 1 })).rejects.toMatchObject({ name: 'CheckFailed' })
  })

  test.each([['GZ'], [''], [null]])('another zip (%s) is refused', async (zip) => {
    const jwe = await withHeader({ zip })
    await expect(decryptCompressedJwe(jwe, decryptionKey, room)).rejects.toMatchObject({ name: 'CheckFailed' })
  })
})

test('a recipient without kid is not named in the header', async () => {
  const { kid: _, ...nameless } = encryptionJwk
  expect(protectedHeader(await encryptJwe(payload, nameless, 'A128GCM'))).not.toHaveProperty('kid')
})

test('two encryptions of the same never look the same', async () => {
  const made = await Promise.all([1, 2].map(() => encryptJwe(payload, encryptionJwk, 'A256GCM')))
  expect(made[0]!.split('.').filter((part, at) => part !== '' && part === made[1]!.split('.')[at])).toEqual([])
})

test('one changed character is one too many', async () => {
  const jwe = await encryptJwe(payload, encryptionJwk, 'A256GCM')
  await fc.assert(
    fc.asyncProperty(fc.nat(jwe.length - 1), fc.constantFrom(...'ABab01-_.='), async (at, letter) => {
      fc.pre(jwe[at] !== letter && !strayBitsOnly(jwe, at, letter))
      await expect(decryptJwe(jwe.slice(0, at) + letter + jwe.slice(at + 1), decryptionKey)).rejects.toMatchObject({
        name: 'CheckFailed',
      })
    }),
    { numRuns: 200 },
  )
})

/** The last character of a part can carry bits that no byte uses; jose overlooks them, outside the header. */
const strayBitsOnly = (jwe: string, at: number, letter: string): boolean => {
  const end = jwe[at + 1] === undefined || jwe[at + 1] === '.'
  const changed = (jwe.slice(0, at) + letter + jwe.slice(at + 1)).split('.')
  const same = jwe
    .split('.')
    .every((part, index) => Buffer.from(part, 'base64url').equals(Buffer.from(changed[index] ?? '-', 'base64url')))
  return end && same
}

const encryptedBy = async (header: Record<string, unknown>, plaintext = JSON.stringify(payload)): Promise<string> =>
  new CompactEncrypt(utf8(plaintext))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: '1', ...header } as { alg: string; enc: string })
    .encrypt(await importJWK({ ...encryptionJwk, alg: String(header['alg'] ?? 'ECDH-ES') }))

test.each<[string, () => Promise<string>, string]>([
  [
    'another key',
    async () => encryptJwe(payload, { ...ephemeralDecryptionKey('1').encryptionJwk }, 'A128GCM'),
    'does not decrypt',
  ],
  ['another kid', () => encryptedBy({ kid: '2' }), 'kid differs'],
  ['no kid', () => encryptedBy({ kid: undefined }), 'kid differs'],
  ['a CBC algorithm', () => encryptedBy({ enc: 'A128CBC-HS256' }), 'does not decrypt'],
  ['A192GCM', () => encryptedBy({ enc: 'A192GCM' }), 'does not decrypt'],
  ['key wrapping', () => encryptedBy({ alg: 'ECDH-ES+A256KW' }), 'does not decrypt'],
  ['compression', () => encryptedBy({ zip: 'DEF' }), 'compressed'],
  ['a text inside', () => encryptedBy({}, 'hello'), 'does not hold a JSON object'],
  ['a list inside', () => encryptedBy({}, '[]'), 'does not hold a JSON object'],
  ['no bytes inside', () => encryptedBy({}, ''), 'does not hold a JSON object'],
  ['an empty text', async () => '', 'not a JWE'],
  ['a JWS', async () => 'eyJhbGciOiJub25lIn0.e30.', 'not a JWE'],
  ['five empty parts', async () => '....', 'not a JWE'],
  ['a header that is a list', async () => 'W10....', 'not a JWE'],
  ['six parts', async () => `${await encryptJwe(payload, encryptionJwk, 'A128GCM')}.x`, 'not a JWE'],
  ['a header without the ephemeral key', () => withHeader({ epk: undefined }), 'does not decrypt'],
  [
    'an ephemeral key off the curve',
    () => withHeader({ epk: { kty: 'EC', crv: 'P-256', x: encryptionJwk.x, y: encryptionJwk.x } }),
    'does not decrypt',
  ],
  [
    'an ephemeral key on another curve',
    () => withHeader({ epk: { kty: 'OKP', crv: 'X25519', x: encryptionJwk.x } }),
    'does not decrypt',
  ],
  ['crit', () => withHeader({ crit: ['exp'], exp: 1 }), 'does not decrypt'],
])('%s is refused', async (_what, make, message) => {
  const outcome = decryptJwe(
    await make().catch((error: unknown) => Promise.reject(new Error('the vector could not be made', { cause: error }))),
    decryptionKey,
  )
  await expect(outcome).rejects.toMatchObject({ name: 'CheckFailed', message: expect.stringContaining(message) })
})

async function withHeader(changes: Record<string, unknown>): Promise<string> {
  const [header = '', ...others] = (await encryptJwe(payload, encryptionJwk, 'A128GCM')).split('.')
  const changed = { ...JSON.parse(Buffer.from(header, 'base64url').toString()), ...changes }
  return [Buffer.from(JSON.stringify(changed)).toString('base64url'), ...others].join('.')
}

const cookbook = Object.entries(
  read<{ examples: Record<string, { key: (PrivateJwk & { kid?: string }) | null; compact: string }> }>('rfc7520-jwe')
    .examples,
)

test.each(cookbook)('RFC 7520 %s: another algorithm or another curve, so refused', async (_name, { key, compact }) => {
  const { kid } = protectedHeader(compact)
  const privateJwk = key?.crv === 'P-256' ? key : decryptionKey.privateJwk
  await expect(decryptJwe(compact, { kid: String(kid), privateJwk })).rejects.toMatchObject({ name: 'CheckFailed' })
})

test('an ephemeral key is new each time, and its public half has nothing private', () => {
  expect(encryptionJwk).toEqual({
    kty: 'EC',
    crv: 'P-256',
    x: expect.any(String),
    y: expect.any(String),
    kid: '1',
    use: 'enc',
    alg: 'ECDH-ES',
  })
  expect(ephemeralDecryptionKey('1').encryptionJwk.x).not.toBe(encryptionJwk.x)
  expect(JSON.stringify(encryptionJwk)).not.toContain(decryptionKey.privateJwk.d)
})
