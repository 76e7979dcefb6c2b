import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { CheckFailed, Indeterminate, notPassed, pass, runChecks } from '../../src/base/checks.ts'
import type { Json, JsonObject } from '../../src/base/json.ts'
import { after, days, epochSeconds, hours, minutes, seconds, type EpochSeconds } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { parseCompactJws, signCompactJws, verifyEs256 } from '../../src/jose/jws.ts'
import { makeClientAttestation, makeClientAttestationPop } from '../../src/oauth/client-attestation.ts'
import {
  acceptClientAttestation, clientAttestationChecks, clientAttestationFault, decodeClientAttestation,
  type ClientAttestationExpectations,
} from '../../src/oauth/client-attestation-checks.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'

const noBug = (error: unknown): void => { throw error }
const now = epochSeconds(1_795_000_000)

const ca = await makeCa({ subject: { C: 'XM', O: 'LAB-Wallets', CN: 'LAB-Wallets CA' }, now, validFor: days(1000) })
const attester = await makeLeaf({ profile: 'walletAttester', subject: { C: 'XM', O: 'LAB-Wallets', CN: 'LAB-Wallets' }, ca, now, validFor: days(500) })
const { key: instance } = generateSoftwareKey()
const { kty, crv, x, y } = instance.publicJwk
const server = 'https://issuer.example/xm'

const header: JsonObject = { typ: 'oauth-client-attestation+jwt', x5c: [...attester.x5c] }
const payload: JsonObject = {
  iss: 'https://wallets.example', sub: 'https://wallet.example', wallet_name: 'LAB Wallet', wallet_link: 'https://wallet.example/about',
  iat: now - 60, exp: now + 3600, cnf: { jwk: { kty, crv, x, y } },
}
const popHeader: JsonObject = { typ: 'oauth-client-attestation-pop+jwt' }
const popPayload: JsonObject = { iss: 'https://wallet.example', aud: server, jti: 'jti-1', iat: now, challenge: 'challenge_1' }

const good = (): ClientAttestationExpectations => {
  const used = memoryStore({ now: () => now }).oneTime<never>('pops')
  return {
    authorizationServer: server,
    now,
    skew: seconds(30),
    challenge: async (challenge) => challenge === 'challenge_1',
    trusted: async (x5c) => {
      if (x5c.join() !== attester.x5c.join()) throw new CheckFailed('not one of the attesters that are trusted here')
    },
    notRevoked: async () => pass('valid'),
    claimPop: (key, expiresAt) => used.claim(key, expiresAt),
  }
}

interface Change {
  readonly header?: JsonObject
  readonly payload?: JsonObject
  readonly popHeader?: JsonObject
  readonly popPayload?: JsonObject
}

async function judged(change: Change, expected: ClientAttestationExpectations = good()) {
  const subject = decodeClientAttestation({
    attestation: await signCompactJws(attester.key, { ...header, ...change.header }, { ...payload, ...change.payload }),
    pop: await signCompactJws(instance, { ...popHeader, ...change.popHeader }, { ...popPayload, ...change.popPayload }),
  }, expected)
  return { report: await runChecks(subject, clientAttestationChecks, noBug), subject }
}

test('what the wallet provider and the wallet make passes every check, and names the client and its key', async () => {
  const subject = decodeClientAttestation({
    attestation: await makeClientAttestation(attester.key, {
      iss: 'https://wallets.example', sub: 'https://wallet.example', cnf: instance.publicJwk, iat: now, exp: after(now, hours(12)),
      wallet_name: 'LAB Wallet', wallet_link: 'https://wallet.example/about',
    }),
    pop: await makeClientAttestationPop(instance, { iss: 'https://wallet.example', aud: server, challenge: 'challenge_1', now, random: systemRandom }),
  }, good())
  const report = await runChecks(subject, clientAttestationChecks, noBug)
  expect(notPassed(report)).toEqual([])
  expect(acceptClientAttestation(report, subject)).toEqual({
    clientId: 'https://wallet.example', instanceKey: { kty, crv, x, y }, walletName: 'LAB Wallet',
  })
})

