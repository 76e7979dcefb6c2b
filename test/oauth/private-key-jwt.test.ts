import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { notPassed, runChecks } from '../../src/base/checks.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { epochSeconds } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import {
  claimedClient, clientAssertionChecks, decodeClientAssertion, makeClientAssertion, type ClientAssertionExpectations,
} from '../../src/oauth/private-key-jwt.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'

const noBug = (error: unknown): void => { throw error }
const now = epochSeconds(1_795_000_000)
const { key } = generateSoftwareKey()
const payload: JsonObject = { iss: 'client', sub: 'client', aud: 'https://as.example', jti: 'jti-1', iat: now, exp: now + 60 }
const good = (): ClientAssertionExpectations => ({
  clientId: 'client',
  keys: [generateSoftwareKey().key.publicJwk, { ...key.publicJwk, kid: 'key-1' }],
  audience: 'https://as.example',
  now,
  usedAssertions: memoryStore({ now: () => now }).oneTime<never>('assertions'),
})
const judged = async (change: { header?: JsonObject; payload?: JsonObject }, expected = good()) => {
  const text = await signCompactJws(key, { typ: 'JWT', ...change.header }, { ...payload, ...change.payload })
  return runChecks(decodeClientAssertion(text, expected), clientAssertionChecks, noBug)
}

test('what makeClientAssertion makes passes every check, once', async () => {
  const { client_assertion } = await makeClientAssertion({ key, kid: 'key-1', clientId: 'client', audience: 'https://as.example', now, random: systemRandom })
  expect(claimedClient(client_assertion)).toBe('client')
  const expected = good()
  const judge = async () => notPassed(await runChecks(decodeClientAssertion(client_assertion, expected), clientAssertionChecks, noBug))
  expect([await judge(), await judge()]).toEqual([[], ['client_assertion_replay']])
})

const after = ['client_assertion_issuer', 'client_assertion_subject', 'client_assertion_audience', 'client_assertion_current', 'client_assertion_identifier', 'client_assertion_replay']
/** For each check an assertion that fails it and no other; what depends on it was not run. */
const faults: readonly (readonly [string, Parameters<typeof judged>, readonly string[]])[] = [
  ['client_assertion_signature', [{ header: { alg: 'none' } }], after],
  ['client_assertion_issuer', [{ payload: { iss: 'other' } }], ['client_assertion_replay']],
  ['client_assertion_subject', [{ payload: { sub: 'other' } }], ['client_assertion_replay']],
  ['client_assertion_audience', [{ payload: { aud: ['https://as.example', 'https://other.example'] } }], ['client_assertion_replay']],
  ['client_assertion_current', [{ payload: { exp: now - 61 } }], ['client_assertion_replay']],
  ['client_assertion_identifier', [{ payload: { jti: '' } }], ['client_assertion_replay']],
  ['client_assertion_replay', [{}, { ...good(), usedAssertions: { ...good().usedAssertions, claim: async () => false } }], []],
]
test.each(faults)('fault table: %s fails and nothing else', async (check, fault, notRun) => {
  const { checks } = await judged(...fault)
  const withStatus = (status: string) => checks.filter(({ outcome }) => outcome.status === status).map(({ id }) => id)
  expect([withStatus('failed'), withStatus('not_run')]).toEqual([[check], notRun])
})

test('every check has a row in the fault table', () => {
  expect(faults.map(([check]) => check)).toEqual(clientAssertionChecks.map(({ id }) => id))
})

test.each([
  ['a key that nobody registered', { header: { kid: 'key-2' } }, { keys: [{ ...key.publicJwk, kid: 'key-1' }] }],
  ['no exp', { payload: { exp: 'soon' } }, {}],
  ['a lifetime of a day', { payload: { exp: now + 86_400 } }, {}],
  ['iat in the future', { payload: { iat: now + 120 } }, {}],
  ['nbf in the future', { payload: { nbf: now + 120 } }, {}],
] as const)('refused: %s', async (_what, change, changes) => {
  expect((await judged(change, { ...good(), ...changes })).accepted).toBe(false)
})

test.each([['nonsense'], ['a.b.c']])('%s says nothing of who sent it', (text) => {
  expect(() => claimedClient(text)).toThrow()
})
