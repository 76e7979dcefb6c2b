import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { CheckFailed } from '../../src/base/checks.ts'
import { after, before, epochSeconds, minutes } from '../../src/base/time.ts'
import type { FetchedDocument } from '../../src/http/fetch-document.ts'
import { authorizationUrl, makeAuthorizationRequest } from '../../src/oauth/authorization-request.ts'
import { authorizationResponseUrl, processAuthorizationResponse } from '../../src/oauth/authorization-response.ts'
import { challengeRequest, processChallengeResponse } from '../../src/oauth/challenge-endpoint.ts'
import { withDpopNonce } from '../../src/oauth/dpop-nonce-retry.ts'
import { codeChallengeOf, makeCodeVerifier, verifiesChallenge } from '../../src/oauth/pkce.ts'
import { parRequest, processParResponse } from '../../src/oauth/pushed-authorization-request.ts'
import { confirmRedirectUri, isRedirectUri } from '../../src/oauth/redirect-uri.ts'
import { parseRegisteredClients } from '../../src/oauth/registered-clients.ts'
import { rollingNonces, serverSecret } from '../../src/oauth/rolling-nonces.ts'
import { makeAuthorizationCodeTokenRequest, makeRefreshTokenRequest } from '../../src/oauth/token-endpoint.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'

const now = epochSeconds(1_795_000_200)
const answer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): FetchedDocument => ({
  url: 'https://as.example', status, contentType: 'application/json', header: (name) => headers[name.toLowerCase()], text: JSON.stringify(body),
})

test('RFC 7636 Appendix B: the published verifier and challenge', () => {
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
  expect(codeChallengeOf(verifier)).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
  expect(verifiesChallenge(verifier, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')).toBe(true)
})

test('a verifier fits its own challenge and no other; shorter than 43 characters it fits nothing', () => {
  const [one, other] = [makeCodeVerifier(systemRandom), makeCodeVerifier(systemRandom)]
  expect(verifiesChallenge(one, codeChallengeOf(one))).toBe(true)
  expect(verifiesChallenge(one, codeChallengeOf(other))).toBe(false)
  expect(verifiesChallenge('short', codeChallengeOf('short'))).toBe(false)
  expect(verifiesChallenge(`${one} `, codeChallengeOf(`${one} `))).toBe(false)
})

test('rolling nonces: good for five to ten minutes, for one purpose, of one server; strangers fail', () => {
  const nonces = rollingNonces('secret', 'dpop')
  const nonce = nonces.current(now)
  expect(nonce).toMatch(/^[\w-]{43}$/)
  expect(nonces.accepts(nonce, after(now, minutes(5)))).toBe(true)
  expect(nonces.accepts(nonce, after(now, minutes(10)))).toBe(false)
  expect(nonces.accepts(nonce, before(now, minutes(5)))).toBe(false)
  expect(rollingNonces('secret', 'other').accepts(nonce, now)).toBe(false)
  expect(rollingNonces('another', 'dpop').accepts(nonce, now)).toBe(false)
  for (const value of ['', 'x', `${nonce}x`]) expect(nonces.accepts(value, now)).toBe(false)
})

test('the secret of a server is made once, and the same for all its processes', async () => {
  const records = memoryStore({ now: () => now }).records<string>('secrets')
  const secrets = await Promise.all([1, 2, 3].map(() => serverSecret(records, 'nonces', systemRandom)))
  expect(new Set(secrets).size).toBe(1)
  expect(await serverSecret(records, 'nonces', systemRandom)).toBe(secrets[0])
  expect(await serverSecret(records, 'other', systemRandom)).not.toBe(secrets[0])
})

test('RFC 9126: what is pushed, what comes back, where the browser goes', () => {
  const parameters = makeAuthorizationRequest({ clientId: 'client', redirectUri: 'https://w.example/cb', scope: 'x y', state: 's', codeChallenge: 'c', issuerState: 'i', dpopJkt: 'j' })
  const request = parRequest({ endpoint: 'https://as.example/par', parameters, headers: { DPoP: 'p' } })
  expect(request).toMatchObject({ method: 'POST', contentType: 'application/x-www-form-urlencoded', headers: { DPoP: 'p' } })
  expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
    response_type: 'code', client_id: 'client', redirect_uri: 'https://w.example/cb', state: 's', code_challenge: 'c', code_challenge_method: 'S256', scope: 'x y', issuer_state: 'i', dpop_jkt: 'j',
  })
  const { requestUri, expiresIn } = processParResponse(answer(201, { request_uri: 'urn:x', expires_in: 60 }))
  expect([requestUri, expiresIn]).toEqual(['urn:x', 60])
  expect(authorizationUrl('https://as.example/authorize?tenant=1', { clientId: 'a b', requestUri })).toBe('https://as.example/authorize?tenant=1&client_id=a+b&request_uri=urn%3Ax')
})

