import { afterAll, beforeAll, expect, test } from 'vitest'
import { hours, minutes } from '../../src/base/time.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import { issuerWorld, testWallet, tokenFor, type IssuerWorld, type TestWallet } from './issuer-world.ts'

let world: IssuerWorld
let wallet: TestWallet
let endpoint: string
let configurationId: string
beforeAll(async () => {
  world = await issuerWorld('JP/diploma')
  wallet = testWallet(world)
  endpoint = `${world.url}/credential`
  configurationId = world.context.config.credential.configurationId
})
afterAll(() => world.close())

interface Sent {
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly method?: string
  readonly query?: string
}
const send = ({ headers, body, method = 'POST', query = '' }: Sent): Promise<Response> =>
  fetch(endpoint + query, { method, headers, ...(body !== undefined && { body }) })

/** A request that would succeed; each fault changes one thing. */
interface Good {
  readonly accessToken: string
  readonly nonce: string
  readonly headers: Record<string, string>
  readonly body: JsonObject
}
async function good(): Promise<Good> {
  const accessToken = await tokenFor(world, wallet, 'hanako')
  const nonce = await wallet.nonce()
  return {
    accessToken,
    nonce,
    headers: { authorization: `DPoP ${accessToken}`, dpop: await wallet.dpop(endpoint, { accessToken }), 'content-type': 'application/json' },
    body: { credential_configuration_id: configurationId, proofs: { jwt: [await wallet.keyProof({ nonce })] } },
  }
}
const json = (body: unknown): string => JSON.stringify(body)

