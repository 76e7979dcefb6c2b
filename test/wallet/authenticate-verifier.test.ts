import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days } from '../../src/base/time.ts'
import type { FetchDocument } from '../../src/http/fetch-document.ts'
import type { CertifiedKey } from '../../src/jose/signing-key.ts'
import { certifiedKeyFile } from '../../src/trust/adapters/certified-key-file.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'
import type { RequestChanges } from './verifier-peer.ts'
import { http, queryFor, walletWorld, type Answer, type Holder, type WalletWorld } from './wallet-world.ts'

let listsAnswer = true
const network: FetchDocument = async (request) =>
  listsAnswer || !request.url.endsWith('/list.jws')
    ? http(request)
    : { url: request.url, status: 503, contentType: '', header: () => undefined, text: '' }

let world: WalletWorld
let holder: Holder
/** The names of the real admissions office, certified by somebody whom no list has. */
let impostor: CertifiedKey
let university: CertifiedKey
let otherRegistration: string
beforeAll(async () => {
  world = await walletWorld({ fetchDocument: network })
  holder = await world.holder()
  await holder.collects('identity.jp', 'hanako')
  await holder.collects('university.jp', 'hanako')
  const now = world.clock.now()
  const ca = await makeCa({ subject: { C: 'XM', O: 'LAB-Nobody', CN: 'LAB-Nobody CA' }, now, validFor: days(100) })
  const subject = {
    C: 'XM',
    O: 'LAB-University of Musterland',
    organizationIdentifier: 'LEIXG-LAB0000000000EU00184',
    CN: 'LAB-University of Musterland, Admissions',
  }
  impostor = (
    await makeLeaf({
      profile: 'accessCertificate',
      subject,
      subjectAltNames: [{ type: 'email', value: 'x@lab.example' }],
      ca,
      now,
      validFor: days(50),
    })
  ).key
  university = await certifiedKeyFile(join(world.folder, 'keys/university.eu.json'))
  otherRegistration = (await readFile(join(world.folder, 'registrations/admissions.jp.jwt'), 'utf8')).trim()
})
afterAll(() => world.close())

const failed = ({ body }: Answer): readonly string[] =>
  ((body['checks'] ?? []) as { id: string; outcome: string }[])
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'indeterminate')
    .map(({ id }) => id)
const opens = async (changes: RequestChanges = {}): Promise<Answer> => {
  const { link } = await world.verifiers.EU.ask(queryFor('JP'), changes)
  return holder.api('/presentations', { request: link })
}

test('a verifier that is who it says it is is shown with what its certificates say', async () => {
  const { status, body } = await opens()
  expect(status).toBe(201)
  expect(body).toMatchObject({
    verifier: {
      name: 'LAB-University of Musterland, Admissions',
      identifier: 'LEIXG-LAB0000000000EU00184',
      country: 'XM',
      territory: 'EU',
      list_status: 'granted',
    },
    purpose: { code: 'university_admission', retention_days: 180 },
    can_answer: true,
  })
  expect(failed({ status, body })).toEqual([])
})

test('what the request says about itself is not shown', async () => {
  const { status, body } = await opens({
    payload: { client_name: 'LAB-Somebody grand', iss: 'https://grand.example', unknown: { any: 1 } },
  })
  expect(status).toBe(201)
  expect(JSON.stringify(body)).not.toContain('grand')
})

