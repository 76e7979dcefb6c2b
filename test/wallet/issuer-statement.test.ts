import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/base/json.ts'
import { after, days } from '../../src/base/time.ts'
import type { FetchedDocument } from '../../src/http/fetch-document.ts'
import { certifiedKey, softwareSigningKey } from '../../src/jose/adapters/software-signing-key.ts'
import { parseCompactJws, signCompactJws } from '../../src/jose/jws.ts'
import type { CertifiedKey } from '../../src/jose/signing-key.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'
import { answered, interception } from './interception.ts'
import { walletWorld, type Answer, type Holder, type WalletWorld } from './wallet-world.ts'

const { network, put, clear } = interception()

let world: WalletWorld
let holder: Holder
beforeAll(async () => {
  world = await walletWorld({ fetchDocument: network })
  holder = await world.holder()
})
afterAll(() => world.close())
afterEach(clear)

const preview = async (place = 'university.jp'): Promise<Answer> => {
  const { offer } = await world.offer(place, place.endsWith('.jp') ? 'hanako' : 'zoe')
  return holder.api('/offers', { offer })
}
const accessKey = (place: string): CertifiedKey => {
  const { privateJwk, x5c } = JSON.parse(readFileSync(join(world.folder, `keys/${place}-access.json`), 'utf8'))
  return certifiedKey(softwareSigningKey(privateJwk), x5c)
}
/** Puts another answer in the place of the signed metadata. */
const signedAs = (change: (found: FetchedDocument) => Promise<FetchedDocument> | FetchedDocument): void =>
  put(async ({ accept }, answer) => (accept === 'application/jwt' ? change(await answer()) : answer()))
const resigned = async (key: CertifiedKey, text: string, changes: JsonObject, header: JsonObject = {}): Promise<string> =>
  signCompactJws(key, { typ: 'openidvci-issuer-metadata+jwt', x5c: [...key.x5c], ...header }, { ...parseCompactJws(text).payload, ...changes })

test.each(['university.jp', 'university.eu', 'identity.jp', 'identity.eu'])('%s: signed by its access certificate, with its registration', async (place) => {
  const { body } = await preview(place)
  expect(body).toMatchObject({
    issuer: {
      signed_by: { territory: place.slice(-2).toUpperCase(), identifier: expect.any(String), legalName: expect.stringContaining('LAB') },
      registration: { provides: expect.arrayContaining([expect.any(String)]), registry: expect.stringMatching(/^http/) },
    },
  })
  expect((body['issuer'] as { signed_by: { identifier: string }; registration: { identifier: string } }).signed_by.identifier).toBe(
    (body['issuer'] as { registration: { identifier: string } }).registration.identifier,
  )
})

describe('signed metadata that do not hold are refused', () => {
  const refused = async (): Promise<void> => expect(await preview()).toMatchObject({ status: 400, body: { error: 'invalid_issuer_metadata' } })
  test.each<[string, JsonObject, JsonObject]>([
    ['made for another issuer', { sub: 'https://other.example' }, {}],
    ['of another issuer', { credential_issuer: 'https://other.example' }, {}],
    ['that have expired', { exp: 1 }, {}],
    ['from the future', { iat: 99_999_999_999 }, {}],
    ['of another type', {}, { typ: 'JWT' }],
    ['without a certificate', {}, { x5c: [] }],
  ])('%s', async (_what, claims, header) => {
    signedAs(async (found) => ({ ...found, text: await resigned(accessKey('university.jp'), found.text, claims, header) }))
    await refused()
  })

  test('with another signature, or none that can be read', async () => {
    signedAs((found) => ({ ...found, text: `${found.text.slice(0, found.text.lastIndexOf('.'))}.${Buffer.alloc(64, 1).toString('base64url')}` }))
    await refused()
    signedAs((found) => ({ ...found, text: 'nonsense' }))
    await refused()
  })
})

describe('an issuer about whom nobody says anything is not named by its certificate', () => {
  test('because it does not sign', async () => {
    signedAs((found) => ({ ...found, contentType: 'application/json' }))
    expect(await preview()).toMatchObject({ status: 201, body: { issuer: { signed_by: null, registration: {} } } })
  })

  test('because its certificate is in no list, or is another’s', async () => {
    const now = world.clock.now()
    const subject = { C: 'JP', O: 'LAB-Somebody', organizationIdentifier: 'NTRJP-LAB0', CN: 'LAB-Somebody' }
    const ca = await makeCa({ subject: { C: 'JP', O: 'LAB-Somebody', CN: 'LAB-Somebody CA' }, now, validFor: days(10) })
    const { key } = await makeLeaf({ profile: 'accessCertificate', subject, ca, now, validFor: days(9), altNames: [{ type: 'uri', value: 'https://somebody.example' }] } as never)
    signedAs(async (found) => ({ ...found, text: await resigned(key, found.text, { exp: after(now, days(1)) }) }))
    const unlisted = await preview()
    expect(unlisted).toMatchObject({ status: 201, body: { issuer: { signed_by: null } } })
    expect(JSON.stringify(unlisted.body['checks'])).toContain('metadata.access_issuer_listed')
    signedAs(async (found) => ({ ...found, text: await resigned(accessKey('university.eu'), found.text, {}) }))
    const other = await preview()
    expect(other).toMatchObject({ status: 201, body: { issuer: { signed_by: null } } })
    expect(JSON.stringify(other.body['checks'])).toMatch(/"id":"metadata.issuer_registration"[^}]*"outcome":"failed"/)
  })

  test('because the registration cannot be read', async () => {
    signedAs(async (found) => ({ ...found, text: await resigned(accessKey('university.jp'), found.text, { issuer_info: [{ format: 'registrar_dataset', data: 7 }] }) }))
    expect(await preview()).toMatchObject({ status: 201, body: { issuer: { signed_by: null } } })
  })
})

test('an issuer whose signed metadata cannot be had just now can be tried again', async () => {
  put(async ({ accept }, answer) => (accept === 'application/jwt' ? answered({}, 503) : answer()))
  expect(await preview()).toMatchObject({ body: { error: 'issuer_unreachable' } })
  put()
  expect(await preview()).toMatchObject({ status: 201 })
})
