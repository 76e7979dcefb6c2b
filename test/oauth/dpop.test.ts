import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { sha256Base64url } from '../../src/base/bytes.ts'
import { notPassed } from '../../src/base/checks.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { before, epochSeconds, minutes } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { jwkThumbprint, parsePublicJwk } from '../../src/jose/jwk.ts'
import { parseCompactJws, signCompactJws } from '../../src/jose/jws.ts'
import {
  boundDpopChecks, decodeDpopProof, dpopChecks, dpopFault, makeDpopProof, verifyDpop, type BoundDpopExpectations,
  type DpopExpectations,
} from '../../src/oauth/dpop.ts'
import { rollingNonces } from '../../src/oauth/rolling-nonces.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'

interface PublishedProof {
  readonly proof: string
  readonly header: JsonObject
  readonly claims: { readonly jti: string; readonly htm: string; readonly htu: string; readonly iat: number; readonly ath?: string }
  readonly jkt: string
  readonly access_token?: string
}
interface DerivedCase {
  readonly id: string
  readonly expect: 'accept' | 'reject'
  readonly reason: string
  readonly proof: string
  readonly request: { readonly method: string; readonly url: string; readonly access_token?: string }
  readonly bound_jkt?: string
}
const vector = JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/oauth/dpop-rfc9449.json`, 'utf8')) as {
  readonly rfc9449: readonly PublishedProof[]
  readonly derived: { readonly reference_time: number; readonly jkt: string; readonly cases: readonly DerivedCase[] }
}

const now = epochSeconds(1_795_000_000)
const clock = { now: () => now }
const usedProofs = () => memoryStore(clock).oneTime<never>('dpop')
const nonces = rollingNonces('a secret of the server', 'dpop')
const noBug = (error: unknown): void => { throw error }

/** The published proofs were made before any nonce was given: that, and nothing else, this server has against them. */
const faultOf = async (proof: string, expected: DpopExpectations, bound?: { accessToken: string; boundTo: string }) => {
  const { report, accepted } = bound
    ? await verifyDpop(decodeDpopProof(proof, { ...expected, ...bound }), boundDpopChecks, noBug)
    : await verifyDpop(decodeDpopProof(proof, expected), dpopChecks, noBug)
  expect(accepted).toBe(false)
  return dpopFault({ accepted: false, report }).code
}

test.each(vector.rfc9449)('RFC 9449 §4.1, §7.1: the published proof for $claims.htm $claims.htu holds but for the nonce', async ({ proof, header, claims, jkt, access_token }) => {
  const expected = { method: claims.htm, url: claims.htu, now: epochSeconds(claims.iat), nonces, usedProofs: usedProofs() }
  const bound = access_token === undefined ? undefined : { accessToken: access_token, boundTo: jkt }
  expect(await faultOf(proof, expected, bound)).toBe('use_dpop_nonce')
  expect(parseCompactJws(proof)).toMatchObject({ header, payload: claims })
  expect(jwkThumbprint(parsePublicJwk(header['jwk']))).toBe(jkt)
})

test.each(vector.derived.cases)('derived from RFC 9449: $id is for $expect ($reason)', async ({ expect: wanted, proof, request, bound_jkt }) => {
  const expected = { method: request.method, url: request.url, now: epochSeconds(vector.derived.reference_time), nonces, usedProofs: usedProofs() }
  const bound = request.access_token === undefined ? undefined : { accessToken: request.access_token, boundTo: bound_jkt ?? vector.derived.jkt }
  const fault = await faultOf(proof, expected, bound).catch((error: Error) => error.name)
  expect(fault).toSatisfy((code) => (wanted === 'accept' ? code === 'use_dpop_nonce' : ['invalid_dpop_proof', 'CheckFailed'].includes(code as string)))
})

const { key } = generateSoftwareKey()
const { kty, crv, x, y } = key.publicJwk
const accessToken = 'at_example'
const url = 'https://issuer.example/credential'
const header: JsonObject = { typ: 'dpop+jwt', jwk: { kty, crv, x, y } }
const payload: JsonObject = { jti: 'jti-1', htm: 'POST', htu: url, iat: now, ath: sha256Base64url(accessToken), nonce: nonces.current(now) }
const good = (): BoundDpopExpectations => ({ method: 'POST', url, now, nonces, usedProofs: usedProofs(), accessToken, boundTo: jwkThumbprint(key.publicJwk) })

const verified = async (
  { header: changedHeader = {}, payload: changedPayload = {} }: { header?: JsonObject; payload?: JsonObject },
  expected: BoundDpopExpectations = good(),
) => {
  const proof = await signCompactJws(key, { ...header, ...changedHeader }, { ...payload, ...changedPayload })
  return verifyDpop(decodeDpopProof(proof, expected), boundDpopChecks, noBug)
}

test('what makeDpopProof makes passes every check, once', async () => {
  const proof = await makeDpopProof({ key, method: 'POST', url: `${url}?query=1#fragment`, accessToken, nonce: nonces.current(now), now, random: systemRandom })
  const expected = good()
  expect(await verifyDpop(decodeDpopProof(proof, expected), boundDpopChecks, noBug)).toMatchObject({ accepted: true })
  const again = await verifyDpop(decodeDpopProof(proof, expected), boundDpopChecks, noBug)
  expect(notPassed(again.report)).toEqual(['dpop_replay'])
})