test.each([
  ['no request_uri', answer(201, { expires_in: 60 })],
  ['no expires_in', answer(201, { request_uri: 'urn:x' })],
  ['no JSON type', { ...answer(201, { request_uri: 'urn:x', expires_in: 60 }), contentType: 'text/html' }],
  ['a refusal', answer(400, { error: 'invalid_request' })],
])('a pushed authorization response is refused: %s', (_what, document) => {
  expect(() => processParResponse(document)).toThrow()
})

const expected = { state: 'state-1', issuer: 'https://as.example' }
test('RFC 6749 §4.1.2, RFC 9207: what the server answers, the client reads', () => {
  const url = new URL(authorizationResponseUrl({ redirect_uri: 'https://w.example/cb?a=b', state: 'state-1' }, { code: 'c&=' }, 'https://as.example'))
  expect(url.searchParams.get('a')).toBe('b')
  expect(processAuthorizationResponse(url.searchParams, expected)).toEqual({ outcome: 'code', code: 'c&=' })
  const refusal = new URL(authorizationResponseUrl({ redirect_uri: 'https://w.example/cb', state: 'state-1' }, { error: 'access_denied' }, 'https://as.example'))
  expect(processAuthorizationResponse(refusal.searchParams, expected)).toEqual({ outcome: 'refused', error: 'access_denied', description: '' })
})

test.each([
  ['invalid-authorization-response-iss', 'code=c&state=state-1&iss=https%3A%2F%2Fevil.example'],
  ['remove-authorization-response-iss', 'code=c&state=state-1'],
  ['iss with a slash more', 'code=c&state=state-1&iss=https%3A%2F%2Fas.example%2F'],
  ['ensure-authorization-response-with-invalid-state-fails', 'code=c&state=state-2&iss=https%3A%2F%2Fas.example'],
  ['ensure-authorization-response-with-invalid-missing-state-fails', 'code=c&iss=https%3A%2F%2Fas.example'],
  ['state twice', 'code=c&state=state-1&state=state-1&iss=https%3A%2F%2Fas.example'],
  ['a code and an error', 'code=c&error=access_denied&state=state-1&iss=https%3A%2F%2Fas.example'],
  ['neither', 'state=state-1&iss=https%3A%2F%2Fas.example'],
  ['an empty code', 'code=&state=state-1&iss=https%3A%2F%2Fas.example'],
  ['a refusal of another server', 'error=access_denied&state=state-1&iss=https%3A%2F%2Fevil.example'],
])('an authorization response is not believed: %s', (_row, query) => {
  expect(() => processAuthorizationResponse(new URLSearchParams(query), expected)).toThrow(CheckFailed)
})

test('the challenge endpoint, as the client uses it', () => {
  expect(challengeRequest('https://as.example/challenge')).toMatchObject({ method: 'POST', body: '' })
  expect(processChallengeResponse(answer(200, { attestation_challenge: 'c' }))).toBe('c')
  expect(() => processChallengeResponse(answer(200, {}))).toThrow(CheckFailed)
})

test('RFC 9449 §8: one retry with the nonce that is asked for, and the newest one for the next request', async () => {
  const sent: (string | undefined)[] = []
  const answers = [answer(400, { error: 'use_dpop_nonce' }, { 'dpop-nonce': 'n1' }), answer(200, {}, { 'dpop-nonce': 'n2' })]
  const { document, nonce } = await withDpopNonce('n0', async (value) => { sent.push(value); return answers[sent.length - 1]! })
  expect([document.status, nonce, sent]).toEqual([200, 'n2', ['n0', 'n1']])
  expect((await withDpopNonce('n3', async () => answer(200, {}))).nonce).toBe('n3')
  const asked: (string | undefined)[] = []
  const twice = await withDpopNonce(undefined, async (value) => { asked.push(value); return answers[0]! })
  expect([twice.document.status, asked]).toEqual([400, [undefined, 'n1']])
})

