import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { notPassed } from '../../src/base/checks.ts'
import { after, epochSeconds, seconds } from '../../src/base/time.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { parseCompactJws, signCompactJws } from '../../src/jose/jws.ts'
import { decodeKeyProof, keyProofChecks, keyProofFault, makeKeyProof, verifyKeyProof, type KeyProofExpectations } from '../../src/openid4vci/key-proof.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'

const noBug = (error: unknown): void => { throw error }

async function expectations(now: number, nonce: string, changed: Partial<KeyProofExpectations> = {}): Promise<KeyProofExpectations> {
  const nonces = memoryStore({ now: () => epochSeconds(now) }).oneTime<true>('nonces')
  await nonces.put(nonce, true, after(epochSeconds(now), seconds(300)))
  return { audience: 'https://credential-issuer.example.com', clientId: null, now: epochSeconds(now), nonces, ...changed }
}

const { examples } = JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/openid4vci/inline-examples.json`, 'utf8')) as { readonly examples: readonly { readonly section: string; readonly kind: string; readonly value?: { readonly jwt?: readonly string[] }; readonly header?: JsonObject; readonly payload?: JsonObject }[] }
const published = examples.find(({ section, value }) => section === 'jwt Proof Type' && value?.jwt)!.value!.jwt![0]!

test('OpenID4VCI 1.0 "jwt Proof Type": the published proof is read as the specification decodes it, and holds at its time', async () => {
  const decoded = examples.find(({ section, header }) => section === 'jwt Proof Type' && header?.['jwk'])!
  const { header, payload } = parseCompactJws(published)
  expect({ header, payload }).toEqual({ header: decoded.header, payload: decoded.payload })
  const { iat, nonce } = payload as { iat: number; nonce: string }
  const verdict = await verifyKeyProof(decodeKeyProof(published, await expectations(iat, nonce)), noBug)
  expect(verdict).toMatchObject({ accepted: true, value: { holderKey: decoded.header!['jwk'], nonce } })
})

const now = 1_795_000_000
const { key } = generateSoftwareKey()
const { kty, crv, x, y } = key.publicJwk
const header: JsonObject = { typ: 'openid4vci-proof+jwt', jwk: { kty, crv, x, y } }
const payload: JsonObject = { aud: 'https://credential-issuer.example.com', iat: now, nonce: 'nonce_1' }

const verified = async (changed: { header?: JsonObject; payload?: JsonObject }, expected: Partial<KeyProofExpectations> = {}) => {
  const proof = await signCompactJws(key, { ...header, ...changed.header }, { ...payload, ...changed.payload })
  return verifyKeyProof(decodeKeyProof(proof, await expectations(now, 'nonce_1', expected)), noBug)
}

test('what makeKeyProof makes passes every check and gives a key of four members', async () => {
  const proof = await makeKeyProof({ key, audience: 'https://credential-issuer.example.com', nonce: 'nonce_1', clientId: undefined, now: epochSeconds(now) })
  const verdict = await verifyKeyProof(decodeKeyProof(proof, await expectations(now, 'nonce_1')), noBug)
  expect(verdict).toMatchObject({ accepted: true, value: { holderKey: { kty, crv, x, y } } })
})

test('a key attestation in the header is handed on as it came, unjudged', async () => {
  const proof = await makeKeyProof({ key, audience: 'https://credential-issuer.example.com', nonce: 'nonce_1', clientId: undefined, now: epochSeconds(now), keyAttestation: 'a.b.c' })
  expect(await verifyKeyProof(decodeKeyProof(proof, await expectations(now, 'nonce_1')), noBug)).toMatchObject({ accepted: true, value: { keyAttestation: 'a.b.c' } })
})

const afterSignature = ['key_proof_issuer', 'key_proof_audience', 'key_proof_fresh', 'key_proof_nonce', 'key_proof_nonce_known']
const faults: readonly { check: string; fault: Parameters<typeof verified>; says: RegExp; notRun: readonly string[]; code?: string }[] = [
  { check: 'key_proof_type', fault: [{ header: { typ: 'JWT' } }], says: /typ is 'JWT'/, notRun: [] },
  { check: 'key_proof_key', fault: [{ header: { kid: '1' } }], says: /jwk and kid/, notRun: ['key_proof_signature', ...afterSignature] },
  { check: 'key_proof_attestation', fault: [{ header: { key_attestation: { jwt: 'x' } } }], says: /key_attestation is a object/, notRun: [] },
  { check: 'key_proof_signature', fault: [{ header: { alg: 'HS256' } }], says: /alg is 'HS256'/, notRun: afterSignature },
  { check: 'key_proof_issuer', fault: [{ payload: { iss: 'wallet' } }], says: /iss must be left out/, notRun: [] },
  { check: 'key_proof_audience', fault: [{ payload: { aud: 'https://credential-issuer.example.com/' } }], says: /aud is not/, notRun: [] },
  { check: 'key_proof_fresh', fault: [{ payload: { iat: now - 301 } }], says: /301 seconds ago/, notRun: [] },
  { check: 'key_proof_nonce', fault: [{ payload: { nonce: 7 } }], says: /nonce is missing/, notRun: ['key_proof_nonce_known'] },
  { check: 'key_proof_nonce_known', fault: [{ payload: { nonce: 'nonce_2' } }], says: /take a new c_nonce/, notRun: [], code: 'invalid_nonce' },
]

test.each(faults)('fault table: $check fails and nothing else', async ({ check, fault, says, notRun, code = 'invalid_proof' }) => {
  const verdict = await verified(...fault)
  expect(verdict.report.checks.filter(({ outcome }) => outcome.status === 'failed').map(({ id }) => id)).toEqual([check])
  expect(verdict.report.checks.filter(({ outcome }) => outcome.status === 'not_run').map(({ id }) => id)).toEqual(notRun)
  expect(keyProofFault(verdict)).toEqual({ code, description: expect.stringMatching(says) })
})

test('every check has a row in the fault table', () => {
  expect(faults.map(({ check }) => check)).toEqual(keyProofChecks.map(({ id }) => id))
})

test.each([
  ['a private key in the header', { header: { jwk: { kty, crv, x, y, d: x } } }, /private/],
  ['no key at all', { header: { jwk: undefined as unknown as string } }, /no key/],
  ['a key off the curve', { header: { jwk: { kty, crv, x, y: x } } }, /no point/],
  ['a symmetric key', { header: { jwk: { kty: 'oct', k: 'AAAA' } } }, /symmetric/],
  ['a critical extension', { header: { crit: ['b64'], b64: false } }, /crit/],
  ['an iat in an hour', { payload: { iat: now + 3600 } }, /3600 seconds ahead/],
  ['an iat that is a text', { payload: { iat: String(now) } }, /iat is/],
  ['no audience', { payload: { aud: undefined as unknown as string } }, /aud/],
  ['two audiences', { payload: { aud: ['https://credential-issuer.example.com', 'https://other.example'] } }, /aud/],
])('refused: %s', async (_what, fault, says) => {
  expect(keyProofFault(await verified(fault)).description).toMatch(says)
})

test.each([
  ['a clock 10 seconds behind', { payload: { iat: now - 10 } }, {}],
  ['a clock 8 seconds ahead', { payload: { iat: now + 8 } }, {}],
  ['further claims and headers', { payload: { exp: 1, jti: 'x' }, header: { trust_chain: ['not looked at'] } }, {}],
  ['iss where it is the client', { payload: { iss: 'wallet' } }, { clientId: 'wallet' }],
  ['aud as an array of one', { payload: { aud: ['https://credential-issuer.example.com'] } }, {}],
])('accepted: %s', async (_what, changed, expected) => {
  expect(notPassed((await verified(changed, expected)).report)).toEqual([])
})

test('a nonce is only looked at: a proof that fails elsewhere costs none', async () => {
  const expected = await expectations(now, 'nonce_1')
  const proof = await signCompactJws(key, header, { ...payload, aud: 'https://other.example' })
  await verifyKeyProof(decodeKeyProof(proof, expected), noBug)
  expect(await expected.nonces.peek('nonce_1')).toBe(true)
})
