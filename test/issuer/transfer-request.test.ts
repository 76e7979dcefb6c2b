import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { hours } from '../../src/base/time.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import type { CertifiedKey } from '../../src/jose/signing-key.ts'
import { signTransferRequest } from '../../src/transfer/transfer-request.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

let world: IssuerWorld
beforeAll(async () => { world = await issuerWorld('EU/diploma') })
afterAll(() => world.close())
beforeEach(() => world.listAnswers(true))

interface Answer {
  readonly error?: string
  readonly error_description?: string
  readonly rule?: string
  readonly basis?: { readonly ja: string }
  readonly alternatives?: readonly { readonly fr: string }[]
  readonly claims?: JsonObject
  readonly checks?: readonly { readonly id: string; readonly outcome: string; readonly spec: string; readonly detail: string }[]
}
const post = async (body: string, { url = world.url, contentType = 'application/jwt' } = {}): Promise<{ status: number; answer: Answer }> => {
  const answer = await fetch(`${url}/transfer-requests`, { method: 'POST', headers: { 'content-type': contentType }, body })
  return { status: answer.status, answer: (await answer.json()) as Answer }
}
const asked = (changes: Partial<Parameters<typeof signTransferRequest>[1]> = {}, key: CertifiedKey = world.admissions.key): Promise<string> =>
  signTransferRequest(key, { issuer: 'https://admissions.jp.example', audience: world.url, subject: 'zoe', kind: 'diploma', purpose: 'university_admission', now: world.clock.now(), random: systemRandom, ...changes })
const byHand = (header: JsonObject, payload: JsonObject, key = world.admissions.key): Promise<string> =>
  signCompactJws(key, { typ: 'transfer-request+jwt', x5c: [...key.x5c], ...header }, { iss: 'https://admissions.jp.example', aud: world.url, iat: world.clock.now(), jti: `tr_${crypto.randomUUID()}`, subject: 'zoe', kind: 'diploma', purpose: 'university_admission', ...payload })

const notPassed = ({ checks = [] }: Answer): readonly string[] => checks.filter(({ outcome }) => outcome !== 'passed').map(({ id }) => id)

test('perfect cryptography, no legal basis: the only row that fails is rule L2', async () => {
  const { status, answer } = await post(await asked())
  expect(status).toBe(403)
  expect(answer).toMatchObject({ error: 'transfer_blocked', rule: 'L2', basis: { en: expect.any(String), ja: expect.any(String), fr: expect.any(String) } })
  expect(notPassed(answer)).toEqual(['L2'])
  expect(answer.checks!.length).toBeGreaterThan(10)
  expect(answer.alternatives!.length).toBeGreaterThan(0)
  expect(JSON.stringify(answer)).not.toContain('Musterfrau')
  expect(answer).not.toHaveProperty('claims')
})

test('were the adequacy decision extended to academia, exactly what the purpose needs would travel', async () => {
  const whatIf = await world.serve((context) => ({ ...context, law: { ...context.law, adequacyScopeOf: () => ['private', 'academia'] } }))
  const { status, answer } = await post(await asked(), { url: whatIf.url })
  await whatIf.close()
  expect(status).toBe(200)
  expect(notPassed(answer)).toEqual([])
  const { needed } = world.context.config.credential.purposes['university_admission']!
  expect(Object.keys(answer.claims!).toSorted()).toEqual(needed.map(([name]) => name).toSorted())
  expect(answer.claims).toMatchObject({ family_name: 'Musterfrau', given_name: 'Zoé' })
})

test('data that a deny list names are blocked whatever the adequacy decision says', async () => {
  const people = world.context.config.jurisdiction.people.map((person) => ({ ...person, datasets: { diploma: { ...person.datasets.diploma, my_number: 'x' } } }))
  const careless = await world.serve((context) => ({
    ...context,
    config: { ...context.config, jurisdiction: { ...context.config.jurisdiction, people } },
    law: { ...context.law, adequacyScopeOf: () => ['private', 'academia'] },
  }))
  const { status, answer } = await post(await asked(), { url: careless.url })
  await careless.close()
  expect([status, answer.rule, notPassed(answer)]).toEqual([403, 'L6', ['L6']])
})

