import { afterAll, beforeAll, expect, test } from 'vitest'
import { hours, minutes } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { preAuthorizedCodeGrant } from '../../src/openid4vci/credential-offer.ts'
import { txCodeTries } from '../../src/openid4vci/pre-authorized-code.ts'
import { codeOf, deskOffer, issuerWorld, testWallet, type IssuerWorld, type TestWallet } from './issuer-world.ts'

let world: IssuerWorld
let wallet: TestWallet
beforeAll(async () => {
  world = await issuerWorld('JP/diploma')
  wallet = testWallet(world)
})
afterAll(() => world.close())

interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly method?: string
}
const form = 'application/x-www-form-urlencoded'
const send = ({ headers = {}, body, method = 'POST' }: Sent): Promise<Response> =>
  fetch(`${world.url}/token`, { method, headers, ...(body !== undefined && { body }) })

/** A request that would succeed; each fault changes one thing. */
async function good(txCode = false): Promise<{ headers: Record<string, string>; parameters: Record<string, string>; tx_code: string | undefined }> {
  const offer = await deskOffer(world, 'hanako', { tx_code: txCode })
  return {
    headers: { 'content-type': form, dpop: await wallet.dpop(`${world.url}/token`) },
    parameters: { grant_type: preAuthorizedCodeGrant, 'pre-authorized_code': codeOf(offer), ...(offer.tx_code !== undefined && { tx_code: offer.tx_code }) },
    tx_code: offer.tx_code,
  }
}
const encoded = (parameters: Readonly<Record<string, string>>): string => new URLSearchParams(parameters).toString()
const without = (parameters: Readonly<Record<string, string>>, name: string): string => encoded(Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== name)))

test('a right request gets a token that is bound, short-lived and not cached', async () => {
  const { headers, parameters } = await good(true)
  const answer = await send({ headers, body: encoded({ ...parameters, unknown_parameter: 'ignored', client_id: 'some-wallet' }) })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(await answer.json()).toEqual({ access_token: expect.stringMatching(/^at_[\w-]{43}$/), token_type: 'DPoP', expires_in: 300 })
})

type Good = Awaited<ReturnType<typeof good>>
const faults: readonly (readonly [string, boolean, (request: Good) => Sent | Promise<Sent>, number, string])[] = [
  ['no grant_type', false, ({ headers, parameters }) => ({ headers, body: without(parameters, 'grant_type') }), 400, 'invalid_request'],
  ['an unknown grant_type', false, ({ headers, parameters }) => ({ headers, body: encoded({ ...parameters, grant_type: 'password' }) }), 400, 'unsupported_grant_type'],
  ['an authorization code from nobody', false, ({ headers, parameters }) => ({ headers, body: encoded({ ...parameters, grant_type: 'authorization_code', code: 'x' }) }), 400, 'invalid_client'],
  ['a refresh token from nobody', false, ({ headers, parameters }) => ({ headers, body: encoded({ ...parameters, grant_type: 'refresh_token', refresh_token: 'x' }) }), 400, 'invalid_client'],
  ['a DPoP proof without our nonce', false, async ({ headers, parameters }) => ({ headers: { ...headers, dpop: await wallet.dpop(`${world.url}/token`, { nonce: undefined }) }, body: encoded(parameters) }), 400, 'use_dpop_nonce'],
  ['a grant_type that is a name of every object', false, ({ headers, parameters }) => ({ headers, body: encoded({ ...parameters, grant_type: 'constructor' }) }), 400, 'unsupported_grant_type'],
  ['no code', false, ({ headers, parameters }) => ({ headers, body: without(parameters, 'pre-authorized_code') }), 400, 'invalid_request'],
  ['an unknown code', false, ({ headers, parameters }) => ({ headers, body: encoded({ ...parameters, 'pre-authorized_code': 'code_unknown' }) }), 400, 'invalid_grant'],
  ['a code twice', false, ({ headers, parameters }) => ({ headers, body: `${encoded(parameters)}&pre-authorized_code=x` }), 400, 'invalid_request'],
  ['a missing tx_code', true, ({ headers, parameters }) => ({ headers, body: without(parameters, 'tx_code') }), 400, 'invalid_request'],
  ['an unexpected tx_code', false, ({ headers, parameters }) => ({ headers, body: encoded({ ...parameters, tx_code: '123456' }) }), 400, 'invalid_request'],
  ['a wrong tx_code', true, ({ headers, parameters, tx_code }) => ({ headers, body: encoded({ ...parameters, tx_code: tx_code === '000000' ? '000001' : '000000' }) }), 400, 'invalid_grant'],
  ['no DPoP proof', false, ({ headers, parameters }) => ({ headers: { 'content-type': headers['content-type']! }, body: encoded(parameters) }), 400, 'invalid_dpop_proof'],
  ['a DPoP proof that is none', false, ({ headers, parameters }) => ({ headers: { ...headers, dpop: 'nonsense' }, body: encoded(parameters) }), 400, 'invalid_dpop_proof'],
  ['a proof for another address', false, async ({ headers, parameters }) => ({ headers: { ...headers, dpop: await wallet.dpop(`${world.url}/credential`) }, body: encoded(parameters) }), 400, 'invalid_dpop_proof'],
  ['a proof for another method', false, async ({ headers, parameters }) => ({ headers: { ...headers, dpop: await wallet.dpop(`${world.url}/token`, { method: 'GET' }) }, body: encoded(parameters) }), 400, 'invalid_dpop_proof'],
  ['a proof of an hour ago', false, async ({ headers, parameters }) => ({ headers: { ...headers, dpop: await wallet.dpop(`${world.url}/token`, { at: world.clock.now() - hours(1) }) }, body: encoded(parameters) }), 400, 'invalid_dpop_proof'],
  ['a proof of the next hour', false, async ({ headers, parameters }) => ({ headers: { ...headers, dpop: await wallet.dpop(`${world.url}/token`, { at: world.clock.now() + hours(1) }) }, body: encoded(parameters) }), 400, 'invalid_dpop_proof'],
  ['a proof that is several', false, async ({ headers, parameters }) => ({ headers: { ...headers, dpop: `${headers['dpop']}, ${await wallet.dpop(`${world.url}/token`)}` }, body: encoded(parameters) }), 400, 'invalid_dpop_proof'],
  ['a JSON body', false, ({ headers, parameters }) => ({ headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(parameters) }), 400, 'invalid_request'],
  ['no content type', false, ({ headers, parameters }) => ({ headers: { dpop: headers['dpop']! }, body: encoded(parameters) }), 400, 'invalid_request'],
  ['no body', false, ({ headers }) => ({ headers }), 400, 'invalid_request'],
  ['a body that is too long', false, ({ headers, parameters }) => ({ headers, body: encoded({ ...parameters, padding: 'x'.repeat(10_000) }) }), 413, 'invalid_request'],
  ['the method GET', false, ({ headers }) => ({ headers, method: 'GET' }), 405, 'method_not_allowed'],
  ['the method PUT', false, ({ headers, parameters }) => ({ headers, method: 'PUT', body: encoded(parameters) }), 405, 'method_not_allowed'],
]

