import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { ProtocolError } from '../../src/base/errors.ts'
import { after, epochSeconds, minutes, seconds } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { jwkThumbprint } from '../../src/jose/jwk.ts'
import { issueAccessToken, revokeGrant, type RevokedGrants, type TokenBinding } from '../../src/oauth/access-token.ts'
import { makeDpopProof } from '../../src/oauth/dpop.ts'
import { authorizeRequest } from '../../src/oauth/protected-resource.ts'
import { rollingNonces } from '../../src/oauth/rolling-nonces.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'

const url = 'https://issuer.example/credential'
const start = epochSeconds(1_795_000_000)

const scene = async () => {
  let now = start
  const store = memoryStore({ now: () => now })
  const accessTokens = store.oneTime<TokenBinding>('access_tokens')
  const usedProofs = store.oneTime<never>('dpop')
  const revokedGrants: RevokedGrants = store.oneTime('revoked_grants')
  const nonces = rollingNonces('a secret of the server', 'dpop')
  const { key } = generateSoftwareKey()
  const grant = { jkt: jwkThumbprint(key.publicJwk), client_id: null, grant_id: 'grant_1' }
  const accessToken = await issueAccessToken(accessTokens, grant, { now, lifetime: minutes(5), random: systemRandom })
  const proof = (signer = key, token = accessToken, nonce: string | undefined = nonces.current(now)) =>
    makeDpopProof({ key: signer, method: 'POST', url, accessToken: token, nonce, now, random: systemRandom })
  const authorize = (authorization: string | undefined, dpopProof: string | undefined) =>
    authorizeRequest({ authorization, dpopProof, method: 'POST', url, now, nonces, usedProofs }, { accessTokens, revokedGrants }, (error) => { throw error })
  return { accessTokens, accessToken, grant, proof, authorize, nonces, revoke: () => revokeGrant(revokedGrants, 'grant_1', after(now, minutes(5))), later: (by: number) => { now = after(now, seconds(by)) } }
}

test.each([['DPoP'], ['dPoP'], ['DPOP']])('a token with its proof is let in, scheme written %s', async (scheme) => {
  const { authorize, accessToken, proof, grant } = await scene()
  expect(await authorize(`${scheme} ${accessToken}`, await proof())).toEqual(grant)
})

test('the token itself is not stored', async () => {
  const { accessTokens, accessToken } = await scene()
  expect(await accessTokens.peek(accessToken)).toBeUndefined()
})

const refusals: readonly [string, (it: Awaited<ReturnType<typeof scene>>) => Promise<unknown>, number, string][] = [
  ['no Authorization header', async ({ authorize, proof }) => authorize(undefined, await proof()), 401, 'invalid_token'],
  ['the scheme Bearer', async ({ authorize, accessToken, proof }) => authorize(`Bearer ${accessToken}`, await proof()), 401, 'invalid_token'],
  ['no proof', async ({ authorize, accessToken }) => authorize(`DPoP ${accessToken}`, undefined), 401, 'invalid_dpop_proof'],
  ['a proof that is no JWT', async ({ authorize, accessToken }) => authorize(`DPoP ${accessToken}`, 'x.y'), 401, 'invalid_dpop_proof'],
  ['an Authorization header that is no scheme and token', async ({ authorize, proof }) => authorize('DPoP a b', await proof()), 400, 'invalid_request'],
  ['an unknown token', async ({ authorize, proof }) => authorize('DPoP unknown', await proof()), 401, 'invalid_token'],
  ['an expired token', async ({ authorize, accessToken, proof, later }) => { later(300); return authorize(`DPoP ${accessToken}`, await proof()) }, 401, 'invalid_token'],
  ['a token whose grant was revoked', async ({ authorize, accessToken, proof, revoke }) => { await revoke(); return authorize(`DPoP ${accessToken}`, await proof()) }, 401, 'invalid_token'],
  ['a proof with a nonce of somebody else', async ({ authorize, accessToken, proof }) => authorize(`DPoP ${accessToken}`, await proof(undefined, undefined, 'nonce')), 401, 'use_dpop_nonce'],
  ['the proof of another key', async ({ authorize, accessToken, proof }) => authorize(`DPoP ${accessToken}`, await proof(generateSoftwareKey().key)), 401, 'invalid_dpop_proof'],
  ['a proof for another token', async ({ authorize, accessToken, proof }) => authorize(`DPoP ${accessToken}`, await proof(undefined, 'other')), 401, 'invalid_dpop_proof'],
  ['a proof used twice', async ({ authorize, accessToken, proof }) => { const once = await proof(); await authorize(`DPoP ${accessToken}`, once); return authorize(`DPoP ${accessToken}`, once) }, 401, 'invalid_dpop_proof'],
]

test.each(refusals)('refused with a challenge: %s', async (_what, attempt, status, code) => {
  const refusal = await attempt(await scene()).then(() => undefined, (error: unknown) => error)
  expect(refusal).toBeInstanceOf(ProtocolError)
  expect(refusal).toMatchObject({ status, code, headers: { 'WWW-Authenticate': expect.stringMatching(/^DPoP .*algs="ES256"/) } })
})

test('RFC 9449 §9: a proof without a nonce is answered with the one to use', async () => {
  const { authorize, accessToken, proof, nonces } = await scene()
  await expect(authorize(`DPoP ${accessToken}`, await proof(undefined, undefined, ''))).rejects.toMatchObject({
    status: 401, code: 'use_dpop_nonce', headers: { 'DPoP-Nonce': nonces.current(start), 'WWW-Authenticate': expect.stringMatching(/^DPoP error="use_dpop_nonce"/) },
  })
})

test('a request without any token gets a challenge that names no error (RFC 6750 §3.1)', async () => {
  const { authorize } = await scene()
  await expect(authorize(undefined, undefined)).rejects.toMatchObject({ headers: { 'WWW-Authenticate': 'DPoP algs="ES256"' } })
})
