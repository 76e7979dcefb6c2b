import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { after, hours, minutes } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { codeChallengeOf, makeCodeVerifier } from '../../src/oauth/pkce.ts'
import { clientAssertionType, makeClientAssertion } from '../../src/oauth/private-key-jwt.ts'
import { approve, attestedWallet, testBrowser, type FormParameters } from './attested-wallet.ts'
import { issuerWorld, testWallet, type IssuerWorld } from './issuer-world.ts'

/** Clients from a file: `private_key_jwt`, and attested ones whose redirect URIs are fixed. */
const { key } = generateSoftwareKey()
const { kty, crv, x, y } = key.publicJwk
const redirectUri = 'https://suite.example/test/a/alias/callback'
const clients = [
  { client_id: 'server-client', client_name: 'LAB-Server client', token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ kty, crv, x, y, kid: 'key-1' }] }, redirect_uris: [redirectUri, 'lab-wallet:/callback'] },
  { client_id: 'client', token_endpoint_auth_method: 'attest_jwt_client_auth', redirect_uris: [redirectUri, `${redirectUri}?dummy1=lorem&dummy2=ipsum`] },
  { client_id: 'client2', token_endpoint_auth_method: 'attest_jwt_client_auth', redirect_uris: [redirectUri], attester: 'https://only-this-provider.example' },
]
let world: IssuerWorld
beforeAll(async () => { world = await issuerWorld('JP/diploma', { files: { ISSUER_CLIENTS_FILE: clients } }) })
afterAll(() => world.close())

type AssertionParts = Parameters<typeof makeClientAssertion>[0]
const codeVerifier = makeCodeVerifier(systemRandom)
const assertion = (changes: Partial<AssertionParts> = {}) =>
  makeClientAssertion({ key, clientId: 'server-client', audience: world.url, now: world.clock.now(), random: systemRandom, ...changes })

const request = (changes: FormParameters = {}): FormParameters => ({
  client_id: 'server-client', response_type: 'code', redirect_uri: redirectUri, scope: world.context.config.credential.scope,
  code_challenge: codeChallengeOf(codeVerifier), code_challenge_method: 'S256', ...changes,
})
const post = (path: string, parameters: FormParameters, headers: FormParameters = {}): Promise<Response> =>
  fetch(world.url + path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(parameters).toString() })
const push = async (changes: FormParameters = {}): Promise<Response> => post('/par', { ...request(), ...(await assertion()), ...changes })

test('private_key_jwt: pushed, approved, redeemed, refreshed with another DPoP key', async () => {
  const { request_uri } = (await (await push()).json()) as { request_uri: string }
  const url = `${world.url}/authorize?${new URLSearchParams({ client_id: 'server-client', request_uri })}`
  expect((await testBrowser().open(url)).text).toContain('LAB-Server client')
  const code = new URL(await approve(url)).searchParams.get('code')!
  const wallet = testWallet(world)
  const ask = async (parameters: FormParameters, dpopKey = wallet.key) =>
    post('/token', { ...parameters, ...(await assertion()) }, { dpop: await wallet.dpop(`${world.url}/token`, { key: dpopKey }) })
  const answer = await ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier })
  const { refresh_token } = (await answer.json()) as { refresh_token: string }
  expect((await ask({ grant_type: 'refresh_token', refresh_token }, generateSoftwareKey().key)).status).toBe(200)
})

const rows: readonly (readonly [string, () => Promise<FormParameters>, string])[] = [
  ['another key', async () => assertion({ key: generateSoftwareKey().key }), 'invalid_client'],
  ['a kid that nobody registered', async () => assertion({ kid: 'key-2' }), 'invalid_client'],
  ['for another server', async () => assertion({ audience: 'https://other.example' }), 'invalid_client'],
  ['for the token endpoint instead of the issuer', async () => assertion({ audience: `${world.url}/token` }), 'invalid_client'],
  ['expired', async () => assertion({ now: (world.clock.now() - hours(1)) as never }), 'invalid_client'],
  ['from the future', async () => assertion({ now: after(world.clock.now(), minutes(5)) }), 'invalid_client'],
  ['of an unknown client', async () => ({ ...(await assertion({ clientId: 'nobody' })), client_id: 'nobody' }), 'invalid_client'],
  ['of a client that is registered to be attested', async () => ({ ...(await assertion({ clientId: 'client' })), client_id: 'client' }), 'invalid_client'],
  ['of another client than client_id', async () => ({ client_id: 'client' }), 'invalid_client'],
  ['no JWT', async () => ({ client_assertion: 'nonsense' }), 'invalid_client'],
  ['of another type', async () => ({ client_assertion_type: 'urn:other' }), 'invalid_client'],
  ['a client_secret beside it', async () => ({ client_secret: 'x' }), 'invalid_client'],
]
test.each(rows)('private_key_jwt is refused: %s', async (_row, changes, code) => {
  const answer = await push(await changes())
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: code }])
})

test('private_key_jwt counts once', async () => {
  const once = await assertion()
  expect((await post('/par', { ...request(), ...once })).status).toBe(201)
  const again = await post('/par', { ...request(), ...once })
  expect([again.status, await again.json()]).toMatchObject([400, { error: 'invalid_client' }])
})

test('two ways to authenticate at once are refused', async () => {
  const wallet = attestedWallet(world, { clientId: 'client', redirectUri })
  const answer = await wallet.push({ ...wallet.request(), client_assertion_type: clientAssertionType, client_assertion: 'x' })
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }])
})

test('redirect_uri of a registered client: exactly one of its own, also with a query, also of another scheme', async () => {
  const wallet = attestedWallet(world, { clientId: 'client', redirectUri })
  const outcome = async (redirect_uri: string) => (await wallet.push(wallet.request({ redirect_uri }))).status
  expect(await outcome(redirectUri)).toBe(201)
  expect(await outcome(`${redirectUri}?dummy1=lorem&dummy2=ipsum`)).toBe(201)
  for (const other of [`${redirectUri}/`, `${redirectUri}?dummy1=lorem`, 'https://suite.example/', redirectUri.toUpperCase()]) expect(await outcome(other)).toBe(400)

  const { request_uri } = (await (await push({ redirect_uri: 'lab-wallet:/callback' })).json()) as { request_uri: string }
  const browser = testBrowser()
  const url = `${world.url}/authorize?${new URLSearchParams({ client_id: 'server-client', request_uri })}`
  const page = await browser.get((await browser.get(url)).headers.get('location')!)
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self' lab-wallet:;")
  expect(await approve(url)).toMatch(/^lab-wallet:\/callback\?code=/)
})

test('an attestation for a client that is registered for private_key_jwt, or for another attester, is refused', async () => {
  for (const [clientId, code] of [['server-client', 'invalid_client'], ['client2', 'invalid_client_attestation']] as const) {
    const answer = await attestedWallet(world, { clientId, redirectUri }).push()
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: code }])
  }
})

test('auto-consent: for test suites the browser comes straight back with a code; off unless it is switched on', async () => {
  expect(world.context.config.authorization.autoConsentSubject).toBeUndefined()
  const automatic = await issuerWorld('JP/diploma', { settings: { ISSUER_AUTO_CONSENT_SUBJECT: 'hanako' } })
  const wallet = attestedWallet(automatic)
  const url = await wallet.pushed()
  const answer = await testBrowser().get(url)
  const code = new URL(answer.headers.get('location')!).searchParams.get('code')!
  expect((await wallet.ask(wallet.tokenParameters(code))).status).toBe(200)
  expect((await testBrowser().get(url)).status).toBe(400)
  await automatic.close()
})