test('the attestation tells nothing of the instance but its key: two instances differ in cnf alone', async () => {
  const made = async (cnf: typeof instance.publicJwk) => parseCompactJws(await makeClientAttestation(attester.key, {
    iss: 'https://wallets.example', sub: 'https://wallet.example', cnf, iat: now, exp: after(now, hours(12)), wallet_name: 'LAB Wallet', wallet_link: 'https://wallet.example/about',
  }))
  const [one, other] = await Promise.all([made(instance.publicJwk), made(generateSoftwareKey().key.publicJwk)])
  expect({ ...one.payload, cnf: null }).toEqual({ ...other.payload, cnf: null })
  expect(one.header).toEqual(other.header)
})

const beforePop = ['client_attestation_trusted', 'client_attestation_client', 'client_attestation_key', 'client_attestation_current', 'client_attestation_lifetime', 'client_attestation_status']
const afterPop = ['client_attestation_pop_client', 'client_attestation_pop_audience', 'client_attestation_pop_fresh', 'client_attestation_pop_identifier', 'client_attestation_challenge']
const afterSignature = [...beforePop, 'client_attestation_pop_signature', ...afterPop]

/** For each check an input that fails it and no other; what depends on it was not run. The last one burns the proof. */
const faults: readonly { check: string; fault: Parameters<typeof judged>; says: RegExp; notRun: readonly string[]; code?: string }[] = [
  { check: 'client_attestation_type', fault: [{ header: { typ: 'JWT' } }], says: /typ is 'JWT'/, notRun: [] },
  { check: 'client_attestation_certificate', fault: [{ header: { x5c: [ca.certificate] } }], says: /self-signed/, notRun: ['client_attestation_signature', ...afterSignature] },
  { check: 'client_attestation_signature', fault: [{ header: { alg: 'HS256' } }], says: /alg is 'HS256'/, notRun: afterSignature },
  { check: 'client_attestation_trusted', fault: [{}, { ...good(), trusted: async () => { throw new CheckFailed('unknown attester') } }], says: /unknown attester/, notRun: ['client_attestation_status'] },
  { check: 'client_attestation_client', fault: [{ payload: { sub: '' } }], says: /sub is ''/, notRun: ['client_attestation_pop_client'] },
  { check: 'client_attestation_key', fault: [{ payload: { cnf: { jwk: { kty, crv, x, y, d: x } } } }], says: /private/, notRun: ['client_attestation_pop_signature', ...afterPop] },
  { check: 'client_attestation_current', fault: [{ payload: { exp: now - 31 } }], says: /has expired/, notRun: ['client_attestation_lifetime', 'client_attestation_status'], code: 'use_fresh_attestation' },
  { check: 'client_attestation_lifetime', fault: [{ payload: { exp: now - 60 + hours(24) } }], says: /less than 86400/, notRun: ['client_attestation_status'] },
  { check: 'client_attestation_status', fault: [{ payload: { status: { status_list: { idx: 1, uri: 'https://wallets.example/1' } } } }, { ...good(), notRevoked: async () => { throw new CheckFailed('was revoked') } }], says: /was revoked/, notRun: [] },
  { check: 'client_attestation_pop_type', fault: [{ popHeader: { typ: 'dpop+jwt' } }], says: /typ of the PoP/, notRun: [] },
  { check: 'client_attestation_pop_signature', fault: [{ payload: { cnf: { jwk: jwkOf(generateSoftwareKey().key.publicJwk) } } }], says: /does not verify/, notRun: afterPop },
  { check: 'client_attestation_pop_client', fault: [{ popPayload: { iss: 'https://other.example' } }], says: /another client/, notRun: [] },
  { check: 'client_attestation_pop_audience', fault: [{ popPayload: { aud: `${server}/` } }], says: /aud of the PoP/, notRun: [] },
  { check: 'client_attestation_pop_fresh', fault: [{ popPayload: { iat: now - minutes(5) - 1 } }], says: /301 seconds ago/, notRun: [] },
  { check: 'client_attestation_pop_identifier', fault: [{ popPayload: { jti: 7 } }], says: /jti of the PoP/, notRun: [] },
  { check: 'client_attestation_challenge', fault: [{ popPayload: { challenge: 'challenge_2' } }], says: /unknown or too old/, notRun: [], code: 'use_attestation_challenge' },
  { check: 'client_attestation_pop_replay', fault: [{}, { ...good(), claimPop: async () => false }], says: /used before/, notRun: [] },
]

function jwkOf({ kty, crv, x, y }: typeof instance.publicJwk): JsonObject {
  return { kty, crv, x, y }
}

