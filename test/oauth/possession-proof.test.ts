import { expect, test } from 'vitest'
import { CheckFailed, notPassed } from '../../src/base/checks.ts'
import type { Json, JsonObject } from '../../src/base/json.ts'
import { epochSeconds } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import {
  decodePossessionProof, makePossessionProof, possessionFault, possessionProofChecks, verifyPossessionProof,
} from '../../src/oauth/possession-proof.ts'

const noBug = (error: unknown): void => { throw error }
const now = epochSeconds(1_795_000_000)
const { key } = generateSoftwareKey()
const { kty, crv, x, y } = key.publicJwk
const expected = { audience: 'https://wallets.example', challenge: 'challenge_1', now }
const header: JsonObject = { typ: 'kakehashi-possession+jwt', jwk: { kty, crv, x, y } }
const payload: JsonObject = { aud: expected.audience, challenge: 'challenge_1', iat: now }

const verified = async (changed: { header?: JsonObject; payload?: JsonObject }) =>
  verifyPossessionProof(decodePossessionProof(await signCompactJws(key, { ...header, ...changed.header }, { ...payload, ...changed.payload }), expected), noBug)

test('what makePossessionProof makes passes every check and proves the key, four members of it', async () => {
  const text = await makePossessionProof({ key, audience: expected.audience, challenge: 'challenge_1', now })
  expect(await verifyPossessionProof(decodePossessionProof(text, expected), noBug)).toMatchObject({ accepted: true, value: { kty, crv, x, y } })
})

const afterSignature = ['possession_audience', 'possession_challenge', 'possession_fresh']
const faults: readonly { check: string; fault: Parameters<typeof verified>[0]; says: RegExp; notRun: readonly string[] }[] = [
  { check: 'possession_type', fault: { header: { typ: 'openid4vci-proof+jwt' } }, says: /typ is 'openid4vci/, notRun: [] },
  { check: 'possession_key', fault: { header: { jwk: { kty, crv, x, y, d: x } } }, says: /private/, notRun: ['possession_signature', ...afterSignature] },
  { check: 'possession_signature', fault: { header: { alg: 'none' } }, says: /alg is 'none'/, notRun: afterSignature },
  { check: 'possession_audience', fault: { payload: { aud: 'https://other.example' } }, says: /aud is not/, notRun: [] },
  { check: 'possession_challenge', fault: { payload: { challenge: 'challenge_2' } }, says: /another challenge/, notRun: [] },
  { check: 'possession_fresh', fault: { payload: { iat: now - 301 } }, says: /301 seconds ago/, notRun: [] },
]

test.each(faults)('fault table: $check fails and nothing else', async ({ check, fault, says, notRun }) => {
  const verdict = await verified(fault)
  expect(verdict.accepted).toBe(false)
  expect(verdict.report.checks.filter(({ outcome }) => outcome.status === 'failed').map(({ id }) => id)).toEqual([check])
  expect(verdict.report.checks.filter(({ outcome }) => outcome.status === 'not_run').map(({ id }) => id)).toEqual(notRun)
  expect(possessionFault(verdict)).toMatch(says)
})

test('every check has a row in the fault table', () => {
  expect(faults.map(({ check }) => check)).toEqual(possessionProofChecks.map(({ id }) => id))
})

const absent = undefined as unknown as Json
test.each([['aud', 'possession_audience'], ['challenge', 'possession_challenge'], ['iat', 'possession_fresh']])('a proof without %s is refused', async (name, check) => {
  expect(notPassed((await verified({ payload: { [name]: absent } })).report)).toEqual([check])
})

test('another key in the header than the one that signed is refused', async () => {
  const { kty, crv, x, y } = generateSoftwareKey().key.publicJwk
  expect(notPassed((await verified({ header: { jwk: { kty, crv, x, y } } })).report)).toEqual(['possession_signature', ...afterSignature])
})

test('a proof from the future is refused, and what is no JWT is none', async () => {
  expect(notPassed((await verified({ payload: { iat: now + 61 } })).report)).toEqual(['possession_fresh'])
  expect(() => decodePossessionProof('nonsense', expected)).toThrow(CheckFailed)
})