test('the token requests of the client', () => {
  expect(makeAuthorizationCodeTokenRequest({ code: 'c', redirectUri: 'r', codeVerifier: 'v', clientId: 'i' })).toEqual({ grant_type: 'authorization_code', code: 'c', redirect_uri: 'r', code_verifier: 'v', client_id: 'i' })
  expect(makeRefreshTokenRequest({ refreshToken: 't', clientId: 'i' })).toEqual({ grant_type: 'refresh_token', refresh_token: 't', client_id: 'i' })
  expect(makeRefreshTokenRequest({ refreshToken: 't', clientId: 'i', scope: 's' })).toMatchObject({ scope: 's' })
})

test.each([
  ['https://wallet.example/cb', true], ['https://wallet.example/cb?a=b&c=%20', true], ['eudi-wallet://callback', true], ['com.example:/cb', true],
  ['https://wallet.example/cb#x', false], ['https://user@wallet.example/', false], ['https://wallet.example/ cb', false], ['https://wallet.example\\@evil.example', false],
  ['https://wallet.example/"x', false], ['/cb', false], ['', false], ['javascript:alert(1)', false], ['JavaScript:alert(1)', false], ['data:text/html,x', false], ['file:///etc/passwd', false], [`https://wallet.example/${'x'.repeat(2000)}`, false],
])('whether %s can be a redirect URI: %s', (uri, can) => {
  expect(isRedirectUri(uri)).toBe(can)
})

test.each([
  ['https://wallet.example/cb', null, false, true],
  ['http://localhost:8080/cb', null, true, true],
  ['http://wallet.localhost/cb', null, true, true],
  ['http://localhost:8080/cb', null, false, false],
  ['http://wallet.example/cb', null, true, false],
  ['eudi-wallet://callback', null, true, false],
  ['eudi-wallet://callback', ['eudi-wallet://callback'], false, true],
  ['https://wallet.example/cb', ['https://wallet.example/'], false, false],
  ['https://wallet.example/cb', [], false, false],
])('the redirect URI %s, registered %j, development %s: %s', (uri, registered, development, allowed) => {
  const judge = () => confirmRedirectUri(uri, { registered, development })
  if (allowed) expect(judge).not.toThrow()
  else expect(judge).toThrow(CheckFailed)
})

const jwks = { keys: [{ kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' }] }
const client = { client_id: 'a', token_endpoint_auth_method: 'private_key_jwt', jwks, redirect_uris: ['https://a.example/cb'] }
test('registered clients are read', () => {
  const clients = parseRegisteredClients([client, { ...client, client_id: 'b', token_endpoint_auth_method: 'attest_jwt_client_auth', jwks: undefined, attester: 'https://p.example' }])
  expect(clients.get('a')).toMatchObject({ keys: jwks.keys, redirect_uris: ['https://a.example/cb'] })
  expect(clients.get('b')).toMatchObject({ keys: [], attester: 'https://p.example' })
})
test.each([
  ['no list', {}],
  ['no client_id', [{ ...client, client_id: undefined }]],
  ['another method', [{ ...client, token_endpoint_auth_method: 'client_secret_basic' }]],
  ['private_key_jwt without keys', [{ ...client, jwks: undefined }]],
  ['attested, with keys', [{ ...client, token_endpoint_auth_method: 'attest_jwt_client_auth' }]],
  ['a private key', [{ ...client, jwks: { keys: [{ ...jwks.keys[0], d: 'x' }] } }]],
  ['no redirect_uris', [{ ...client, redirect_uris: [] }]],
  ['a redirect_uri that runs', [{ ...client, redirect_uris: ['javascript:alert(1)'] }]],
  ['the same client twice', [client, client]],
])('registered clients are refused: %s', (_what, value) => {
  expect(() => parseRegisteredClients(value)).toThrow()
})