test.each(faults)('fault table: $check fails and nothing else', async ({ check, fault, says, notRun, code = 'invalid_client_attestation' }) => {
  const { report, subject } = await judged(...fault)
  const withStatus = (status: string) => report.checks.filter(({ outcome }) => outcome.status === status).map(({ id }) => id)
  const burns = 'client_attestation_pop_replay'
  expect(withStatus('failed')).toEqual([check])
  expect(withStatus('not_run')).toEqual(check === burns ? notRun : [...notRun, burns])
  expect(clientAttestationFault(report)).toEqual({ code, description: expect.stringMatching(says) })
  expect(() => acceptClientAttestation(report, subject)).toThrow('names nobody')
})

test('every check has a row in the fault table', () => {
  expect(faults.map(({ check }) => check)).toEqual(clientAttestationChecks.map(({ id }) => id))
})

const absent = undefined as unknown as Json

test.each<[string, Change, string]>([
  ['no x5c but a kid', { header: { x5c: absent, kid: '11' } }, 'client_attestation_certificate'],
  ['the anchor behind the leaf', { header: { x5c: [...attester.x5c, ca.certificate] } }, 'client_attestation_certificate'],
  ['alg none', { header: { alg: 'none' } }, 'client_attestation_signature'],
  ['no sub', { payload: { sub: absent } }, 'client_attestation_client'],
  ['no exp', { payload: { exp: absent } }, 'client_attestation_current'],
  ['an exp that is a text', { payload: { exp: String(now + 60) } }, 'client_attestation_current'],
  ['an nbf in an hour', { payload: { nbf: now + 3600 } }, 'client_attestation_current'],
  ['an iat in an hour', { payload: { iat: now + 3600, exp: now + 3700 } }, 'client_attestation_current'],
  ['neither iat nor nbf, and two days to live', { payload: { iat: absent, exp: now + days(2) } }, 'client_attestation_lifetime'],
  ['no cnf', { payload: { cnf: absent } }, 'client_attestation_key'],
  ['a cnf without a jwk', { payload: { cnf: { jkt: 'x' } } }, 'client_attestation_key'],
  ['a PoP without aud', { popPayload: { aud: absent } }, 'client_attestation_pop_audience'],
  ['a PoP for two servers', { popPayload: { aud: [server, 'https://other.example'] } }, 'client_attestation_pop_audience'],
  ['a PoP without iat', { popPayload: { iat: absent } }, 'client_attestation_pop_fresh'],
  ['a PoP from the future', { popPayload: { iat: now + 31 } }, 'client_attestation_pop_fresh'],
  ['a PoP that has expired', { popPayload: { exp: now - 31 } }, 'client_attestation_pop_fresh'],
  ['a PoP without jti', { popPayload: { jti: absent } }, 'client_attestation_pop_identifier'],
  ['a PoP without challenge', { popPayload: { challenge: absent } }, 'client_attestation_challenge'],
])('refused: %s', async (_what, change, check) => {
  const { report } = await judged(change)
  expect(report.checks.find(({ outcome }) => outcome.status === 'failed')?.id).toBe(check)
})

test.each<[string, Change]>([
  ['iss neither in the attestation nor in the PoP, as in draft -10', { payload: { iss: absent }, popPayload: { iss: absent } }],
  ['nbf and exp in the PoP, as other wallets write them', { popPayload: { nbf: now - 1, exp: now + 60 } }],
  ['an audience in an array of one', { popPayload: { aud: [server] } }],
  ['no iat in the attestation', { payload: { iat: absent, nbf: now - 60 } }],
  ['clocks that differ by 30 seconds', { popPayload: { iat: now + 30 } }],
  ['claims that nobody knows', { payload: { extra: { a: 1 } }, popPayload: { extra: [1] } }],
])('accepted: %s', async (_what, change) => {
  expect(notPassed((await judged(change)).report)).toEqual([])
})

test('a server that gives no challenges takes a proof with and without one', async () => {
  for (const challenge of ['challenge_1', absent]) {
    expect(notPassed((await judged({ popPayload: { challenge } }, { ...good(), challenge: 'none-issued' })).report)).toEqual([])
  }
})

test('an attester about whom nothing can be found out is not trusted', async () => {
  const { report } = await judged({}, { ...good(), trusted: async () => { throw new Indeterminate('cannot be found out') } })
  expect(report.accepted).toBe(false)
  expect(clientAttestationFault(report)).toMatchObject({ code: 'invalid_client_attestation' })
})

