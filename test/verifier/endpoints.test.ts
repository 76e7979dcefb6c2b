import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desk, openRequest, present, vpTokenFor, walletOf, type DeskAnswer, type Wallet } from './holder.ts'
import { errorResponseRequest, vpTokenRequest } from '../../src/openid4vp/authorization-response.ts'
import { http, deskToken, verifierWorld, type VerifierWorld } from './verifier-world.ts'

let world: VerifierWorld
let good: Wallet
let open: DeskAnswer
let answered: DeskAnswer
beforeAll(async () => {
  world = await verifierWorld()
  good = await walletOf(world)
  open = await desk(world).ask()
  answered = await desk(world).ask()
  expect((await present(world, answered.wallet_url, good)).status).toBe(200)
})
afterAll(() => world.close())

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json', authorization: `Bearer ${deskToken}` }
const post = (body: string | Uint8Array, headers: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: body as string,
  headers,
})
const wish = (body: unknown) => post(JSON.stringify(body), json)
const admission = 'university_admission'

/** What is sent, and the status and code that must come back. */
const refused: readonly (readonly [string, () => string, RequestInit, number, string])[] = [
  ['an unknown address', () => '/nowhere', {}, 404, 'not_found'],
  ['a parameter twice', () => '/result?response_code=a&response_code=b', {}, 400, 'invalid_request'],
  ['broken percent-encoding', () => '/receipts/%E0%A4%A', {}, 400, 'invalid_request'],

  ['request_uri of no request', () => '/requests/pres_x/request-object', {}, 404, 'not_found'],
  ['request_uri of an answered request', () => `/requests/${answered.id}/request-object`, {}, 410, 'expired'],
  ['request_uri by POST', () => `/requests/${open.id}/request-object`, { method: 'POST' }, 405, 'method_not_allowed'],

  ['response_uri of no request', () => '/responses/pres_x', post('response=a.b.c.d.e', form), 404, 'not_found'],
  ['response_uri by GET', () => `/responses/${open.id}`, {}, 405, 'method_not_allowed'],
  [
    'a response as JSON',
    () => `/responses/${open.id}`,
    post('{"response":"x"}', { 'content-type': 'application/json' }),
    400,
    'invalid_request',
  ],
  [
    'a response without a content type',
    () => `/responses/${open.id}`,
    post(new Uint8Array([120]), {}),
    400,
    'invalid_request',
  ],
  ['an empty form', () => `/responses/${open.id}`, post('', form), 400, 'invalid_request'],
  ['response twice', () => `/responses/${open.id}`, post('response=a&response=b', form), 400, 'invalid_request'],
  [
    'an unencrypted VP Token',
    () => `/responses/${open.id}`,
    post('vp_token=%7B%7D&state=x', form),
    400,
    'invalid_request',
  ],
  [
    'response and error',
    () => `/responses/${open.id}`,
    post('response=x&error=access_denied', form),
    400,
    'invalid_request',
  ],
  ['something that is no JWE', () => `/responses/${open.id}`, post('response=x', form), 400, 'invalid_request'],
  [
    'an error with another state',
    () => `/responses/${open.id}`,
    post('error=access_denied&state=x', form),
    400,
    'invalid_request',
  ],
  ['an error without state', () => `/responses/${open.id}`, post('error=access_denied', form), 400, 'invalid_request'],
  ['an error in quotes', () => `/responses/${open.id}`, post('error=%22&state=x', form), 400, 'invalid_request'],
  ['bytes that are no UTF-8', () => `/responses/${open.id}`, post('response=%FF', form), 400, 'invalid_request'],
  ['300 kB', () => `/responses/${open.id}`, post(`response=${'x'.repeat(300_000)}`, form), 413, 'invalid_request'],
  [
    'a compressed response',
    () => `/responses/${open.id}`,
    post('response=x', { ...form, 'content-encoding': 'gzip' }),
    400,
    'invalid_request',
  ],

  ['a result without code', () => '/result', {}, 400, 'invalid_request'],
  ['a result with a made-up code', () => '/result?response_code=x', {}, 404, 'not_found'],
  ['a page of no request', () => '/requests/pres_x', {}, 404, 'not_found'],
  ["a page of somebody else's request", () => `/requests/${open.id}`, {}, 403, 'other_browser'],
  ['a page with a made-up start', () => `/requests/${open.id}?start=x`, {}, 403, 'other_browser'],
  ['a receipt of no request', () => '/receipts/pres_x', {}, 404, 'not_found'],
  ['a receipt before the answer', () => `/receipts/${open.id}`, {}, 404, 'not_found'],
  [
    'beginning from another site',
    () => '/present',
    post('', { ...form, origin: 'https://evil.example' }),
    403,
    'cross_origin',
  ],
  ['beginning with JSON', () => '/present', post('{}', { 'content-type': 'application/json' }), 400, 'invalid_request'],

  [
    'the desk without a token',
    () => '/api/requests',
    post('{}', { 'content-type': 'application/json' }),
    401,
    'invalid_token',
  ],
  [
    'the desk with another token',
    () => '/api/requests',
    post('{}', { ...json, authorization: 'Bearer no' }),
    401,
    'invalid_token',
  ],
  ['a state without a token', () => `/api/requests/${answered.id}`, {}, 401, 'invalid_token'],
  ['a state of no request', () => '/api/requests/pres_x', { headers: json }, 404, 'not_found'],
  ['broken JSON', () => '/api/requests', post('{', json), 400, 'invalid_request'],
  [
    'a member twice',
    () => '/api/requests',
    post(`{"purpose":"${admission}","purpose":"${admission}"}`, json),
    400,
    'invalid_request',
  ],
  ['a list', () => '/api/requests', wish([]), 400, 'invalid_request'],
  ['no purpose', () => '/api/requests', wish({}), 400, 'invalid_request'],
  ['an unknown purpose', () => '/api/requests', wish({ purpose: 'curiosity' }), 400, 'invalid_request'],
  ['an unknown member', () => '/api/requests', wish({ purpose: admission, everything: true }), 400, 'invalid_request'],
  [
    'an empty path',
    () => '/api/requests',
    wish({ purpose: admission, additional_claims: { identity: [[]] } }),
    400,
    'invalid_request',
  ],
  [
    'a claim that does not exist',
    () => '/api/requests',
    wish({ purpose: admission, additional_claims: { identity: [['blood_type']] } }),
    400,
    'invalid_request',
  ],
  [
    'the Individual Number',
    () => '/api/requests',
    wish({ purpose: admission, additional_claims: { identity: [['individual_number_unicode']] } }),
    400,
    'invalid_request',
  ],
  [
    'a third kind',
    () => '/api/requests',
    wish({ purpose: admission, additional_claims: { passport: [['name']] } }),
    400,
    'invalid_request',
  ],
  ['a long body', () => '/api/requests', post(`{"purpose":"${'x'.repeat(20_000)}"}`, json), 413, 'invalid_request'],
  ['a transfer of nothing', () => '/api/transfer-requests', wish({}), 400, 'invalid_request'],
  [
    'a transfer from no address',
    () => '/api/transfer-requests',
    wish({ issuer: 'file:///etc/passwd', subject: 'x', kind: 'diploma' }),
    400,
    'invalid_request',
  ],
  [
    'a transfer of another kind',
    () => '/api/transfer-requests',
    wish({ issuer: 'https://x.example', subject: 'x', kind: 'passport' }),
    400,
    'invalid_request',
  ],
  [
    'a transfer from nobody',
    () => '/api/transfer-requests',
    wish({ issuer: 'http://127.0.0.1:9', subject: 'x', kind: 'diploma' }),
    503,
    'temporarily_unavailable',
  ],
]

