import { afterAll, beforeAll, expect, test } from 'vitest'
import { hours, minutes } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { standingClock } from '../support/standing-clock.ts'
import { attestedWallet, type AttestedWallet, type Headers, type JwtChange } from './attested-wallet.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** What an independent suite asserts of client attestations at the pushed authorization request endpoint. */
let world: IssuerWorld
let wallet: AttestedWallet
beforeAll(async () => {
  world = await issuerWorld('JP/diploma', { clock: standingClock() })
  wallet = attestedWallet(world)
})
afterAll(() => world.close())

type Fault = () => Headers | Promise<Headers>
const attestation = (change: JwtChange): Fault => () => wallet.attestation({ attestation: change })
const pop = (change: JwtChange): Fault => () => wallet.attestation({ pop: change })
const ago = (seconds: number): number => world.clock.now() - seconds

const rows: readonly (readonly [string, () => Fault, string])[] = [
  ['fail-invalid-client-attestation-signature', () => attestation({ key: generateSoftwareKey().key }), 'invalid_client_attestation'],
  ['fail-invalid-client-attestation-pop-signature', () => async () => {
    const headers = await wallet.attestation()
    return { ...headers, 'oauth-client-attestation-pop': headers['oauth-client-attestation-pop']!.replace(/.{6}$/, 'AAAAAA') }
  }, 'invalid_client_attestation'],
  ['fail-mismatched-client-attestation-pop-key', () => pop({ key: generateSoftwareKey().key }), 'invalid_client_attestation'],
  ['fail-client-attestation-exp-in-past', () => attestation({ payload: { iat: ago(hours(1)), exp: ago(minutes(5)) } }), 'use_fresh_attestation'],
  ['fail-client-attestation-no-sub', () => attestation({ payload: { sub: undefined } }), 'invalid_client_attestation'],
  ['fail-client-attestation-pop-wrong-aud', () => pop({ payload: { aud: 'https://other.example' } }), 'invalid_client_attestation'],

  ['2.3: typ of the attestation', () => attestation({ header: { typ: 'JWT' } }), 'invalid_client_attestation'],
  ['2.3: header x5c', () => attestation({ header: { x5c: undefined } }), 'invalid_client_attestation'],
  ['2.3: an attester whom nobody trusts', () => () => attestedWallet(world, { attester: world.impostorAttester }).attestation(), 'invalid_client_attestation'],
  ['2.3: an attester of key attestations', () => () => attestedWallet(world, { attester: world.keyAttester }).attestation(), 'invalid_client_attestation'],
  ['2.3: exp missing', () => attestation({ payload: { exp: undefined } }), 'use_fresh_attestation'],
  ['2.3: nbf in the future', () => attestation({ payload: { nbf: ago(-hours(1)) } }), 'use_fresh_attestation'],
  ['2.3: cnf.jwk missing', () => attestation({ payload: { cnf: undefined } }), 'invalid_client_attestation'],
  ['2.3: typ of the PoP', () => pop({ header: { typ: 'JWT' } }), 'invalid_client_attestation'],
  ['2.3: iss of the PoP', () => pop({ payload: { iss: 'https://other.example' } }), 'invalid_client_attestation'],
  ['2.3: jti of the PoP missing', () => pop({ payload: { jti: undefined } }), 'invalid_client_attestation'],
  ['2.3: iat of the PoP, one hour ago', () => pop({ payload: { iat: ago(hours(1)) } }), 'invalid_client_attestation'],
  ['2.3: challenge missing', () => pop({ payload: { challenge: undefined } }), 'use_attestation_challenge'],
  ['2.3: challenge unknown', () => pop({ payload: { challenge: 'unknown' } }), 'use_attestation_challenge'],
  ['2.3: a DPoP nonce for a challenge', () => pop({ payload: { challenge: world.context.dpopNonces.current(world.clock.now()) } }), 'use_attestation_challenge'],
  ['2.3: the attestation alone', () => async () => ({ 'oauth-client-attestation': (await wallet.attestation())['oauth-client-attestation']! }), 'invalid_client_attestation'],
  ['2.3: the PoP alone', () => async () => ({ 'oauth-client-attestation-pop': (await wallet.attestation())['oauth-client-attestation-pop']! }), 'invalid_client_attestation'],
  ['2.3: no JWT at all', () => async () => ({ ...(await wallet.attestation()), 'oauth-client-attestation-pop': 'nonsense' }), 'invalid_client_attestation'],
  ['2.4: no client authentication', () => () => ({}), 'invalid_client'],
  ['a client secret instead', () => () => ({ authorization: 'Basic d2FsbGV0OnNlY3JldA==' }), 'invalid_client'],
]

