import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CheckFailed, Indeterminate, notPassed, pass, runChecks } from '../../src/base/checks.ts'
import type { Json, JsonObject } from '../../src/base/json.ts'
import { after, days, epochSeconds, minutes, seconds } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import {
  acceptKeyAttestation, decodeKeyAttestation, keyAttestationChecks, keyAttestationFault, makeKeyAttestation,
  type KeyAttestationExpectations,
} from '../../src/openid4vci/key-attestation.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'

const noBug = (error: unknown): void => { throw error }
const now = epochSeconds(1_795_000_000)

const ca = await makeCa({ subject: { C: 'XM', O: 'LAB-Wallets', CN: 'LAB-Wallets CA' }, now, validFor: days(1000) })
const attester = await makeLeaf({ profile: 'keyAttester', subject: { C: 'XM', O: 'LAB-Wallets', CN: 'LAB-Wallets keys' }, ca, now, validFor: days(500) })
const jwk = () => {
  const { kty, crv, x, y } = generateSoftwareKey().key.publicJwk
  return { kty, crv, x, y }
}
const [first, second] = [jwk(), jwk()]

const header: JsonObject = { typ: 'key-attestation+jwt', x5c: [...attester.x5c] }
const payload: JsonObject = {
  iat: now - 60, exp: now + 600, attested_keys: [first, second], key_storage: ['iso_18045_moderate'], user_authentication: ['iso_18045_basic'], nonce: 'nonce_1',
}

async function good(changed: Partial<KeyAttestationExpectations> = {}): Promise<KeyAttestationExpectations> {
  const nonces = memoryStore({ now: () => changed.now ?? now }).oneTime<true>('nonces')
  await nonces.put('nonce_1', true, after(changed.now ?? now, minutes(5)))
  return {
    proofType: 'jwt',
    required: { key_storage: ['iso_18045_basic'], user_authentication: ['iso_18045_basic'] },
    mostKeys: 10,
    now,
    skew: seconds(30),
    nonces,
    trusted: async (x5c) => {
      if (x5c.join() !== attester.x5c.join()) throw new CheckFailed('not one of the attesters that are trusted here')
    },
    notRevoked: async () => pass('valid'),
    ...changed,
  }
}

async function judged(change: { header?: JsonObject; payload?: JsonObject }, expected: Partial<KeyAttestationExpectations> = {}) {
  const text = await signCompactJws(attester.key, { ...header, ...change.header }, { ...payload, ...change.payload })
  const subject = decodeKeyAttestation(text, await good(expected))
  return { report: await runChecks(subject, keyAttestationChecks, noBug), subject }
}

test('what makeKeyAttestation makes passes every check, for both proof types, and gives the keys in their order', async () => {
  const text = await makeKeyAttestation(attester.key, {
    attestedKeys: [first, second], nonce: 'nonce_1', iat: now, exp: after(now, minutes(5)), keyStorage: ['iso_18045_basic'], userAuthentication: undefined,
  })
  for (const proofType of ['jwt', 'attestation'] as const) {
    const subject = decodeKeyAttestation(text, await good({ proofType, required: { key_storage: ['iso_18045_basic'] } }))
    const report = await runChecks(subject, keyAttestationChecks, noBug)
    expect(notPassed(report)).toEqual([])
    expect(acceptKeyAttestation(report, subject)).toEqual({
      attestedKeys: [first, second], keyStorage: ['iso_18045_basic'], userAuthentication: [], nonce: 'nonce_1',
    })
  }
})

const afterSignature = [
  'key_attestation_trusted', 'key_attestation_current', 'key_attestation_keys', 'key_attestation_storage', 'key_attestation_user',
  'key_attestation_status', 'key_attestation_nonce', 'key_attestation_nonce_known',
]
const revoked = { notRevoked: async () => { throw new CheckFailed('was revoked') } }
const untrusted = { trusted: async () => { throw new CheckFailed('unknown attester') } }