describe('every endpoint answers a wrong request with a code and a reason', () => {
  test.each(refused)('%s', async (_what, path, init, status, code) => {
    const answer = await fetch(world.url + path(), { redirect: 'manual', ...init })
    const body = (await answer.json()) as { error: string; error_description: string }
    expect([answer.status, body.error]).toEqual([status, code])
    expect(body.error_description.length).toBeGreaterThan(10)
    expect(JSON.stringify(body)).not.toMatch(/at .*\.ts|node:internal/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('and loses nothing: the open request is open, the answered one as it was', async () => {
    expect((await desk(world).state(open.id)).state).toBe('pending')
    expect((await desk(world).state(answered.id)).state).toBe('answered')
    expect((await present(world, open.wallet_url, good)).status).toBe(200)
  })

  test('and nothing of it was our fault', () =>
    expect(world.log.events.filter(({ level }) => level === 'error')).toEqual([]))
})

describe('request_uri', () => {
  test('can be fetched more than once, with the same nonce and key', async () => {
    const request = await desk(world).ask()
    const [one, other] = [await openRequest(world, request.wallet_url), await openRequest(world, request.wallet_url)]
    expect(one).toEqual(other)
  })

  test('every request has its own nonce, state and key', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(async () => openRequest(world, (await desk(world).ask()).wallet_url)),
    )
    expect(one!.nonce).toMatch(/^[\w-]{43}$/)
    expect(
      new Set([
        one!.nonce,
        other!.nonce,
        one!.state,
        other!.state,
        one!.encryption.recipient.x,
        other!.encryption.recipient.x,
      ]).size,
    ).toBe(6)
    expect(one!.encryption.recipient.kid).not.toBe(other!.encryption.recipient.kid)
  })

  test('comes as the media type of RFC 9101', async () => {
    const request = await desk(world).ask()
    const answer = await fetch(`${world.url}/requests/${request.id}/request-object`)
    expect(answer.headers.get('content-type')).toBe('application/oauth-authz-req+jwt')
  })
})

describe('an error that the wallet sends in the clear', () => {
  test('is received with the right state, shown, and closes the request', async () => {
    const request = await desk(world).ask()
    const { state } = await openRequest(world, request.wallet_url)
    const body = new URLSearchParams({
      error: 'wallet_unavailable',
      error_description: 'try tomorrow',
      state: state!,
    }).toString()
    const answer = await fetch(`${world.url}/responses/${request.id}`, post(body, form))
    expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([200, ['redirect_uri']])
    expect(await desk(world).state(request.id)).toMatchObject({
      state: 'declined',
      declined: { error: 'wallet_unavailable', error_description: 'try tomorrow' },
    })
  })

  test('cannot follow an answer, nor an answer an error', async () => {
    const request = await desk(world).ask()
    const opened = await openRequest(world, request.wallet_url)
    const token = await vpTokenFor(world, opened, good)
    expect((await http(await vpTokenRequest(opened, token))).status).toBe(200)
    const body = new URLSearchParams({ error: 'access_denied', state: opened.state! }).toString()
    expect((await fetch(`${world.url}/responses/${request.id}`, post(body, form))).status).toBe(400)
    expect((await http(await errorResponseRequest(opened, 'access_denied', 'no'))).status).toBe(400)
    expect((await desk(world).state(request.id)).state).toBe('answered')
  })
})

test('a public base URL may have a path', async () => {
  const below = await verifierWorld({ basePath: '/admissions' })
  const request = await desk(below).ask()
  const answer = await present(below, request.wallet_url, await walletOf(below))
  expect(JSON.parse(answer.text).redirect_uri).toMatch(new RegExp(`^${below.url}/result\\?response_code=[\\w-]{43}$`))
  await below.close()
})