/** Each fails the checks named first, and the law is never asked. */
const faults: readonly (readonly [string, () => Promise<string>, number, string, readonly string[]])[] = [
  ['another typ', () => byHand({ typ: 'JWT' }, {}), 400, 'invalid_request', ['transfer_request_type', 'transfer_request_unused', 'transfer_rule']],
  ['a signature of another key', () => byHand({ x5c: [...world.impostor.x5c] }, {}), 400, 'invalid_request', ['transfer_request_signature', 'transfer_request_audience', 'transfer_request_fresh', 'transfer_request_unused', 'access_issuer_listed', 'access_issuer_granted', 'recipient_known', 'transfer_purpose', 'transfer_rule']],
  ['another audience', () => asked({ audience: 'https://other.example' }), 400, 'invalid_request', ['transfer_request_audience', 'transfer_request_unused', 'transfer_rule']],
  ['an hour of age', () => byHand({}, { iat: world.clock.now() - hours(1) }), 400, 'invalid_request', ['transfer_request_fresh', 'transfer_request_unused', 'transfer_rule']],
  ['a time to come', () => byHand({}, { iat: world.clock.now() + hours(1) }), 400, 'invalid_request', ['transfer_request_fresh', 'transfer_request_unused', 'transfer_rule']],
  ['a purpose that the data are not for', () => asked({ purpose: 'marketing' }), 400, 'invalid_request', ['transfer_purpose', 'transfer_rule']],
  ['a certificate that no list has', () => asked({}, world.impostor.key), 403, 'access_denied', ['access_issuer_listed', 'access_issuer_granted', 'recipient_known', 'transfer_rule']],
]
test.each(faults)('not believed: %s', async (_what, make, status, code, rows) => {
  const { status: found, answer } = await post(await make())
  expect([found, answer.error]).toEqual([status, code])
  expect(notPassed(answer)).toEqual(rows)
})

test('a list that cannot be read is no pass', async () => {
  world.clock.advance(hours(25))
  world.listAnswers(false)
  const { status, answer } = await post(await asked())
  expect([status, answer.error]).toEqual([403, 'access_denied'])
  expect(answer.checks!.find(({ id }) => id === 'access_trust_list')!.outcome).toBe('indeterminate')
})

test('a request counts once', async () => {
  const request = await asked()
  expect((await post(request)).answer.error).toBe('transfer_blocked')
  const { status, answer } = await post(request)
  expect([status, notPassed(answer)]).toEqual([400, ['transfer_request_unused', 'transfer_rule']])
})

test.each([
  ['an unknown person', { subject: 'nobody' }],
  ['another kind of data', { kind: 'identity' }],
])('not found: %s', async (_what, changes) => {
  const { status, answer } = await post(await asked(changes))
  expect([status, answer.error, notPassed(answer)]).toEqual([404, 'not_found', ['transfer_rule']])
})

const unreadable: readonly (readonly [string, () => Promise<string>])[] = [
  ['no JWT', async () => 'nonsense'],
  ['an empty body', async () => ''],
  ['no subject', () => byHand({}, { subject: '' })],
  ['a jti that anybody guesses', () => byHand({}, { jti: '1' })],
  ['no certificate', () => byHand({ x5c: [] }, {})],
  ['certificates of the wrong type', () => byHand({ x5c: [1] }, {})],
]
test.each(unreadable)('unreadable: %s', async (_what, make) => {
  const { status, answer } = await post(await make())
  expect([status, answer.error]).toEqual([400, 'invalid_request'])
})

test('another content type, another method and a long body are refused with a code', async () => {
  expect((await post(await asked(), { contentType: 'application/json' })).status).toBe(400)
  expect((await post('x'.repeat(30_000))).status).toBe(413)
  expect((await fetch(`${world.url}/transfer-requests`)).status).toBe(405)
})