test.each(rows)('%s', async (_row, fault, code) => {
  const answer = await wallet.push(wallet.request(), await fault()())
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store'])
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(await answer.json()).toEqual({ error: code, error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/) })
  expect(answer.headers.get('oauth-client-attestation-challenge')).toMatch(/^[\w.~-]{16,512}$/)
  expect((await wallet.push()).status).toBe(201)
})

test('2.3: client_id of the request is another client than sub', async () => {
  const answer = await wallet.push(wallet.request({ client_id: 'https://other.example' }))
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_client' }])
})

test('2.3: a PoP counts once', async () => {
  const headers = await wallet.attestation()
  expect((await wallet.push(undefined, headers)).status).toBe(201)
  const again = await wallet.push(undefined, headers)
  expect([again.status, await again.json()]).toMatchObject([400, { error: 'invalid_client_attestation' }])
})

test('2.3: iat, nbf and exp of the PoP, and iss of neither JWT (newer drafts), are tolerated', async () => {
  const now = world.clock.now()
  const headers = await wallet.attestation({
    attestation: { payload: { iss: undefined, nbf: now } },
    pop: { payload: { iss: undefined, nbf: now, exp: now + 60 } },
  })
  expect((await wallet.push(undefined, headers)).status).toBe(201)
})

test('2.3: challenge_endpoint: POST, 200, JSON, no-store, the one member', async () => {
  const answer = await fetch(`${world.url}/challenge`, { method: 'POST' })
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(await answer.json()).toEqual({ attestation_challenge: expect.stringMatching(/^[\w.~-]{16,512}$/) })
  expect((await fetch(`${world.url}/challenge`)).status).toBe(405)
})

test('2.3: a challenge is good for many requests of its time, and every answer brings the next', async () => {
  const { attestation_challenge: challenge } = (await (await fetch(`${world.url}/challenge`, { method: 'POST' })).json()) as { attestation_challenge: string }
  const once = async () => wallet.push(undefined, await wallet.attestation({ pop: { payload: { challenge } } }))
  const answers = [await once(), await once()]
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  for (const { headers } of answers) expect(headers.get('oauth-client-attestation-challenge')).toMatch(/^[\w.~-]{16,512}$/)

  world.clock.advance(minutes(10))
  const late = await once()
  expect([late.status, await late.json()]).toMatchObject([400, { error: 'use_attestation_challenge' }])
  const next = late.headers.get('oauth-client-attestation-challenge')!
  expect((await wallet.push(undefined, await wallet.attestation({ pop: { payload: { challenge: next } } }))).status).toBe(201)
})

test('2.3: at the DPoP nonce retry the same PoP comes twice, and counts: the nonce is judged first', async () => {
  const code = await wallet.code()
  const headers = await wallet.attestation()
  const stale = await wallet.dpop(`${world.url}/token`, { nonce: 'old' })
  const first = await wallet.ask(wallet.tokenParameters(code), { ...headers, dpop: stale })
  expect([first.status, await first.json()]).toMatchObject([400, { error: 'use_dpop_nonce' }])
  const fresh = await wallet.dpop(`${world.url}/token`, { nonce: first.headers.get('dpop-nonce')! })
  expect((await wallet.ask(wallet.tokenParameters(code), { ...headers, dpop: fresh })).status).toBe(200)
})

test('where challenges are only offered, a PoP without one is taken, and one with a wrong one is not', async () => {
  const lenient = await issuerWorld('JP/diploma', { settings: { ISSUER_ATTESTATION_CHALLENGES: 'offered' } })
  const visitor = attestedWallet(lenient)
  expect((await visitor.push(undefined, await visitor.attestation({ pop: { payload: { challenge: undefined } } }))).status).toBe(201)
  const wrong = await visitor.push(undefined, await visitor.attestation({ pop: { payload: { challenge: 'unknown' } } }))
  expect(await wrong.json()).toMatchObject({ error: 'use_attestation_challenge' })
  await lenient.close()
})
