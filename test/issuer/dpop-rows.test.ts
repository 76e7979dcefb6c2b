import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256Base64url } from '../../src/base/bytes.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { hours, minutes } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import type { SigningKey } from '../../src/jose/signing-key.ts'
import { standingClock } from '../support/standing-clock.ts'
import { attestedWallet, type AttestedWallet } from './attested-wallet.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** dpop-negative-tests: what an independent suite asserts of DPoP proofs at the credential endpoint. */
let world: IssuerWorld
let wallet: AttestedWallet
let url: string
beforeAll(async () => {
  world = await issuerWorld('JP/diploma', { clock: standingClock() })
  wallet = attestedWallet(world)
  url = `${world.url}/credential`
})
afterAll(() => world.close())

interface Change {
  readonly header?: Readonly<Record<string, JsonObject[string] | undefined>>
  readonly payload?: Readonly<Record<string, JsonObject[string] | undefined>>
  readonly key?: SigningKey
}
const given = (members: Readonly<Record<string, JsonObject[string] | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject

let proofs = 0
const proof = (accessToken: string, { header, payload, key = wallet.key }: Change = {}): Promise<string> => {
  const { kty, crv, x, y } = wallet.key.publicJwk
  const now = world.clock.now()
  return signCompactJws(
    key,
    given({ typ: 'dpop+jwt', jwk: { kty, crv, x, y }, ...header }),
    given({ jti: `jti-${(proofs += 1)}`, htm: 'POST', htu: url, iat: now, ath: sha256Base64url(accessToken), nonce: world.context.dpopNonces.current(now), ...payload }),
  )
}

const body = async () =>
  JSON.stringify({
    credential_configuration_id: world.context.config.credential.configurationId,
    proofs: { jwt: [await wallet.keyProof({ clientId: wallet.clientId })] },
  })
const send = async (headers: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: await body() })
const tokens = async (): Promise<string> =>
  ((await (await wallet.ask(wallet.tokenParameters(await wallet.code()))).json()) as { access_token: string }).access_token

const changed = (change: () => Change) => async (token: string) => ({ authorization: `DPoP ${token}`, dpop: await proof(token, change()) })
const without = (name: string) => changed(() => ({ payload: { [name]: undefined } }))
const ecPrivate = () => ({ ...wallet.key.publicJwk, d: 'x'.repeat(43) }) as unknown as JsonObject

const rows: readonly (readonly [string, (token: string) => Promise<Record<string, string>>])[] = [
  ['missing proof', async (token) => ({ authorization: `DPoP ${token}` })],
  ['Bearer scheme', async (token) => ({ authorization: `Bearer ${token}`, dpop: await proof(token) })],
  ['Bearer scheme without a proof', async (token) => ({ authorization: `Bearer ${token}` })],
  ['malformed JWT', async (token) => ({ authorization: `DPoP ${token}`, dpop: 'a.b.c' })],
  ['missing typ', changed(() => ({ header: { typ: undefined } }))],
  ['missing jwk', changed(() => ({ header: { jwk: undefined } }))],
  ['missing alg', async (token) => {
    const [, payload, signature] = (await proof(token)).split('.')
    const { kty, crv, x, y } = wallet.key.publicJwk
    const header = Buffer.from(JSON.stringify({ typ: 'dpop+jwt', jwk: { kty, crv, x, y } })).toString('base64url')
    return { authorization: `DPoP ${token}`, dpop: `${header}.${payload}.${signature}` }
  }],
  ['missing jti', without('jti')],
  ['missing htm', without('htm')],
  ['missing htu', without('htu')],
  ['missing iat', without('iat')],
  ['missing ath', without('ath')],
  ['wrong typ', changed(() => ({ header: { typ: 'JWT' } }))],
  ['alg none', changed(() => ({ header: { alg: 'none' } }))],
  ['bad signature', changed(() => ({ key: generateSoftwareKey().key }))],
  ['private key in jwk', changed(() => ({ header: { jwk: ecPrivate() } }))],
  ['wrong htm', changed(() => ({ payload: { htm: 'PUT' } }))],
  ['wrong htu', changed(() => ({ payload: { htu: `${world.url}/token` } }))],
  ['wrong ath', changed(() => ({ payload: { ath: sha256Base64url('another') } }))],
  ['another key', async (token) => {
    const { key } = generateSoftwareKey()
    const { kty, crv, x, y } = key.publicJwk
    return { authorization: `DPoP ${token}`, dpop: await proof(token, { key, header: { jwk: { kty, crv, x, y } } }) }
  }],
  ['iat one hour ago', changed(() => ({ payload: { iat: world.clock.now() - hours(1) } }))],
  ['iat in one hour', changed(() => ({ payload: { iat: world.clock.now() + hours(1) } }))],
  ['jti replay', async (token) => {
    const headers = { authorization: `DPoP ${token}`, dpop: await proof(token) }
    await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' })
    return headers
  }],
  ['a nonce that is not ours', changed(() => ({ payload: { nonce: 'nonce' } }))],
  ['a nonce that is too old', changed(() => ({ payload: { nonce: world.context.dpopNonces.current((world.clock.now() - minutes(10)) as never) } }))],
  ['a challenge of client attestations for a nonce', changed(() => ({ payload: { nonce: world.context.attestationChallenges.current(world.clock.now()) } }))],
]
test.each(rows)('dpop-negative-tests: %s', async (_row, fault) => {
  const token = await tokens()
  const answer = await send(await fault(token))
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toMatch(/^DPoP error="(invalid_token|invalid_dpop_proof|use_dpop_nonce)", /)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('dpop-nonce')).toBe(world.context.dpopNonces.current(world.clock.now()))
  expect((await send({ authorization: `DPoP ${token}`, dpop: await proof(token) })).status).toBe(200)
})

