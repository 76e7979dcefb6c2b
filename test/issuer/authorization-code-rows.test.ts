import { afterAll, beforeAll, expect, test } from 'vitest'
import { seconds } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { jwkThumbprint } from '../../src/jose/jwk.ts'
import { standingClock } from '../support/standing-clock.ts'
import { attestedWallet, type AttestedWallet, type Headers, type FormParameters } from './attested-wallet.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** What an independent suite asserts of the token endpoint with an authorization code. */
let world: IssuerWorld
let wallet: AttestedWallet
beforeAll(async () => {
  world = await issuerWorld('JP/diploma', { clock: standingClock() })
  wallet = attestedWallet(world)
})
afterAll(() => world.close())

const errorOf = async (answer: Response) => {
  const { error } = (await answer.json()) as { error: string }
  return [answer.status, error]
}

interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}
const tokens = async (code: string): Promise<Tokens> => (await (await wallet.ask(wallet.tokenParameters(code))).json()) as Tokens

/** What the credential endpoint says to a token: 400 is its answer to an empty request that may come in. */
async function usable(accessToken: string, other: AttestedWallet = wallet): Promise<number> {
  const url = `${world.url}/credential`
  const dpop = await other.dpop(url, { accessToken })
  const answer = await fetch(url, { method: 'POST', headers: { authorization: `DPoP ${accessToken}`, dpop, 'content-type': 'application/json' }, body: '{}' })
  return answer.status
}

test('happy-flow: a bound token, a refresh token, the scope, not cached, with nonces for what comes next', async () => {
  const answer = await wallet.ask({ ...wallet.tokenParameters(await wallet.code()), unknown: 'ignored' })
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(answer.headers.get('dpop-nonce')).toBeTruthy()
  expect(answer.headers.get('oauth-client-attestation-challenge')).toBeTruthy()
  expect(await answer.json()).toEqual({
    access_token: expect.stringMatching(/^at_[\w-]{43}$/),
    token_type: 'DPoP',
    expires_in: 300,
    refresh_token: expect.stringMatching(/^rt_[\w-]{43}$/),
    scope: world.context.config.credential.scope,
  })
})

interface Changed {
  readonly parameters?: FormParameters
  readonly headers?: Headers
}
const changes = (changed: Readonly<Record<string, string | undefined>>) => (code: string): Changed => ({ parameters: wallet.tokenParameters(code, changed) })

/** Each refusal leaves the code as it was: the right request still gets its token. */
const rows: readonly (readonly [string, (code: string) => Changed | Promise<Changed>, string])[] = [
  ['ensure-pkce-code-verifier-required', changes({ code_verifier: undefined }), 'invalid_grant'],
  ['incorrect-pkce-code-verifier-rejected', changes({ code_verifier: 'x'.repeat(43) }), 'invalid_grant'],
  ['incorrect-pkce-code-verifier-rejected: too short to be one', changes({ code_verifier: 'x' }), 'invalid_grant'],
  ['redirect_uri of another place', changes({ redirect_uri: 'https://wallet.example/callback/' }), 'invalid_grant'],
  ['redirect_uri missing', changes({ redirect_uri: undefined }), 'invalid_request'],
  ['code missing', changes({ code: undefined }), 'invalid_request'],
  ['an unknown code', changes({ code: 'ac_unknown' }), 'invalid_grant'],
  ['ensure-client-id-in-token-endpoint', changes({ client_id: 'https://other.example' }), 'invalid_client'],
  ['no client authentication', () => ({ headers: { 'oauth-client-attestation': '', 'oauth-client-attestation-pop': '' } }), 'invalid_client'],
  ['ensure-holder-of-key-required: no DPoP proof', () => ({ headers: { dpop: '' } }), 'invalid_dpop_proof'],
  ['a DPoP proof without our nonce', async () => ({ headers: { dpop: await wallet.dpop(`${world.url}/token`, { nonce: undefined }) } }), 'use_dpop_nonce'],
  ['a DPoP proof for another endpoint', async () => ({ headers: { dpop: await wallet.dpop(`${world.url}/par`) } }), 'invalid_dpop_proof'],
  ['ensure-authorization-code-is-bound-to-client', async (code) => {
    const other = attestedWallet(world, { clientId: 'https://other.example' })
    return { headers: await other.attestation(), parameters: { ...wallet.tokenParameters(code), client_id: other.clientId } }
  }, 'invalid_grant'],
]
test.each(rows)('%s', async (_row, change, code) => {
  const authorizationCode = await wallet.code()
  const { parameters = wallet.tokenParameters(authorizationCode), headers } = await change(authorizationCode)
  const answer = await wallet.ask(parameters, headers)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect([answer.status, await answer.json()]).toEqual([400, { error: code, error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/) }])
  expect((await wallet.ask(wallet.tokenParameters(authorizationCode))).status).toBe(200)
})

test('2.4: use_dpop_nonce comes with the nonce to use', async () => {
  const code = await wallet.code()
  const asked = await wallet.ask(wallet.tokenParameters(code), { dpop: await wallet.dpop(`${world.url}/token`, { nonce: undefined }) })
  const nonce = asked.headers.get('dpop-nonce')!
  expect([...(await errorOf(asked)), nonce]).toEqual([400, 'use_dpop_nonce', expect.stringMatching(/^[\w-]{20,}$/)])
  expect((await wallet.ask(wallet.tokenParameters(code), { dpop: await wallet.dpop(`${world.url}/token`, { nonce }) })).status).toBe(200)
})