/** For each check an input that fails it and no other; what depends on it was not run. */
const faults: readonly { check: string; fault: Parameters<typeof judged>; says: RegExp; notRun: readonly string[]; code?: string }[] = [
  { check: 'key_attestation_type', fault: [{ header: { typ: 'keyattestation+jwt' } }], says: /typ is 'keyattestation/, notRun: [] },
  { check: 'key_attestation_certificate', fault: [{ header: { x5c: [ca.certificate] } }], says: /self-signed/, notRun: ['key_attestation_signature', ...afterSignature] },
  { check: 'key_attestation_signature', fault: [{ header: { alg: 'HS256' } }], says: /alg is 'HS256'/, notRun: afterSignature },
  { check: 'key_attestation_trusted', fault: [{}, untrusted], says: /unknown attester/, notRun: ['key_attestation_status'] },
  { check: 'key_attestation_current', fault: [{ payload: { exp: now - 31 } }], says: /has expired/, notRun: ['key_attestation_status'] },
  { check: 'key_attestation_keys', fault: [{ payload: { attested_keys: [first, second, first] } }], says: /twice/, notRun: [] },
  { check: 'key_attestation_storage', fault: [{}, { required: { key_storage: ['iso_18045_high'], user_authentication: ['iso_18045_basic'] } }], says: /key_storage is iso_18045_moderate; one of iso_18045_high/, notRun: [] },
  { check: 'key_attestation_user', fault: [{ payload: { user_authentication: undefined as unknown as Json } }], says: /user_authentication is missing/, notRun: [] },
  { check: 'key_attestation_status', fault: [{ payload: { status: { status_list: { idx: 1, uri: 'https://wallets.example/1' } } } }, revoked], says: /was revoked/, notRun: [] },
  { check: 'key_attestation_nonce', fault: [{ payload: { nonce: 7 } }], says: /nonce is missing/, notRun: ['key_attestation_nonce_known'] },
  { check: 'key_attestation_nonce_known', fault: [{ payload: { nonce: 'nonce_2' } }], says: /take a new c_nonce/, notRun: [], code: 'invalid_nonce' },
]

test.each(faults)('fault table: $check fails and nothing else', async ({ check, fault, says, notRun, code = 'invalid_proof' }) => {
  const { report, subject } = await judged(...fault)
  const withStatus = (status: string) => report.checks.filter(({ outcome }) => outcome.status === status).map(({ id }) => id)
  expect(withStatus('failed')).toEqual([check])
  expect(withStatus('not_run')).toEqual(notRun)
  expect(keyAttestationFault(report)).toEqual({ code, description: expect.stringMatching(says) })
  expect(() => acceptKeyAttestation(report, subject)).toThrow('attests nothing')
})

test('every check has a row in the fault table', () => {
  expect(faults.map(({ check }) => check)).toEqual(keyAttestationChecks.map(({ id }) => id))
})

const absent = undefined as unknown as Json
const { x, y } = first

test.each<[string, { header?: JsonObject; payload?: JsonObject }, string]>([
  ['no x5c', { header: { x5c: absent } }, 'key_attestation_certificate'],
  ['the anchor behind the leaf', { header: { x5c: [...attester.x5c, ca.certificate] } }, 'key_attestation_certificate'],
  ['alg none', { header: { alg: 'none' } }, 'key_attestation_signature'],
  ['no iat', { payload: { iat: absent } }, 'key_attestation_current'],
  ['an iat in an hour', { payload: { iat: now + 3600 } }, 'key_attestation_current'],
  ['no exp in a jwt proof', { payload: { exp: absent } }, 'key_attestation_current'],
  ['an exp that is a text', { payload: { exp: 'tomorrow' } }, 'key_attestation_current'],
  ['no keys', { payload: { attested_keys: [] } }, 'key_attestation_keys'],
  ['keys that are no array', { payload: { attested_keys: first } }, 'key_attestation_keys'],
  ['a private key', { payload: { attested_keys: [{ ...first, d: x }] } }, 'key_attestation_keys'],
  ['a key off the curve', { payload: { attested_keys: [{ ...first, y: x }] } }, 'key_attestation_keys'],
  ['a symmetric key', { payload: { attested_keys: [{ kty: 'oct', k: y }] } }, 'key_attestation_keys'],
  ['more keys than a request may bring', { payload: { attested_keys: Array.from({ length: 11 }, jwk) } }, 'key_attestation_keys'],
  ['more keys than anybody reads', { payload: { attested_keys: Array.from({ length: 101 }, () => first) } }, 'key_attestation_keys'],
  ['a key_storage that is a text', { payload: { key_storage: 'iso_18045_high' } }, 'key_attestation_storage'],
  ['an empty key_storage', { payload: { key_storage: [] } }, 'key_attestation_storage'],
  ['a key_storage that nobody ranked', { payload: { key_storage: ['vendor_vault'] } }, 'key_attestation_storage'],
])('refused: %s', async (_what, change, check) => {
  const { report } = await judged(change)
  expect(report.checks.find(({ outcome }) => outcome.status === 'failed')?.id).toBe(check)
})

test('as an attestation proof it needs a nonce and may lack exp; in a jwt proof the other way round', async () => {
  const failed = async (changed: JsonObject, proofType: 'jwt' | 'attestation') => notPassed((await judged({ payload: changed }, { proofType })).report)
  expect(await failed({ nonce: absent }, 'jwt')).toEqual([])
  expect(await failed({ nonce: absent }, 'attestation')).toEqual(['key_attestation_nonce', 'key_attestation_nonce_known'])
  expect(await failed({ exp: absent }, 'attestation')).toEqual([])
  expect(await failed({ exp: absent }, 'jwt')).toEqual(['key_attestation_current', 'key_attestation_status'])
})

test.each([
  ['iso_18045_high', 'iso_18045_basic', true],
  ['iso_18045_basic', 'iso_18045_basic', true],
  ['iso_18045_basic', 'iso_18045_enhanced-basic', false],
  ['iso_18045_moderate', 'iso_18045_high', false],
  ['vendor_vault', 'vendor_vault', true],
  ['iso_18045_high', 'vendor_vault', false],
  ['constructor', 'iso_18045_basic', false],
])('key storage %s where %s is asked for: %j', async (stated, wanted, met) => {
  const { report } = await judged({ payload: { key_storage: [stated] } }, { required: { key_storage: [wanted] } })
  expect(notPassed(report)).toEqual(met ? [] : ['key_attestation_storage'])
})

test('where nothing is asked for nothing needs to be stated, but what is stated has to make sense', async () => {
  const bare = { key_storage: absent, user_authentication: absent }
  expect(notPassed((await judged({ payload: bare }, { required: {} })).report)).toEqual([])
  expect(notPassed((await judged({ payload: { key_storage: [7] } }, { required: {} })).report)).toEqual(['key_attestation_storage'])
})

test('an attester about whom nothing can be found out is not trusted, and no status is asked for', async () => {
  let asked = 0
  const { report } = await judged({ payload: { status: {} } }, {
    trusted: async () => { throw new Indeterminate('cannot be found out') },
    notRevoked: async () => { asked += 1; return pass('valid') },
  })
  expect(notPassed(report)).toEqual(['key_attestation_trusted', 'key_attestation_status'])
  expect(asked).toBe(0)
})

test.each([['not a JWT'], ['e30.e30'], ['']])('%j is no key attestation', async (text) => {
  const expected = await good()
  expect(() => decodeKeyAttestation(text, expected)).toThrow(CheckFailed)
})

const { examples } = JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/openid4vci/inline-examples.json`, 'utf8')) as {
  readonly examples: readonly { readonly section: string; readonly header?: JsonObject; readonly payload?: JsonObject }[]
}
const published = examples.find(({ section }) => section === 'Key Attestation in JWT format')!

test('OpenID4VCI 1.0 "Key Attestation in JWT format": the published payload, signed here, holds between its iat and its exp and names its key', async () => {
  const { iat, exp, attested_keys } = published.payload as { iat: number; exp: number; attested_keys: readonly JsonObject[] }
  expect(published.header).toMatchObject({ typ: 'key-attestation+jwt', alg: 'ES256' })
  const at = async (time: number) => {
    const text = await signCompactJws(attester.key, header, published.payload!)
    const subject = decodeKeyAttestation(text, await good({ now: epochSeconds(time), required: { key_storage: ['iso_18045_moderate'], user_authentication: ['iso_18045_moderate'] } }))
    return { report: await runChecks(subject, keyAttestationChecks, noBug), subject }
  }
  const { report, subject } = await at(iat)
  expect(notPassed(report)).toEqual([])
  expect(acceptKeyAttestation(report, subject)).toMatchObject({ attestedKeys: attested_keys, keyStorage: ['iso_18045_moderate'], nonce: undefined })
  expect(notPassed((await at(exp + 30)).report)).toContain('key_attestation_current')
  expect(notPassed((await at(iat - 31)).report)).toContain('key_attestation_current')
})