/** For each check a proof that fails it and no other; what depends on it was not run. */
const faults: readonly { check: string; fault: Parameters<typeof verified>; says: RegExp; notRun: readonly string[] }[] = [
  { check: 'dpop_type', fault: [{ header: { typ: 'JWT' } }], says: /typ is 'JWT'/, notRun: ['dpop_replay'] },
  { check: 'dpop_key', fault: [{ header: { jwk: { kty, crv, x, y, d: x } } }], says: /private/, notRun: ['dpop_signature', 'dpop_method', 'dpop_url', 'dpop_fresh', 'dpop_identifier', 'dpop_nonce', 'dpop_access_token', 'dpop_bound_key', 'dpop_replay'] },
  { check: 'dpop_signature', fault: [{ header: { alg: 'none' } }], says: /alg is 'none'/, notRun: ['dpop_method', 'dpop_url', 'dpop_fresh', 'dpop_identifier', 'dpop_nonce', 'dpop_access_token', 'dpop_bound_key', 'dpop_replay'] },
  { check: 'dpop_method', fault: [{ payload: { htm: 'GET' } }], says: /htm is 'GET'/, notRun: ['dpop_replay'] },
  { check: 'dpop_url', fault: [{ payload: { htu: 'https://issuer.example/token' } }], says: /another address/, notRun: ['dpop_replay'] },
  { check: 'dpop_fresh', fault: [{ payload: { iat: now - 3600 } }], says: /3600 seconds ago/, notRun: ['dpop_replay'] },
  { check: 'dpop_identifier', fault: [{ payload: { jti: '' } }], says: /jti/, notRun: ['dpop_replay'] },
  { check: 'dpop_nonce', fault: [{ payload: { nonce: rollingNonces('another secret', 'dpop').current(now) } }], says: /not one of this server/, notRun: ['dpop_replay'] },
  { check: 'dpop_access_token', fault: [{ payload: { ath: sha256Base64url('another') } }], says: /not the hash/, notRun: ['dpop_replay'] },
  { check: 'dpop_bound_key', fault: [{}, { ...good(), boundTo: sha256Base64url('another key') }], says: /another key/, notRun: ['dpop_replay'] },
  { check: 'dpop_replay', fault: [{}, { ...good(), usedProofs: { ...usedProofs(), claim: async () => false } }], says: /used before/, notRun: [] },
]

test.each(faults)('fault table: $check fails and nothing else', async ({ check, fault, says, notRun }) => {
  const verdict = await verified(...fault)
  expect(verdict.accepted).toBe(false)
  expect(verdict.report.checks.filter(({ outcome }) => outcome.status === 'failed').map(({ id }) => id)).toEqual([check])
  expect(verdict.report.checks.filter(({ outcome }) => outcome.status === 'not_run').map(({ id }) => id)).toEqual(notRun)
  expect(dpopFault(verdict)).toEqual({ code: check === 'dpop_nonce' ? 'use_dpop_nonce' : 'invalid_dpop_proof', description: expect.stringMatching(says) })
})

test('every check has a row in the fault table', () => {
  expect(faults.map(({ check }) => check)).toEqual(boundDpopChecks.map(({ id }) => id))
  expect(dpopChecks.every(({ id }) => boundDpopChecks.some((check) => check.id === id))).toBe(true)
})

test.each([
  ['htu with a query and a fragment', { htu: `${url}?a=b#c` }],
  ['htu written with other case and default port', { htu: 'HTTPS://ISSUER.example:443/credential' }],
  ['htu with an escaped unreserved character', { htu: 'https://issuer.example/%63redential' }],
  ['a clock 10 seconds behind', { iat: now - 10 }],
  ['a clock 8 seconds ahead', { iat: now + 8 }],
  ['further claims', { nbf: 0, exp: 1, extra: { a: 1 } }],
])('a proof is accepted with %s', async (_what, changed) => {
  expect(notPassed((await verified({ payload: changed })).report)).toEqual([])
})

test.each([
  ['one hour ago', { iat: now - 3600 }],
  ['in one hour', { iat: now + 3600 }],
  ['no number', { iat: String(now) }],
])('a proof made %s is refused', async (_what, changed) => {
  expect(notPassed((await verified({ payload: changed })).report)).toEqual(['dpop_fresh', 'dpop_replay'])
})

test.each([['typ'], ['jwk']])('a proof without header %s is refused', async (name) => {
  const { [name]: _left, ...rest } = header
  const proof = await signCompactJws(key, rest, payload)
  expect((await verifyDpop(decodeDpopProof(proof, good()), boundDpopChecks, noBug)).accepted).toBe(false)
})

test.each([['jti'], ['htm'], ['htu'], ['iat'], ['ath']])('a proof without claim %s is refused', async (name) => {
  const { [name]: _left, ...rest } = payload
  const proof = await signCompactJws(key, header, rest)
  expect((await verifyDpop(decodeDpopProof(proof, good()), boundDpopChecks, noBug)).accepted).toBe(false)
})

test('RFC 9449 §8: without a nonce, with an old one, or with one that was made for something else, a nonce is asked for', async () => {
  for (const nonce of [nonces.current(before(now, minutes(10))), rollingNonces('a secret of the server', 'other').current(now), 7, '']) {
    expect(dpopFault(await verified({ payload: { nonce } })).code).toBe('use_dpop_nonce')
  }
  expect((await verified({ payload: { nonce: nonces.current(before(now, minutes(5))) } })).accepted).toBe(true)
})

test('where more is wrong than the nonce, no nonce is asked for', async () => {
  expect(dpopFault(await verified({ payload: { nonce: 'old', htm: 'GET' } })).code).toBe('invalid_dpop_proof')
})

test('a proof that fails is not spent: made right, the same jti counts', async () => {
  const expected = good()
  expect((await verified({ payload: { htm: 'GET' } }, expected)).accepted).toBe(false)
  expect((await verified({}, expected)).accepted).toBe(true)
})
