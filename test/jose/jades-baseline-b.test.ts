import { expect, test } from 'vitest'
import { days, epochSeconds } from '../../src/base/time.ts'
import { certifiedKey, generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signBaselineB, verifyBaselineB } from '../../src/jose/jades-baseline-b.ts'
import { importPublicJwk } from '../../src/jose/jwk.ts'
import { parseCompactJws, signCompactJws } from '../../src/jose/jws.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'

const now = epochSeconds(1_795_334_400)
const ca = await makeCa({ subject: { C: 'XM', CN: 'LAB-Root' }, now, validFor: days(9) })
const signer = await makeLeaf({
  profile: 'listSigner',
  subject: { C: 'XM', CN: 'LAB-Signer' },
  ca,
  now,
  validFor: days(9),
})
const publicKey = importPublicJwk(signer.key.publicJwk)

test('ETSI TS 119 182-1 Table 1, B-B: iat and x5c are in the protected header, sigT is not', async () => {
  const jws = parseCompactJws(await signBaselineB(signer.key, { LoTE: {} }, { iat: now }))
  expect(jws.header).toEqual({ alg: 'ES256', iat: now, x5c: signer.x5c })
  expect(verifyBaselineB(jws, publicKey)).toBe(now)
  expect(parseCompactJws(await signBaselineB(signer.key, {}, { iat: now, typ: 'x+jwt' })).header['typ']).toBe('x+jwt')
})

test.each([
  ['without iat', { x5c: [...signer.x5c] }, 'iat is missing'],
  ['with iat as a text', { iat: '2026-11-22', x5c: [...signer.x5c] }, 'iat is'],
  ['with a fraction in iat', { iat: 1.5, x5c: [...signer.x5c] }, 'iat is'],
  ['without x5c', { iat: now }, 'no x5c'],
  ['with sigT', { iat: now, x5c: [...signer.x5c], sigT: '2026-11-22T08:00:00Z' }, 'sigT'],
  ['with crit', { iat: now, x5c: [...signer.x5c], crit: ['sigD'], sigD: {} }, 'crit'],
])('a signature %s is not Baseline B here', async (_what, header, message) => {
  const jws = parseCompactJws(await signCompactJws(signer.key, header, {}))
  expect(() => verifyBaselineB(jws, publicKey)).toThrow(message)
})

test('a signature by another key does not hold', async () => {
  const other = certifiedKey(generateSoftwareKey().key, signer.x5c)
  const jws = parseCompactJws(await signBaselineB(other, {}, { iat: now }))
  expect(() => verifyBaselineB(jws, publicKey)).toThrow('does not verify')
})
