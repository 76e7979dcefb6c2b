import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { days, epochSeconds, minutes } from '../../src/base/time.ts'
import type { P256PublicJwk } from '../../src/jose/jwk.ts'
import { parseCompactJws, signCompactJws, verifyEs256 } from '../../src/jose/jws.ts'
import { inflateStatuses, makeStatusList, readStatus } from '../../src/status-list/status-list.ts'
import { signStatusListToken, verifyStatusListToken } from '../../src/status-list/status-list-token.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'

const now = epochSeconds(1_795_334_400)
const uri = 'https://status.example/lists/1'
const ca = await makeCa({ subject: { C: 'XM', O: 'LAB-Authority', CN: 'LAB-Root' }, now, validFor: days(90) })
const signer = await makeLeaf({
  profile: 'statusListSigner',
  subject: { C: 'XM', O: 'LAB-Status', CN: 'LAB-Status' },
  ca,
  now,
  validFor: days(30),
})
const list = makeStatusList({ bits: 2, size: 100 }, [{ index: 7, status: 1 }])

test('Token Status List "Status List Token in JWT Format": the example token', () => {
  const { example_private_key_jwk: key, status_list_jwt: example } = JSON.parse(
    readFileSync(`${import.meta.dirname}/../vectors/status-list/token-examples.json`, 'utf8'),
  ) as {
    example_private_key_jwk: P256PublicJwk
    status_list_jwt: { jwt: string; header: object; payload: { status_list: { lst: string } } }
  }
  const jws = parseCompactJws(example.jwt)
  expect(jws.header).toEqual(example.header)
  expect(jws.payload).toEqual(example.payload)
  verifyEs256(jws, { kty: key.kty, crv: key.crv, x: key.x, y: key.y })
  const bytes = inflateStatuses(example.payload.status_list.lst)
  expect(Array.from({ length: 16 }, (_, index) => readStatus({ bits: 1, bytes }, index)).join('')).toBe(
    '1001110111000101',
  )
  expect(() => verifyStatusListToken(example.jwt, { uri: 'https://example.com/statuslists/1', now })).toThrow(
    'the header has no x5c',
  )
})

test('a token has the members the draft asks for, and reads back', async () => {
  const token = await signStatusListToken(signer.key, list, { uri, now, ttl: minutes(5), lifetime: days(1) })
  const { header, payload } = parseCompactJws(token)
  const { kty, crv, x, y } = signer.key.publicJwk
  expect(header).toEqual({ alg: 'ES256', typ: 'statuslist+jwt', x5c: signer.x5c, jwk: { kty, crv, x, y } })
  expect(payload).toEqual({
    sub: uri,
    iat: now,
    exp: now + 86_400,
    ttl: 300,
    status_list: { bits: 2, lst: expect.any(String) },
  })
  const verified = verifyStatusListToken(token, { uri, now })
  expect(verified).toMatchObject({ uri, iat: now, exp: now + 86_400 })
  expect(verified.list()).toEqual({ bits: 2, bytes: Buffer.from(list.bytes) })
  expect(verified.chain[0].base64).toBe(signer.certificate)
})

test('a token without exp is believed for a day', async () => {
  const { payload } = parseCompactJws(
    await signStatusListToken(signer.key, list, { uri, now, ttl: minutes(5), lifetime: days(1) }),
  )
  const { exp: _, ...endless } = payload
  const token = await signCompactJws(signer.key, { typ: 'statuslist+jwt', x5c: [...signer.x5c] }, endless)
  expect(verifyStatusListToken(token, { uri, now: epochSeconds(now + 86_399) })).not.toHaveProperty('exp')
  expect(() => verifyStatusListToken(token, { uri, now: epochSeconds(now + 86_400) })).toThrow(
    'has no exp and is older than a day',
  )
})
