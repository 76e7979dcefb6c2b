import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { ClaimsPath } from '../../src/base/claims-path.ts'
import type { JsonObject } from '../../src/base/json.ts'
import type { Random } from '../../src/base/random.ts'
import { verifyEs256 } from '../../src/jose/jws.ts'
import { concealClaims } from '../../src/sd-jwt/conceal-claims.ts'
import { digestOf } from '../../src/sd-jwt/disclosure.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { processPayload } from '../../src/sd-jwt/processed-payload.ts'
import { heldClaims } from '../../src/sd-jwt/selectable-claims.ts'
import { claims, credential, holder, issue, issuer } from './lab-credential.ts'

const { issuerJwt, disclosures, keyBinding } = parseSdJwt(credential)

test('a credential says all its claims, under the right header, and no Key Binding JWT is with it', () => {
  expect(issuerJwt.header).toEqual({ alg: 'ES256', typ: 'dc+sd-jwt', x5c: issuer.x5c })
  verifyEs256(issuerJwt, issuer.key.publicJwk)
  expect(keyBinding).toBeUndefined()
  expect(credential.endsWith('~')).toBe(true)
  const { kty, crv, x, y } = holder.publicJwk
  expect(heldClaims(credential)).toEqual({ ...claims, cnf: { jwk: { kty, crv, x, y } } })
})

test('what must stand in the clear does, and nothing disclosable is readable in the payload', () => {
  const { iss, iat, nbf, exp, vct, status, issuing_country, cnf, _sd, _sd_alg, nationalities, ...others } =
    issuerJwt.payload
  expect({ iss, iat, nbf, exp, vct, status, issuing_country }).toEqual(
    Object.fromEntries(
      ['iss', 'iat', 'nbf', 'exp', 'vct', 'status', 'issuing_country'].map((name) => [name, claims[name]]),
    ),
  )
  expect(cnf).toHaveProperty('jwk')
  expect(_sd_alg).toBe('sha-256')
  expect((_sd as string[]).length).toBeGreaterThanOrEqual(3)
  expect(nationalities).toContainEqual({ '...': expect.any(String) })
  expect(others).toEqual({})
  expect(JSON.stringify(issuerJwt.payload)).not.toMatch(/Hanako|Mihon|LAB-Town|"XA"|"XB"/)
})

test('salts have 128 bits and are never used twice, in one credential or in two', async () => {
  const second = parseSdJwt(await issue()).disclosures
  const salts = [...disclosures, ...second].map(({ salt }) => salt)
  expect(new Set(salts).size).toBe(salts.length)
  expect(salts.every((salt) => Buffer.from(salt, 'base64url').length === 16)).toBe(true)
})

test('the digests do not tell the order of the claims', async () => {
  const orders = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const {
        issuerJwt: { payload },
        disclosures: all,
      } = parseSdJwt(await issue())
      const names = new Map(all.map(({ text, name }) => [digestOf(text, 'sha-256'), name]))
      return (payload['_sd'] as string[])
        .map((digest) => names.get(digest))
        .filter((name) => name !== undefined)
        .join()
    }),
  )
  expect(new Set(orders).size).toBeGreaterThan(1)
})

test('decoys are at most as many as asked for, vary, and change no claim', () => {
  const counts = Array.from({ length: 60 }, () => {
    const { payload, disclosures: made } = concealClaims(
      { a: 1, list: [1, 2] },
      { disclosable: [['a'], ['list', null]], random: systemRandom, decoys: 4 },
    )
    expect(processPayload(payload, made).claims).toEqual({ a: 1, list: [1, 2] })
    expect(processPayload(payload, []).claims).toEqual({ list: [] })
    return { members: (payload['_sd'] as string[]).length - 1, elements: (payload['list'] as unknown[]).length - 2 }
  })
  for (const kind of ['members', 'elements'] as const) {
    const seen = new Set(counts.map((count) => count[kind]))
    expect([...seen].every((count) => count >= 0 && count <= 4)).toBe(true)
    expect(seen.size).toBeGreaterThan(2)
  }
})

test('a disclosable value inside a disclosable value gives a disclosure inside a disclosure, outer ones first', () => {
  const { disclosed } = processPayload(issuerJwt.payload, disclosures)
  expect(disclosed.map(({ path }) => path)).toEqual(
    expect.arrayContaining([['address'], ['address', 'locality'], ['address', 'lines', 0]]),
  )
  const names = disclosures.map(({ name }) => name)
  expect(names.indexOf('address')).toBeLessThan(names.indexOf('locality'))
  expect(disclosures.find(({ name }) => name === 'address')!.value).toMatchObject({
    country: 'XM',
    _sd: expect.any(Array),
  })
})

test('a path that is not in the claims is passed over; without any digest there is no _sd_alg', () => {
  const { payload, disclosures: made } = concealClaims(
    { a: [] },
    { disclosable: [['b'], ['a', null], ['a', 3, 'c']], random: systemRandom, decoys: 9 },
  )
  expect(payload).toEqual({ a: [] })
  expect(made).toEqual([])
})

const without = (name: string): JsonObject =>
  Object.fromEntries(Object.entries(claims).filter(([member]) => member !== name))

test.each<[string, { claims?: JsonObject; disclosable?: readonly ClaimsPath[]; always?: readonly string[] }]>([
  ['has no vct', { claims: without('vct') }],
  ['has no exp', { claims: without('exp') }],
  ['cnf comes from', { claims: { ...claims, cnf: {} } }],
  ['degree is neither in the clear on purpose nor disclosable', { claims: { ...claims, degree: 'PhD' } }],
  ['exp is to be in the clear and disclosable', { disclosable: [['exp']] }],
  ['status is to be in the clear and disclosable', { disclosable: [['status', 'status_list']] }],
  ['given_name is to be in the clear and disclosable', { always: ['issuing_country', 'given_name'] }],
  ['reserved name _sd', { claims: { ...claims, address: { _sd: [] } } }],
  ['reserved name ...', { claims: { ...claims, address: { '...': 1 } } }],
  ['reserved name _sd_alg', { claims: { ...claims, address: { _sd_alg: 1 } } }],
])('a credential that "%s" is not issued', async (message, varied) => {
  await expect(issue(varied)).rejects.toThrow(message)
})

test('the same randomness gives the same disclosures: nothing else goes into them', () => {
  const counter = (): Random => {
    let count = 0
    return { bytes: (length) => Uint8Array.from({ length }, () => (count += 7) % 251) }
  }
  const make = () => concealClaims(claims, { disclosable: [['given_name'], ['address']], random: counter(), decoys: 2 })
  expect(make()).toEqual(make())
})