test('a proof counts once; another jti, and another instance with the same jti, count by themselves', async () => {
  const expected = good()
  expect((await judged({}, expected)).report.accepted).toBe(true)
  expect(notPassed((await judged({}, expected)).report)).toEqual(['client_attestation_pop_replay'])
  expect((await judged({ popPayload: { jti: 'jti-2' } }, expected)).report.accepted).toBe(true)
  const { key: other } = generateSoftwareKey()
  const subject = decodeClientAttestation({
    attestation: await signCompactJws(attester.key, header, { ...payload, cnf: { jwk: jwkOf(other.publicJwk) } }),
    pop: await signCompactJws(other, popHeader, popPayload),
  }, expected)
  expect((await runChecks(subject, clientAttestationChecks, noBug)).accepted).toBe(true)
})

test('a proof that fails is not spent, nor is a revoked attestation asked for before the rest holds', async () => {
  const claimed: string[] = []
  let asked = 0
  const expected = { ...good(), claimPop: async (key: string) => { claimed.push(key); return true }, notRevoked: async () => { asked += 1; return pass('valid') } }
  await judged({ popPayload: { aud: 'https://other.example' } }, expected)
  await judged({ payload: { exp: now - 60, status: {} } }, expected)
  expect({ claimed, asked }).toEqual({ claimed: [], asked: 0 })
})

test('the proof is remembered for as long as it could be used', async () => {
  const kept: EpochSeconds[] = []
  await judged({}, { ...good(), claimPop: async (_key, expiresAt) => { kept.push(expiresAt); return true } })
  expect(kept).toEqual([after(now, seconds(301))])
})

test.each([['not a JWT'], ['a.b'], ['e30.e30.e30.'], ['e30.W10.AA'], ['']])('%j is no attestation', (text) => {
  expect(() => decodeClientAttestation({ attestation: text, pop: text }, good())).toThrow(CheckFailed)
})

test('a report of other checks releases no client', async () => {
  const { report, subject } = await judged({})
  expect(() => acceptClientAttestation({ accepted: true, checks: report.checks.slice(1) }, subject)).toThrow('names nobody')
})

interface PublishedAttestation {
  readonly token: string
  readonly header: JsonObject & { readonly x5c: readonly string[] }
  readonly payload: JsonObject & { readonly nbf: number; readonly exp: number; readonly sub: string }
}
const published = (JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/openid4vci/credential-requests-responses.json`, 'utf8')) as {
  readonly other: { readonly wallet_attestation: PublishedAttestation }
}).other.wallet_attestation

test('OpenID4VCI 1.0 "Wallet Attestations in JWT format": the published attestation is read and its signature holds, but its certificate is its own anchor, which HAIP 1.0 refuses', async () => {
  const jws = parseCompactJws(published.token)
  expect(jws).toMatchObject({ header: published.header, payload: published.payload })
  expect(() => verifyEs256(jws, parseCertificate(published.header.x5c[0]!).publicKey)).not.toThrow()

  const at = epochSeconds(published.payload.nbf + 60)
  const subject = decodeClientAttestation({
    attestation: published.token,
    pop: await makeClientAttestationPop(instance, { iss: published.payload.sub, aud: server, challenge: undefined, now: at, random: systemRandom }),
  }, { ...good(), now: at, challenge: 'none-issued' })
  const report = await runChecks(subject, clientAttestationChecks, noBug)
  expect(report.checks.filter(({ outcome }) => outcome.status === 'failed').map(({ id }) => id)).toEqual(['client_attestation_certificate'])
})

test('the published attestation under a certificate that is not its own anchor: type, client, key, time and lifetime are good', async () => {
  const at = epochSeconds(published.payload.nbf + 60)
  const subject = decodeClientAttestation({
    attestation: await signCompactJws(attester.key, header, published.payload),
    pop: await makeClientAttestationPop(instance, { iss: published.payload.sub, aud: server, challenge: undefined, now: at, random: systemRandom }),
  }, { ...good(), now: at, challenge: 'none-issued' })
  const report = await runChecks(subject, clientAttestationChecks, noBug)
  expect(report.checks.filter(({ outcome }) => outcome.status === 'failed').map(({ id }) => id)).toEqual(['client_attestation_pop_signature'])
})
