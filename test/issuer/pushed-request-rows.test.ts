import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { jwkThumbprint } from '../../src/jose/jwk.ts'
import { standingClock } from '../support/standing-clock.ts'
import { approve, attestedWallet, type AttestedWallet, type FormParameters } from './attested-wallet.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** What an independent suite asserts of the pushed authorization request endpoint. */
let world: IssuerWorld
let wallet: AttestedWallet
beforeAll(async () => {
  world = await issuerWorld('JP/diploma', { clock: standingClock() })
  wallet = attestedWallet(world)
})
afterAll(() => world.close())

const back = async (parameters?: FormParameters): Promise<URL> => new URL(await approve(await wallet.pushed(parameters)))

/** Requests that the pushed authorization request endpoint refuses with one code, for the client. */
const refused: readonly (readonly [string, Readonly<Record<string, string | undefined>>, string])[] = [
  ['ensure-request-object-without-redirect-uri-fails', { redirect_uri: undefined }, 'invalid_request'],
  ['ensure-redirect-uri-in-authorization-request: not https', { redirect_uri: 'http://wallet.example/callback' }, 'invalid_request'],
  ['ensure-redirect-uri-in-authorization-request: a fragment', { redirect_uri: 'https://wallet.example/callback#x' }, 'invalid_request'],
  ['ensure-redirect-uri-in-authorization-request: no address', { redirect_uri: '/callback' }, 'invalid_request'],
  ['ensure-redirect-uri-in-authorization-request: a script', { redirect_uri: 'javascript:alert(1)' }, 'invalid_request'],
  ['ensure-redirect-uri-in-authorization-request: a scheme that nobody registered', { redirect_uri: 'eudi-wallet://callback' }, 'invalid_request'],
  ['ensure-response-type-code-idtoken-fails', { response_type: 'code id_token' }, 'unsupported_response_type'],
  ['ensure-response-type-token-fails', { response_type: 'token' }, 'unsupported_response_type'],
  ['response_type missing', { response_type: undefined }, 'invalid_request'],
  ['response_mode fragment', { response_mode: 'fragment' }, 'invalid_request'],
  ['par-authorization-request-containing-request_uri-form-param', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }, 'invalid_request'],
  ['a request object, which is not taken', { request: 'a.b.c' }, 'invalid_request'],
  ['par-ensure-pkce-required', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
  ['par-plain-pkce-rejected', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['par-plain-pkce-rejected: no method means plain', { code_challenge_method: undefined }, 'invalid_request'],
  ['a code_challenge that is no hash', { code_challenge: 'short' }, 'invalid_request'],
  ['client_id missing', { client_id: undefined }, 'invalid_request'],
  ['a state that is too long', { state: 'x'.repeat(2001) }, 'invalid_request'],
  ['neither scope nor authorization_details', { scope: undefined }, 'invalid_scope'],
  ['an unknown scope', { scope: 'openid' }, 'invalid_scope'],
  ['authorization_details that is no JSON', { scope: undefined, authorization_details: '{' }, 'invalid_authorization_details'],
  ['authorization_details of another type', { scope: undefined, authorization_details: '[{"type":"payment"}]' }, 'invalid_authorization_details'],
  ['authorization_details of an unknown configuration', { scope: undefined, authorization_details: '[{"type":"openid_credential","credential_configuration_id":"toString"}]' }, 'invalid_authorization_details'],
  ['authorization_details of another issuer', { scope: undefined, authorization_details: '[{"type":"openid_credential","credential_configuration_id":"lab_jp_diploma","locations":["https://other.example"]}]' }, 'invalid_authorization_details'],
  ['an unknown issuer_state', { issuer_state: 'state_unknown' }, 'invalid_request'],
  ['a dpop_jkt that is none', { dpop_jkt: 'short' }, 'invalid_request'],
]
test.each(refused)('%s', async (_row, changes, code) => {
  const answer = await wallet.push(wallet.request(changes))
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store'])
  expect(await answer.json()).toEqual({ error: code, error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/) })
})

test('plain-fapi-tolerate-unregistered-redirect-uri: an attested wallet brings its own, bound to what it pushed', async () => {
  const url = await back(wallet.request({ redirect_uri: 'https://wallet.example/another' }))
  expect(url.pathname).toBe('/another')
})

test('on loopback, plain http is a redirect_uri where plain http is declared', async () => {
  const url = await back(wallet.request({ redirect_uri: 'http://wallet.localhost:4403/callback' }))
  expect(url.origin).toBe('http://wallet.localhost:4403')
})

test('par-attempt-invalid-http-method', async () => {
  const answer = await fetch(`${world.url}/par`, { method: 'PUT' })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
})

test('par-without-duplicate-parameters: a parameter that comes twice is refused', async () => {
  const headers = { ...(await wallet.attestation()), 'content-type': 'application/x-www-form-urlencoded' }
  const body = `${new URLSearchParams(wallet.request())}&state=other`
  const answer = await fetch(`${world.url}/par`, { method: 'POST', headers, body })
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }])
})

test.each([
  ['a body of another type', { 'content-type': 'application/json' }, '{}', 400],
  ['a body that is too long', { 'content-type': 'application/x-www-form-urlencoded' }, `state=${'x'.repeat(30_000)}`, 413],
])('the pushed request is refused: %s', async (_what, headers, body, status) => {
  const answer = await fetch(`${world.url}/par`, { method: 'POST', headers, body })
  expect([answer.status, await answer.json()]).toMatchObject([status, { error: 'invalid_request' }])
})

test('ensure-dpopproof-at-par-endpoint-binding-success; ensure-dpop-auth-code-binding-success', async () => {
  const dpop = await wallet.dpop(`${world.url}/par`)
  const byProof = await wallet.code({ headers: { ...(await wallet.attestation()), dpop } })
  expect((await wallet.ask(wallet.tokenParameters(byProof))).status).toBe(200)
  const byThumbprint = await wallet.code({ parameters: wallet.request({ dpop_jkt: jwkThumbprint(wallet.key.publicJwk) }) })
  expect((await wallet.ask(wallet.tokenParameters(byThumbprint))).status).toBe(200)
})

test('ensure-mismatched-dpop-jkt-fails', async () => {
  const headers = { ...(await wallet.attestation()), dpop: await wallet.dpop(`${world.url}/par`) }
  const answer = await wallet.push(wallet.request({ dpop_jkt: jwkThumbprint(generateSoftwareKey().key.publicJwk) }), headers)
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_dpop_proof' }])
})

test('2.4: a DPoP proof at PAR without our nonce is asked for once more, and nothing was spent', async () => {
  const headers = await wallet.attestation()
  const first = await wallet.push(undefined, { ...headers, dpop: await wallet.dpop(`${world.url}/par`, { nonce: undefined }) })
  expect([first.status, await first.json()]).toMatchObject([400, { error: 'use_dpop_nonce' }])
  const nonce = first.headers.get('dpop-nonce')!
  expect(nonce).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/)
  expect((await wallet.push(undefined, { ...headers, dpop: await wallet.dpop(`${world.url}/par`, { nonce }) })).status).toBe(201)
})

test.each([
  ['a proof for the token endpoint', async () => wallet.dpop(`${world.url}/token`)],
  ['no proof at all', async () => 'nonsense'],
])('a DPoP proof at PAR that does not hold is refused: %s', async (_what, dpop) => {
  const answer = await wallet.push(undefined, { ...(await wallet.attestation()), dpop: await dpop() })
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_dpop_proof' }])
})