test.each(faults)('refused, and nothing lost: %s', async (_what, txCode, fault, status, code) => {
  const request = await good(txCode)
  const answer = await send(await fault(request))
  expect(answer.status).toBe(status)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual({ error: code, error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/) })
  const retry = await send({ headers: { ...request.headers, dpop: await wallet.dpop(`${world.url}/token`) }, body: encoded(request.parameters) })
  expect(retry.status).toBe(200)
})

test('405 names the methods that there are', async () => {
  expect((await send({ method: 'DELETE' })).headers.get('allow')).toBe('POST, OPTIONS')
})

test('a proof counts once', async () => {
  const [one, other] = [await good(), await good()]
  expect((await send({ headers: one.headers, body: encoded(one.parameters) })).status).toBe(200)
  const replayed = await send({ headers: one.headers, body: encoded(other.parameters) })
  expect(await replayed.json()).toMatchObject({ error: 'invalid_dpop_proof', error_description: expect.stringContaining('used before') })
})

test('a code counts once, and after its ten minutes not at all', async () => {
  const { headers, parameters } = await good()
  expect((await send({ headers, body: encoded(parameters) })).status).toBe(200)
  const fresh = async () => ({ 'content-type': form, dpop: await wallet.dpop(`${world.url}/token`) })
  expect(await (await send({ headers: await fresh(), body: encoded(parameters) })).json()).toMatchObject({ error: 'invalid_grant' })
  const late = await good()
  world.clock.advance(minutes(10))
  expect(await (await send({ headers: await fresh(), body: encoded(late.parameters) })).json()).toMatchObject({ error: 'invalid_grant' })
})

test('the fifth wrong transaction code ends the offer', async () => {
  const { parameters, tx_code } = await good(true)
  const attempt = async (code: string) => send({ headers: { 'content-type': form, dpop: await wallet.dpop(`${world.url}/token`) }, body: encoded({ ...parameters, tx_code: code }) })
  const wrong = tx_code === '000000' ? '000001' : '000000'
  for (let tries = 0; tries < txCodeTries; tries += 1) expect((await attempt(wrong)).status).toBe(400)
  expect(await (await attempt(tx_code!)).json()).toMatchObject({ error: 'invalid_grant' })
})

test('of two redemptions at once one gets the token', async () => {
  const { parameters } = await good()
  const attempt = async () => send({ headers: { 'content-type': form, dpop: await wallet.dpop(`${world.url}/token`) }, body: encoded(parameters) })
  const answers = await Promise.all(Array.from({ length: 8 }, attempt))
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
})

test('a proof signed by a key other than the one it names is refused', async () => {
  const { parameters } = await good()
  const stranger = await wallet.dpop(`${world.url}/token`, { key: { ...generateSoftwareKey().key, publicJwk: wallet.key.publicJwk } })
  const answer = await send({ headers: { 'content-type': form, dpop: stranger }, body: encoded(parameters) })
  expect(await answer.json()).toMatchObject({ error: 'invalid_dpop_proof' })
})