test('a right request gets one credential, not cached; unknown members are ignored', async () => {
  const { headers, body } = await good()
  const answer = await send({ headers, body: json({ ...body, unknown: { deep: [1] } }), query: '?ignored=1' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('date')).toBeTruthy()
  expect(await answer.json()).toEqual({ credentials: [{ credential: expect.stringContaining('~') }], notification_id: expect.stringMatching(/^notif_/) })
})

test.each([['dPoP'], ['DPOP']])('the scheme may be written %s', async (scheme) => {
  const { headers, body, accessToken } = await good()
  expect((await send({ headers: { ...headers, authorization: `${scheme} ${accessToken}` }, body: json(body) })).status).toBe(200)
})

const proofOf = (changes: { header?: JsonObject; payload?: JsonObject }, nonce: string): Promise<string> => {
  const { kty, crv, x, y } = wallet.key.publicJwk
  return signCompactJws(
    wallet.key,
    { typ: 'openid4vci-proof+jwt', jwk: { kty, crv, x, y }, ...changes.header },
    { aud: world.url, iat: world.clock.now(), nonce, ...changes.payload },
  )
}
const withProof = async ({ headers, body }: Good, proof: string | Promise<string>): Promise<Sent> => ({ headers, body: json({ ...body, proofs: { jwt: [await proof] } }) })

/** The request is right, the access is not: 401 with a challenge, unless the specification says otherwise. */
const accessFaults: readonly (readonly [string, (request: Good) => Sent | Promise<Sent>, number, string])[] = [
  ['no Authorization header', ({ headers: { authorization: _, ...headers }, body }) => ({ headers, body: json(body) }), 401, 'invalid_token'],
  ['the scheme Bearer', ({ headers, body, accessToken }) => ({ headers: { ...headers, authorization: `Bearer ${accessToken}` }, body: json(body) }), 401, 'invalid_token'],
  ['an unknown token', ({ headers, body }) => ({ headers: { ...headers, authorization: 'DPoP at_unknown' }, body: json(body) }), 401, 'invalid_token'],
  ['the token in the query', ({ headers: { authorization: _, ...headers }, body, accessToken }) => ({ headers, body: json(body), query: `?access_token=${accessToken}` }), 401, 'invalid_token'],
  ['an Authorization header that is none', ({ headers, body }) => ({ headers: { ...headers, authorization: 'DPoP' }, body: json(body) }), 400, 'invalid_request'],
  ['no proof', ({ headers: { dpop: _, ...headers }, body }) => ({ headers, body: json(body) }), 401, 'invalid_dpop_proof'],
  ['a proof that is none', ({ headers, body }) => ({ headers: { ...headers, dpop: 'a.b.c' }, body: json(body) }), 401, 'invalid_dpop_proof'],
  ['a proof without ath', async ({ headers, body }) => ({ headers: { ...headers, dpop: await wallet.dpop(endpoint) }, body: json(body) }), 401, 'invalid_dpop_proof'],
  ['a proof for another token', async ({ headers, body }) => ({ headers: { ...headers, dpop: await wallet.dpop(endpoint, { accessToken: 'other' }) }, body: json(body) }), 401, 'invalid_dpop_proof'],
  ['the proof of another key', async ({ headers, body, accessToken }) => ({ headers: { ...headers, dpop: await wallet.dpop(endpoint, { accessToken, key: generateSoftwareKey().key }) }, body: json(body) }), 401, 'invalid_dpop_proof'],
  ['a proof for another address', async ({ headers, body, accessToken }) => ({ headers: { ...headers, dpop: await wallet.dpop(`${world.url}/token`, { accessToken }) }, body: json(body) }), 401, 'invalid_dpop_proof'],
  ['a proof for another method', async ({ headers, body, accessToken }) => ({ headers: { ...headers, dpop: await wallet.dpop(endpoint, { accessToken, method: 'GET' }) }, body: json(body) }), 401, 'invalid_dpop_proof'],
  ['a proof of an hour ago', async ({ headers, body, accessToken }) => ({ headers: { ...headers, dpop: await wallet.dpop(endpoint, { accessToken, at: world.clock.now() - hours(1) }) }, body: json(body) }), 401, 'invalid_dpop_proof'],
  ['a proof of the next hour', async ({ headers, body, accessToken }) => ({ headers: { ...headers, dpop: await wallet.dpop(endpoint, { accessToken, at: world.clock.now() + hours(1) }) }, body: json(body) }), 401, 'invalid_dpop_proof'],
]

/** The access is right, the request is not: always 400 and one of the seven codes. */
const requestFaults: readonly (readonly [string, (request: Good) => Sent | Promise<Sent>, string])[] = [
  ['no JSON', ({ headers }) => ({ headers, body: '{' }), 'invalid_credential_request'],
  ['another content type', ({ headers, body }) => ({ headers: { ...headers, 'content-type': 'application/jwt' }, body: json(body) }), 'invalid_credential_request'],
  ['a member twice', ({ headers, body }) => ({ headers, body: `{"credential_configuration_id":"x",${json(body).slice(1)}` }), 'invalid_credential_request'],
  ['an array', ({ headers, body }) => ({ headers, body: json([body]) }), 'invalid_credential_request'],
  ['no body', ({ headers }) => ({ headers }), 'invalid_credential_request'],
  ['neither identifier', ({ headers, body }) => ({ headers, body: json({ proofs: body['proofs'] }) }), 'invalid_credential_request'],
  ['both identifiers', ({ headers, body }) => ({ headers, body: json({ ...body, credential_identifier: 'x' }) }), 'invalid_credential_request'],
  ['an identifier of the wrong type', ({ headers, body }) => ({ headers, body: json({ ...body, credential_configuration_id: { a: 1 } }) }), 'invalid_credential_request'],
  ['an unknown configuration', ({ headers, body }) => ({ headers, body: json({ ...body, credential_configuration_id: 'unknown' }) }), 'unknown_credential_configuration'],
  ['a configuration that is a name of every object', ({ headers, body }) => ({ headers, body: json({ ...body, credential_configuration_id: 'toString' }) }), 'unknown_credential_configuration'],
  ['an unknown credential identifier', ({ headers, body: { proofs } }) => ({ headers, body: json({ proofs, credential_identifier: 'unknown' }) }), 'unknown_credential_identifier'],
  ['response encryption by an unknown algorithm', ({ headers, body }) => ({ headers, body: json({ ...body, credential_response_encryption: { jwk: { alg: 'UNSUPPORTED_ALG' }, enc: 'A128GCM' } }) }), 'invalid_encryption_parameters'],
  ['no proofs', ({ headers, body: { proofs: _, ...body } }) => ({ headers, body: json(body) }), 'invalid_proof'],
  ['a proof type that this configuration does not have', ({ headers, body }) => ({ headers, body: json({ ...body, proofs: { attestation: ['x'] } }) }), 'invalid_proof'],
  ['two proof types', ({ headers, body }) => ({ headers, body: json({ ...body, proofs: { ...(body['proofs'] as JsonObject), attestation: ['x'] } }) }), 'invalid_proof'],
  ['two proofs with one key', async ({ headers, body, nonce }) => ({ headers, body: json({ ...body, proofs: { jwt: [await proofOf({}, nonce), await proofOf({}, nonce)] } }) }), 'invalid_proof'],
  ['a proof that is no JWT', (request) => withProof(request, 'nonsense'), 'invalid_proof'],
  ['a proof of another type', (request) => withProof(request, proofOf({ header: { typ: 'JWT' } }, request.nonce)), 'invalid_proof'],
  ['a proof with alg none', (request) => withProof(request, proofOf({ header: { alg: 'none' } }, request.nonce)), 'invalid_proof'],
  ['a proof with two keys', (request) => withProof(request, proofOf({ header: { kid: '1' } }, request.nonce)), 'invalid_proof'],
  ['a proof with a private key', (request) => withProof(request, proofOf({ header: { jwk: { ...wallet.key.publicJwk, d: 'x' } as unknown as JsonObject } }, request.nonce)), 'invalid_proof'],
  ['a proof signed by another key', async (request) => withProof(request, wallet.keyProof({ nonce: request.nonce, key: { ...generateSoftwareKey().key, publicJwk: wallet.key.publicJwk } })), 'invalid_proof'],
  ['a proof for another issuer', (request) => withProof(request, proofOf({ payload: { aud: 'https://other.example' } }, request.nonce)), 'invalid_proof'],
  ['a proof of an hour ago', (request) => withProof(request, proofOf({ payload: { iat: world.clock.now() - hours(1) } }, request.nonce)), 'invalid_proof'],
  ['a proof with iss from an anonymous client', (request) => withProof(request, proofOf({ payload: { iss: 'wallet' } }, request.nonce)), 'invalid_proof'],
  ['a proof without nonce', (request) => withProof(request, wallet.keyProof({ nonce: undefined })), 'invalid_proof'],
  ['a proof with an unknown nonce', (request) => withProof(request, proofOf({}, 'nonce_unknown')), 'invalid_nonce'],
]

/** Nothing was lost: with a fresh DPoP proof the token and the challenge still give the credential. */
async function stillWorks({ accessToken, nonce, headers, body }: Good): Promise<void> {
  const again = { ...body, proofs: { jwt: [await wallet.keyProof({ nonce })] } }
  const answer = await send({ headers: { ...headers, dpop: await wallet.dpop(endpoint, { accessToken }) }, body: json(again) })
  expect(await answer.json()).toEqual({ credentials: [{ credential: expect.any(String) }], notification_id: expect.any(String) })
}

test.each(accessFaults)('access refused, and nothing lost: %s', async (_what, fault, status, code) => {
  const request = await good()
  const answer = await send(await fault(request))
  expect(answer.status).toBe(status)
  expect(answer.headers.get('www-authenticate')).toMatch(/^DPoP /)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toMatchObject({ error: code })
  await stillWorks(request)
})

test.each(requestFaults)('request refused, and nothing lost: %s', async (_what, fault, code) => {
  const request = await good()
  const answer = await send(await fault(request))
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual({ error: code, error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/) })
  await stillWorks(request)
})