describe('no consent is shown where', () => {
  const invalid = 'invalid_presentation_request'
  test.each<[string, string, readonly string[], () => RequestChanges]>([
    ['the signature does not hold', invalid, ['request_object_signature'], () => ({ tamperedSignature: true })],
    ['the type is another one', invalid, ['request_object_type'], () => ({ header: { typ: 'JWT' } })],
    ['there is no certificate', invalid, ['request_object_certificate'], () => ({ header: { x5c: [] } })],
    [
      'the link named another verifier',
      invalid,
      ['client_id_unchanged'],
      () => ({ linkClientId: 'x509_hash:somebody-else' }),
    ],
    [
      'the identifier has another prefix',
      invalid,
      ['client_identifier'],
      () => ({
        payload: { client_id: 'redirect_uri:https://x.example' },
        linkClientId: 'redirect_uri:https://x.example',
      }),
    ],
    [
      'the audience is another one',
      invalid,
      ['request_audience'],
      () => ({ payload: { aud: 'https://wallet.example' } }),
    ],
    ['there is no nonce', invalid, ['nonce'], () => ({ without: ['nonce'] })],
    ['there is a redirect_uri', invalid, ['response_uri'], () => ({ payload: { redirect_uri: 'https://x.example' } })],
    [
      'the response would not be encrypted',
      invalid,
      ['response_mode'],
      () => ({ payload: { response_mode: 'direct_post' } }),
    ],
    ['there is no key to encrypt to', invalid, ['response_encryption'], () => ({ without: ['client_metadata'] })],
    [
      'a transaction is to be authorised',
      invalid,
      ['transaction_data'],
      () => ({ payload: { transaction_data: ['e30'] } }),
    ],
    ['it answers a nonce that was not posted', invalid, ['wallet_nonce'], () => ({ payload: { wallet_nonce: 'x' } })],
    ['the query is broken', invalid, ['dcql_query'], () => ({ payload: { dcql_query: { credentials: [] } } })],
    ['it has expired', invalid, ['request_time'], () => ({ payload: { exp: 1 } })],
    ['no list has its certificate', 'verifier_not_authenticated', ['access_issuer_listed'], () => ({ key: impostor })],
    [
      'its certificate is that of an issuer',
      'verifier_not_authenticated',
      ['access_policy', 'access_contact', 'access_issuer_listed'],
      () => ({ key: university }),
    ],
    [
      'it brings no registration',
      'verifier_not_authenticated',
      ['registration_present'],
      () => ({ without: ['verifier_info'] }),
    ],
    [
      'it brings two registrations',
      'verifier_not_authenticated',
      ['registration_present'],
      () => ({ payload: { verifier_info: [0, 1].map(() => ({ format: 'registration_cert', data: 'eA' })) } }),
    ],
    [
      'its registration is nonsense',
      'verifier_not_authenticated',
      ['registration_form'],
      () => ({ registration: 'nonsense' }),
    ],
    [
      'the registration is somebody else’s',
      'verifier_not_authenticated',
      ['registration_issuer_listed', 'registration_subject'],
      () => ({ registration: otherRegistration }),
    ],
  ])('%s: %s', async (_what, code, checks, changes) => {
    const before = world.verifiers.EU.received.length
    const answer = await opens(changes())
    expect(answer.body).toMatchObject({ error: code })
    const beyondScope = failed(answer).filter((id) => id !== 'registration_covers_request')
    expect(beyondScope).toEqual(checks)
    expect(answer.body['error_description']).toContain(checks[0])
    expect(world.verifiers.EU.received.length).toBe(before)
  })

  test('the link is no request', async () => {
    for (const request of [
      'hello',
      'openid4vp://?client_id=x',
      'openid4vp://?client_id=a&client_id=b&request_uri=https%3A%2F%2Fx',
      `openid4vp://?client_id=x&request_uri=nowhere`,
    ]) {
      expect(await holder.api('/presentations', { request }), request).toMatchObject({
        status: 400,
        body: { error: invalid },
      })
    }
  })

  test('the request cannot be had', async () => {
    const link = (uri: string) => `openid4vp://?client_id=x&request_uri=${encodeURIComponent(uri)}`
    const { url, serve } = world.verifiers.EU
    const moved = serve('/moved-request', { status: 302, contentType: 'text/plain', body: '', location: '/x' })
    const large = serve('/large-request', { contentType: 'application/oauth-authz-req+jwt', body: 'x'.repeat(300_000) })
    for (const [uri, error] of [
      [`${url}/gone`, invalid],
      [moved, 'request_unreachable'],
      [large, 'request_unreachable'],
      ['http://127.0.0.1:9/', 'request_unreachable'],
    ] as const) {
      expect((await holder.api('/presentations', { request: link(uri) })).body, uri).toMatchObject({ error })
    }
    expect((await opens({ contentType: 'text/html' })).body).toMatchObject({ error: invalid })
  })

  test('nobody can tell, for no list can be read', async () => {
    listsAnswer = false
    world.clock.advance(days(2))
    const answer = await opens()
    listsAnswer = true
    expect(answer).toMatchObject({ status: 503, body: { error: 'trust_unknown' } })
    expect(failed(answer)).toEqual(['access_trust_list'])
  })
})

test('every refusal is in the history, by code and check and without anybody’s data', async () => {
  await opens({ key: impostor })
  const [last] = (await holder.api('/history')).body['history'] as readonly object[]
  expect(last).toMatchObject({
    kind: 'presentation',
    outcome: 'failed',
    error: { code: 'verifier_not_authenticated', checks: expect.arrayContaining(['access_issuer_listed']) },
  })
})