test('dpop-negative-tests: several DPoP headers', async () => {
  const token = await tokens()
  const headers = new Headers({ authorization: `DPoP ${token}`, 'content-type': 'application/json' })
  headers.append('dpop', await proof(token))
  headers.append('dpop', await proof(token))
  const answer = await fetch(url, { method: 'POST', headers, body: await body() })
  expect([400, 401]).toContain(answer.status)
})

const accepted: readonly (readonly [string, (token: string) => Promise<Record<string, string>>])[] = [
  ['htu with a query and a fragment', changed(() => ({ payload: { htu: `${url}?a=b#c` } }))],
  ['extra claims; check-dpop-proof-nbf-exp', changed(() => ({ payload: { nbf: 1, exp: world.clock.now() + 60, extra: { a: [1] } } }))],
  ['iat 10 seconds before', changed(() => ({ payload: { iat: world.clock.now() - 10 } }))],
  ['iat 8 seconds after', changed(() => ({ payload: { iat: world.clock.now() + 8 } }))],
  ['the nonce of the interval before', changed(() => ({ payload: { nonce: world.context.dpopNonces.current((world.clock.now() - minutes(5)) as never) } }))],
  ['access-token-type-header-case-sensitivity', async (token) => ({ authorization: `dPoP ${token}`, dpop: await proof(token) })],
  ['scheme DPOP', async (token) => ({ authorization: `DPOP ${token}`, dpop: await proof(token) })],
]
test.each(accepted)('must succeed: %s', async (_row, headers) => {
  const answer = await send(await headers(await tokens()))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('dpop-nonce')).toBeTruthy()
})

test('2.4: at the resource server use_dpop_nonce is a 401 with its challenge and the nonce; the retry gets the credential', async () => {
  const token = await tokens()
  const asked = await send({ authorization: `DPoP ${token}`, dpop: await proof(token, { payload: { nonce: undefined } }) })
  expect([asked.status, asked.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^DPoP error="use_dpop_nonce"/)])
  expect(await asked.json()).toMatchObject({ error: 'use_dpop_nonce' })
  const nonce = asked.headers.get('dpop-nonce')!
  expect((await send({ authorization: `DPoP ${token}`, dpop: await proof(token, { payload: { nonce } }) })).status).toBe(200)
})

test('HAIP 1.0: the nonce endpoint brings a DPoP nonce along', async () => {
  const answer = await fetch(`${world.url}/nonce`, { method: 'POST' })
  expect([answer.headers.get('dpop-nonce'), answer.headers.get('cache-control')]).toEqual([world.context.dpopNonces.current(world.clock.now()), 'no-store'])
})

test('fail-on-access-token-in-query', async () => {
  const token = await tokens()
  const answer = await fetch(`${url}?access_token=${token}`, { method: 'POST', headers: { dpop: await proof(token), 'content-type': 'application/json' }, body: await body() })
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'DPoP algs="ES256"'])
})