test('a body that is too long is 413', async () => {
  const { headers, body } = await good()
  const answer = await send({ headers, body: json({ ...body, padding: 'x'.repeat(120_000) }) })
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ error: 'invalid_credential_request' })
})

test.each([['GET'], ['PUT'], ['DELETE']])('the method %s is 405', async (method) => {
  const answer = await send({ headers: {}, method })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
})

test('a challenge counts once, and after its five minutes not at all', async () => {
  const first = await good()
  await stillWorks(first)
  const used = await send({ headers: { ...first.headers, dpop: await wallet.dpop(endpoint, { accessToken: first.accessToken }) }, body: json({ ...first.body, proofs: { jwt: [await wallet.keyProof({ nonce: first.nonce })] } }) })
  expect(await used.json()).toMatchObject({ error: 'invalid_nonce' })

  const nonce = await wallet.nonce()
  world.clock.advance(minutes(5))
  const late = await good()
  const answer = await send(await withProof(late, proofOf({}, nonce)))
  expect(await answer.json()).toMatchObject({ error: 'invalid_nonce' })
})

test('of two requests with one challenge, one gets the credential', async () => {
  const { accessToken, nonce, headers, body } = await good()
  const attempt = async () => send({ headers: { ...headers, dpop: await wallet.dpop(endpoint, { accessToken }) }, body: json({ ...body, proofs: { jwt: [await wallet.keyProof({ nonce })] } }) })
  const answers = await Promise.all(Array.from({ length: 6 }, attempt))
  const outcomes = await Promise.all(answers.map(async (answer) => (answer.status === 200 ? 'issued' : ((await answer.json()) as { error: string }).error)))
  expect(outcomes.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'invalid_nonce'), 'issued'].toSorted())
})

test('a DPoP proof counts once', async () => {
  const { headers, body } = await good()
  expect((await send({ headers, body: json(body) })).status).toBe(200)
  const answer = await send({ headers, body: json({ ...body, proofs: { jwt: [await wallet.keyProof()] } }) })
  expect([answer.status, await answer.json()]).toMatchObject([401, { error: 'invalid_dpop_proof' }])
})

test('a token for another configuration is 403 insufficient_scope', async () => {
  const { headers, body, accessToken } = await good()
  const { accessTokens } = world.context.records
  const { serve } = world
  const restricted = { ...accessTokens, peek: async (key: string) => {
    const grant = await accessTokens.peek(key)
    return grant && { ...grant, credentialConfigurationIds: ['another'] as const }
  } }
  const other = await serve((context) => ({ ...context, records: { ...context.records, accessTokens: restricted } }))
  const answer = await fetch(`${other.url}/credential`, { method: 'POST', headers: { ...headers, dpop: await wallet.dpop(endpoint, { accessToken }) }, body: json(body) })
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([403, expect.stringContaining('error="insufficient_scope"')])
  await other.close()
})

test('nothing of a request or a credential is in the log', async () => {
  const { accessToken, nonce, headers, body } = await good()
  const { credentials } = (await (await send({ headers, body: json(body) })).json()) as { credentials: { credential: string }[] }
  const text = world.logged.join('\n')
  for (const secret of [accessToken, nonce, headers['dpop']!, credentials[0]!.credential, '見本', '2003-']) expect(text).not.toContain(secret)
})
