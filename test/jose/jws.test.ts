import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { compactVerify, CompactSign, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../../src/base/bytes.ts'
import { parseJsonObject, type JsonObject } from '../../src/base/json.ts'
import { generateSoftwareKey, softwareSigningKey } from '../../src/jose/adapters/software-signing-key.ts'
import { parsePublicJwk, type P256PublicJwk } from '../../src/jose/jwk.ts'
import { describe as show, parseCompactJws, signCompactJws, verifyEs256 } from '../../src/jose/jws.ts'
import type { PrivateJwk } from '../../src/jose/signing-key.ts'

const read = <Content>(name: string): Content =>
  JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/jose/${name}.json`, 'utf8')) as Content

const accepts = (text: string, key: P256PublicJwk): boolean => {
  try {
    verifyEs256(parseCompactJws(text), key)
    return true
  } catch (error) {
    expect(error).toMatchObject({ name: 'CheckFailed' })
    return false
  }
}

interface Rfc7515 {
  readonly public_key_jwk: P256PublicJwk
  readonly cases: readonly {
    readonly id: string
    readonly reason?: string
    readonly jws_compact: string
    readonly expect: 'valid' | 'invalid'
    readonly payload_json?: JsonObject
    readonly private_key_jwk?: PrivateJwk
  }[]
}

const rfc7515 = read<Rfc7515>('rfc7515-es256')

describe('RFC 7515 A.3 "Example JWS Using ECDSA P-256 SHA-256"', () => {
  test.each(rfc7515.cases)('$id is $expect', ({ jws_compact, expect: expected, payload_json }) => {
    expect(accepts(jws_compact, rfc7515.public_key_jwk)).toBe(expected === 'valid')
    if (payload_json) expect(parseCompactJws(jws_compact).payload).toEqual(payload_json)
  })

  test('its private key makes a signature that its public key verifies', async () => {
    const [example] = rfc7515.cases
    const text = await signCompactJws(softwareSigningKey(example!.private_key_jwk!), {}, example!.payload_json!)
    expect(accepts(text, rfc7515.public_key_jwk)).toBe(true)
    expect(parseCompactJws(text).header).toEqual({ alg: 'ES256' })
  })
})

interface Wycheproof {
  readonly testGroups: readonly {
    readonly comment: string
    readonly public?: P256PublicJwk
    readonly private?: P256PublicJwk
    readonly tests: readonly {
      readonly tcId: number
      readonly comment: string
      readonly jws: string
      readonly result: 'valid' | 'invalid'
    }[]
  }[]
}

describe('Wycheproof JsonWebSignature, P-256', () => {
  const cases = read<Wycheproof>('wycheproof-json-web-signature-es256').testGroups.flatMap((group) =>
    group.tests.map((vector) => ({ ...vector, key: (group.public ?? group.private)!, group: group.comment })),
  )
  /** The payloads are no JSON objects, so the shape is read here and the signature judged by ours. */
  const holds = (jws: string, key: P256PublicJwk): boolean => {
    const [header = '', payload = '', signature = '', ...more] = jws.split('.')
    try {
      if (more.length > 0) return false
      verifyEs256(
        {
          header: parseJsonObject(fromUtf8(fromBase64url(header))),
          payload: {},
          signingInput: `${header}.${payload}`,
          signature: fromBase64url(signature),
        },
        { kty: key.kty, crv: key.crv, x: key.x, y: key.y },
      )
      return true
    } catch {
      return false
    }
  }
  /** What a key is for is the business of whoever chooses it: the two cases whose only fault is `use` or `key_ops`. */
  const useOfKey = ['rejectWrongUse', 'rejectWrongKeyOps']

  test.each(cases.filter(({ comment }) => !useOfKey.includes(comment)))(
    '$group $tcId $comment is $result',
    ({ jws, key, result }) => {
      expect(holds(jws, key)).toBe(result === 'valid')
    },
  )

  test('41 cases, of which the two about the use of a key are left out', () => {
    expect([cases.length, cases.filter(({ comment }) => useOfKey.includes(comment)).length]).toEqual([41, 2])
  })
})

interface WycheproofEcdsa {
  readonly numberOfTests: number
  readonly testGroups: readonly {
    readonly publicKeyDer: string
    readonly tests: readonly {
      readonly tcId: number
      readonly msg: string
      readonly sig: string
      readonly result: 'valid' | 'invalid'
    }[]
  }[]
}

test('Wycheproof ECDSA P-256 SHA-256, IEEE P1363: all 262 cases', () => {
  const { numberOfTests, testGroups } = read<WycheproofEcdsa>('wycheproof-ecdsa-p1363')
  const cases = testGroups.flatMap(({ publicKeyDer, tests }) => {
    const key = createPublicKey({ key: Buffer.from(publicKeyDer, 'hex'), format: 'der', type: 'spki' })
    return tests.map((vector) => ({ ...vector, key }))
  })
  expect(cases).toHaveLength(numberOfTests)
  const judged = cases.map(({ tcId, key, msg, sig }) => {
    const signingInput = Buffer.from(msg, 'hex').toString('utf8')
    try {
      verifyEs256({ header: { alg: 'ES256' }, payload: {}, signingInput, signature: Buffer.from(sig, 'hex') }, key)
      return [tcId, 'valid']
    } catch (error) {
      expect(error).toMatchObject({ name: 'CheckFailed' })
      return [tcId, 'invalid']
    }
  })
  expect(judged).toEqual(cases.map(({ tcId, result }) => [tcId, result]))
})

test.each(
  Object.entries(
    read<{ examples: Record<string, { title: string; alg: string; compact: string }> }>('rfc7520-jws').examples,
  ),
)('RFC 7520 %s: another algorithm than ES256 is refused', (_name, { compact }) => {
  expect(accepts(compact, rfc7515.public_key_jwk)).toBe(false)
})

describe('a signature of ours', () => {
  const { key } = generateSoftwareKey()

  test('verifies with jose, and one of jose with ours', async () => {
    const { privateJwk } = generateSoftwareKey()
    const own = softwareSigningKey(privateJwk)
    const text = await signCompactJws(own, { typ: 'x' }, { name: '花子' })
    const { payload, protectedHeader } = await compactVerify(text, await importJWK({ ...own.publicJwk }, 'ES256'))
    expect([JSON.parse(Buffer.from(payload).toString()), protectedHeader]).toEqual([
      { name: '花子' },
      { alg: 'ES256', typ: 'x' },
    ])
    const theirs = await new CompactSign(utf8('{"a":1}'))
      .setProtectedHeader({ alg: 'ES256' })
      .sign(await importJWK({ ...privateJwk }, 'ES256'))
    expect(accepts(theirs, own.publicJwk)).toBe(true)
  })

  test('does not survive any change of one character', async () => {
    const text = await signCompactJws(key, { typ: 'x' }, { sub: 'someone', n: 12345 })
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'ABab01-_.=~ '), (at, letter) => {
        fc.pre(text[at] !== letter)
        expect(accepts(text.slice(0, at) + letter + text.slice(at + 1), key.publicJwk)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test('is not accepted from another key, another curve, or with RSA', async () => {
    const jws = parseCompactJws(await signCompactJws(key, {}, {}))
    expect(() => verifyEs256(jws, generateSoftwareKey().key.publicJwk)).toThrow('does not verify')
    for (const namedCurve of ['secp256k1', 'P-384']) {
      expect(() => verifyEs256(jws, generateKeyPairSync('ec', { namedCurve }).publicKey)).toThrow('not on P-256')
    }
    expect(() => verifyEs256(jws, generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)).toThrow(
      'not on P-256',
    )
    expect(() => verifyEs256(jws, generateKeyPairSync('ed25519').publicKey)).toThrow('not on P-256')
  })

  test.each([
    ['alg none', { alg: 'none' }, "alg is 'none'"],
    ['alg in lower case', { alg: 'es256' }, "alg is 'es256'"],
    ['alg that is a list', { alg: ['ES256'] }, 'alg is a object'],
    ['no alg', { alg: null as unknown as string }, 'alg is a object'],
    ['crit', { crit: ['exp'], exp: 1 }, 'crit'],
    ['an empty crit', { crit: [] }, 'crit'],
  ])('with %s in the header is refused', async (_what, header, message) => {
    const jws = parseCompactJws(await signCompactJws(key, header as unknown as JsonObject, {}))
    expect(() => verifyEs256(jws, key.publicJwk)).toThrow(message)
  })

  test('in DER instead of the two numbers is refused', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const signingInput = `${toBase64url(utf8('{"alg":"ES256"}'))}.e30`
    const text = `${signingInput}.${toBase64url(sign('sha256', utf8(signingInput), privateKey))}`
    expect(() => verifyEs256(parseCompactJws(text), publicKey)).toThrow('64 bytes')
  })
})

test.each([
  '',
  '.',
  '..',
  '...',
  'e30.e30',
  'e30.e30.AA.AA',
  'e30..AA',
  '.e30.AA',
  'e30=.e30.AA',
  'e30.e30.A',
  'W10.e30.AA',
  'e30.W10.AA',
  'bnVsbA.e30.AA',
  'e30.Zm9v.AA',
  '_w.e30.AA',
  'e30.e30.AA\n',
])('"%s" is no JWS', (text) => {
  expect(() => parseCompactJws(text)).toThrow(expect.objectContaining({ name: 'CheckFailed' }))
})

test('a value in a message is short', () => {
  expect(show(undefined)).toBe('missing')
  expect(show('a'.repeat(99))).toBe(`'${'a'.repeat(40)}'`)
  expect(show({})).toBe('a object')
})

test('a public JWK out of a JWS is still checked', () => {
  expect(parsePublicJwk(rfc7515.public_key_jwk)).toEqual(rfc7515.public_key_jwk)
})
