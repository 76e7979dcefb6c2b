import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days, minutes } from '../../src/base/time.ts'
import { makePossessionProof } from '../../src/oauth/possession-proof.ts'
import { statusListTokenType } from '../../src/status-list/status-list-token.ts'
import { walletProviderRoutes } from '../../src/wallet-provider/app.ts'
import { clientId, desk, deskToken, newKey, providerWorld, testInstance, walletToken, type ProviderWorld, type TestInstance } from './provider-world.ts'

let world: ProviderWorld
let instance: TestInstance
beforeAll(async () => {
  world = await providerWorld({ basePath: '/wallets' })
  instance = testInstance(world)
  await instance.register()
})
afterAll(() => world.close())

const post = (path: string, body: unknown, token: string | undefined = walletToken): Promise<Response> =>
  fetch(world.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== '' && { authorization: `Bearer ${token}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const refusal = async (answer: Response) => ({ status: answer.status, error: ((await answer.json()) as { error: string }).error })

describe.each(['/challenges', '/instances', '/client-attestations', '/key-attestations'])('POST %s', (path) => {
  test('is for the wallet alone', async () => {
    expect(await refusal(await post(path, {}, ''))).toEqual({ status: 401, error: 'invalid_token' })
    expect(await refusal(await post(path, {}, deskToken))).toEqual({ status: 401, error: 'invalid_token' })
  })
  test('is no GET', async () => {
    const answer = await fetch(world.url + path)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  })
  test('refuses what is no JSON, and what is too long', async () => {
    expect(await refusal(await post(path, '{'))).toEqual({ status: 400, error: 'invalid_request' })
    expect(await refusal(await post(path, JSON.stringify({ challenge: 'x'.repeat(60_000) })))).toEqual({ status: 413, error: 'invalid_request' })
  })
})

test('answers are not for caches', async () => {
  const answer = await post('/challenges', {})
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store'])
})

const proofBy = (key = newKey(), changed: { challenge?: string; audience?: string } = {}) => async (challenge: string): Promise<string> =>
  makePossessionProof({ key, audience: world.url, now: world.clock.now(), challenge, ...changed })

/** Asks for a wallet attestation with one thing changed. */
async function asked(make: (challenge: string) => Promise<{ readonly proof?: string; readonly instance_proof?: string; readonly challenge?: string }>) {
  const challenge = await instance.challenge()
  const [instance_proof, proof] = await Promise.all([instance.proof(instance.key, challenge), instance.proof(newKey(), challenge)])
  return post('/client-attestations', { challenge, instance_proof, proof, ...(await make(challenge)) })
}

test('a wallet attestation asked for as it should be', async () => {
  const answer = await asked(async () => ({}))
  expect(answer.status).toBe(201)
  expect(await answer.json()).toMatchObject({ client_attestation: expect.any(String), client_id: clientId, expires_at: expect.any(Number) })
})

test.each<[string, Parameters<typeof asked>[0], number, string]>([
  ['a challenge that nobody gave', async () => ({ challenge: 'challenge_unknown' }), 400, 'invalid_challenge'],
  ['a proof for another challenge', async () => ({ proof: await proofBy(newKey(), { challenge: 'challenge_other' })('') }), 400, 'invalid_proof'],
  ['a proof for another provider', async (challenge) => ({ proof: await proofBy(newKey(), { audience: 'https://other.example' })(challenge) }), 400, 'invalid_proof'],
  ['an instance proof for another challenge', async () => ({ instance_proof: await proofBy(newKey(), { challenge: 'challenge_other' })('') }), 400, 'invalid_proof'],
  ['a proof that is no JWT', async () => ({ proof: 'nonsense' }), 400, 'invalid_proof'],
  ['an instance nobody knows', async (challenge) => ({ instance_proof: await proofBy()(challenge) }), 404, 'unknown_instance'],
  ['an empty proof', async () => ({ proof: '' }), 400, 'invalid_request'],
])('refused: %s', async (_what, change, status, error) => {
  expect(await refusal(await asked(change))).toEqual({ status, error })
})

test('a challenge is good once, for five minutes, and is spent by an attempt that fails', async () => {
  const challenge = await instance.challenge()
  const body = { challenge, instance_proof: await instance.proof(instance.key, challenge), proof: await instance.proof(newKey(), challenge) }
  expect(await refusal(await post('/client-attestations', { ...body, proof: 'nonsense' }))).toEqual({ status: 400, error: 'invalid_proof' })
  expect(await refusal(await post('/client-attestations', body))).toEqual({ status: 400, error: 'invalid_challenge' })
  const old = await instance.challenge()
  world.clock.advance(minutes(5))
  expect(await refusal(await post('/instances', { challenge: old, proof: await instance.proof(newKey(), old) }))).toEqual({ status: 400, error: 'invalid_challenge' })
})

test.each<[string, (challenge: string) => Promise<unknown>, number, string]>([
  ['no key', async () => [], 400, 'invalid_request'],
  ['more keys than one attestation takes', async (challenge) => Promise.all(Array.from({ length: 21 }, () => instance.proof(newKey(), challenge))), 400, 'invalid_request'],
  ['a key twice', async (challenge) => {
    const key = newKey()
    return [await instance.proof(key, challenge), await instance.proof(key, challenge)]
  }, 400, 'invalid_proof'],
  ['a key that somebody else has', async (challenge) => [await instance.proof(newKey(), challenge), await instance.proof(newKey(), `${challenge}x`)], 400, 'invalid_proof'],
])('no key attestation for %s', async (_what, proofs, status, error) => {
  const challenge = await instance.challenge()
  const body = { challenge, instance_proof: await instance.proof(instance.key, challenge), proofs: await proofs(challenge) }
  expect(await refusal(await post('/key-attestations', body))).toEqual({ status, error })
})

test('the desk is for the desk alone, knows what it revokes, and revokes for good', async () => {
  const id = await testInstance(world).register()
  expect((await fetch(`${world.url}/desk/instances`, { headers: { authorization: `Bearer ${walletToken}` } })).status).toBe(401)
  expect((await post(`/desk/instances/${id}/status`, { status: 'revoked' })).status).toBe(401)
  expect(await refusal(await desk(world).revoke(id, { status: 'active' }))).toEqual({ status: 400, error: 'invalid_request' })
  expect(await refusal(await desk(world).revoke('inst_unknown'))).toEqual({ status: 404, error: 'unknown_instance' })
  const first = (await (await desk(world).revoke(id)).json()) as { revoked_at: number }
  world.clock.advance(minutes(1))
  expect(await (await desk(world).revoke(id)).json()).toMatchObject({ revoked_at: first.revoked_at, status: 'revoked' })
})

test('a status list answers to anybody, as a JWT, until its attestations are long over', async () => {
  const { clientAttestation } = await instance.attestWallet(newKey())
  const payload = JSON.parse(Buffer.from(clientAttestation.split('.')[1]!, 'base64url').toString()) as { status: { status_list: { uri: string } } }
  const { uri } = payload.status.status_list
  const answer = await fetch(uri, { headers: { accept: statusListTokenType } })
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('access-control-allow-origin')]).toEqual([200, statusListTokenType, '*'])
  expect((await fetch(`${uri}?time=1`)).status).toBe(501)
  expect((await fetch(uri, { headers: { accept: 'application/statuslist+cwt' } })).status).toBe(406)
  for (const list of ['0-1', '99999-1', 'x', '1-1-1', '..%2F..']) expect((await fetch(`${world.url}/status-lists/${list}`)).status, list).toBe(404)
  world.clock.advance(days(4))
  expect((await fetch(uri)).status).toBe(404)
})

test('whatever a stranger sends, nothing is a server error', async () => {
  const paths = walletProviderRoutes(world.context).filter(({ method }) => method === 'post').map(({ path }) => path.replace(':id', 'inst_x'))
  await fc.assert(fc.asyncProperty(fc.constantFrom(...paths), fc.json({ maxDepth: 3 }), fc.constantFrom(walletToken, deskToken), async (path, body, token) => {
    expect((await post(path, body, token)).status).toBeLessThan(500)
  }), { numRuns: 60 })
})

test('the log names instances and nothing of keys, proofs or tokens', () => {
  const text = world.logged.join('\n')
  expect(text).toContain('wallet_attested')
  expect(text).not.toMatch(/eyJ|challenge_[A-Za-z0-9_-]{43}|"x":|token-for-tests/)
})