test('client_id may be left out by a client that authenticates', async () => {
  expect((await wallet.ask(wallet.tokenParameters(await wallet.code(), { client_id: undefined }))).status).toBe(200)
})

test('attempt-reuse-authorization-code-after-one-second: refused, and what it gave is revoked', async () => {
  const code = await wallet.code()
  const { access_token, refresh_token } = await tokens(code)
  expect(await usable(access_token)).toBe(400)
  world.clock.advance(seconds(1))
  expect(await errorOf(await wallet.ask(wallet.tokenParameters(code)))).toEqual([400, 'invalid_grant'])
  expect(await usable(access_token)).toBe(401)
  expect(await errorOf(await wallet.ask(wallet.refreshParameters(refresh_token)))).toEqual([400, 'invalid_grant'])
})

test('reuse takes back what was refreshed since, long after the code is gone', async () => {
  const code = await wallet.code()
  const { refresh_token } = await tokens(code)
  world.clock.advance(seconds(3600))
  const later = (await (await wallet.ask(wallet.refreshParameters(refresh_token))).json()) as Tokens
  expect(await usable(later.access_token)).toBe(400)
  expect(await errorOf(await wallet.ask(wallet.tokenParameters(code)))).toEqual([400, 'invalid_grant'])
  expect(await usable(later.access_token)).toBe(401)
})

test('of two redemptions at once at most one gets a token, and that one is revoked', async () => {
  const code = await wallet.code()
  const answers = await Promise.all(Array.from({ length: 4 }, () => wallet.ask(wallet.tokenParameters(code))))
  const given = answers.filter(({ status }) => status === 200)
  expect(given).toHaveLength(1)
  expect(await usable(((await given[0]!.json()) as Tokens).access_token)).toBe(401)
})

test('ensure-token-endpoint-fails-with-expired-auth-code: good for less than 60 seconds', async () => {
  const [early, late] = [await wallet.code(), await wallet.code()]
  world.clock.advance(seconds(59))
  expect((await wallet.ask(wallet.tokenParameters(early))).status).toBe(200)
  world.clock.advance(seconds(1))
  expect(await errorOf(await wallet.ask(wallet.tokenParameters(late)))).toEqual([400, 'invalid_grant'])
})

test.each([
  ['ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt', async () => ({ headers: { ...(await wallet.attestation()), dpop: await wallet.dpop(`${world.url}/par`) } })],
  ['ensure-token-endpoint-fails-with-mismatched-dpop-jkt', async () => ({ parameters: wallet.request({ dpop_jkt: jwkThumbprint(wallet.key.publicJwk) }) })],
])('%s', async (_row, bound) => {
  const code = await wallet.code(await bound())
  const { key } = generateSoftwareKey()
  const other = { dpop: await wallet.dpop(`${world.url}/token`, { key }) }
  expect(await errorOf(await wallet.ask(wallet.tokenParameters(code), other))).toEqual([400, 'invalid_dpop_proof'])
  expect((await wallet.ask(wallet.tokenParameters(code))).status).toBe(200)
})

test.each([
  ['ensure-dpopproof-with-iat-10seconds-before-succeeds', -10],
  ['ensure-dpopproof-with-iat-10seconds-after-succeeds', 10],
])('%s', async (_row, shift) => {
  const dpop = await wallet.dpop(`${world.url}/token`, { at: world.clock.now() + shift })
  expect((await wallet.ask(wallet.tokenParameters(await wallet.code()), { dpop })).status).toBe(200)
})

test('happy-flow-multiple-clients: the token of one client with the DPoP key of another is refused', async () => {
  const { access_token } = await tokens(await wallet.code())
  expect(await usable(access_token, attestedWallet(world))).toBe(401)
})

test('scope and authorization_details: what is asked for in detail is granted with identifiers, the same after a refresh', async () => {
  const [id, other] = Object.keys(world.context.metadata.credential_configurations_supported)
  const details = [id, other].filter((value) => value !== undefined).map((credential_configuration_id) => ({ type: 'openid_credential', credential_configuration_id, unknown: 1 }))
  const parameters = wallet.request({ scope: undefined, authorization_details: JSON.stringify(details) })
  const answer = (await (await wallet.ask(wallet.tokenParameters(await wallet.code({ parameters })))).json()) as Tokens & { authorization_details: object[] }
  expect(answer.authorization_details).toEqual(details.map(({ credential_configuration_id }) => ({
    type: 'openid_credential', credential_configuration_id, credential_identifiers: [expect.stringMatching(/^cid_[\w-]{43}$/)],
  })))
  const refreshed = (await (await wallet.ask(wallet.refreshParameters(answer.refresh_token))).json()) as typeof answer
  expect(refreshed.authorization_details).toEqual(answer.authorization_details)
})

test('a scope that is no credential’s is left aside, and the answer says what was granted', async () => {
  const { scope } = world.context.config.credential
  const code = await wallet.code({ parameters: wallet.request({ scope: `openid ${scope}` }) })
  expect(await (await wallet.ask(wallet.tokenParameters(code))).json()).toMatchObject({ scope })
})
