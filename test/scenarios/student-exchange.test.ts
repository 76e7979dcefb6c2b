import { describe, expect, test } from 'vitest'
import { showPath, type ClaimsPath } from '../../src/base/claims-path.ts'
import { seconds } from '../../src/base/time.ts'
import { admissionQuery } from '../../src/jurisdictions/admission-query.ts'
import { jurisdictions } from '../../src/jurisdictions/index.ts'
import { ask } from '../../src/scenarios/parties.ts'
import { directionIds, directions, type DirectionId } from '../../src/scenarios/student-exchange/directions.ts'
import { faultIds, faultsOf, type FaultId } from '../../src/scenarios/student-exchange/faults.ts'
import { studentExchange } from '../../src/scenarios/student-exchange/student-exchange.ts'
import type { DisclosedClaim } from '../../src/scenarios/story.ts'
import { scanObject } from '../../src/transfer/content-scan.ts'
import { verifyReceipt } from '../../src/transfer/receipt-checks.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'
import { testWorld } from '../support/world.ts'
import { notPassed, outcomeOf, telling, type Told } from './telling.ts'

const good = ['valid', 'granted', 'none', 'accept'] as const
const invalid = ['invalid', 'granted', 'none', 'reject'] as const
/** How each story must end: the four answers, then exactly the checks that did not pass. `X` stands for the deciding side. */
const endings: { readonly [F in FaultId | 'no fault']: readonly [answers: readonly string[], ...notPassed: readonly string[]] } = {
  'no fault': [good],
  'untrusted-issuer': [['indeterminate', 'not_listed', 'none', 'reject'], 'diploma.issuer_listed failed'],
  'withdrawn-from-list': [['valid', 'withdrawn', 'none', 'reject'], 'diploma.issuer_granted failed'],
  revoked: [invalid, 'diploma.status failed'],
  expired: [invalid, 'diploma.validity_period failed'],
  'tampered-disclosure': [invalid, 'diploma.disclosures failed'],
  'missing-key-binding': [invalid, 'diploma.key_binding_present failed'],
  'wrong-nonce': [invalid, 'diploma.key_binding_transaction failed'],
  'wrong-audience': [invalid, 'diploma.key_binding_audience failed'],
  'replayed-response': [invalid, 'request_unanswered failed'],
  'list-unreachable': [['indeterminate', 'list_unreachable', 'none', 'reject'], 'diploma.trust_list indeterminate', 'identity.trust_list indeterminate'],
  'list-expired': [['indeterminate', 'list_expired', 'none', 'reject'], 'diploma.trust_list indeterminate', 'identity.trust_list indeterminate'],
  'name-in-two-scripts': [['valid', 'granted', 'none', 'accept_with_step_up'], 'X-ADM-04 indeterminate'],
  'server-to-server-transfer': [['valid', 'granted', 'none', 'reject'], 'L2 failed'],
  'asks-too-much': [['valid', 'granted', 'none', 'reject'], 'registration_covers_request failed'],
}
/** In these stories somebody decided without learning anything. */
const nothingLearnt = faultIds.filter((fault) => fault !== 'name-in-two-scripts' && fault !== 'withdrawn-from-list')

describe.each(directionIds)('%s', (direction) => {
  test.each(['no fault', ...faultsOf(direction)] as const)('%s: ends with its answers and for its reason', async (which) => {
    const told = await telling(direction, which === 'no fault' ? undefined : which)
    const [answers, ...reasons] = endings[which]
    const { technical, listStatus, legalStatus, policy } = told.crossing.decision
    expect([technical, listStatus, legalStatus, policy]).toEqual(answers)
    expect(notPassed(told)).toEqual(reasons.map((reason) => reason.replace('X', told.direction.to)))
    expect(told.asExpected).toBe(true)
    if (nothingLearnt.some((fault) => fault === which)) {
      expect(told.crossing.disclosed).toEqual([])
      expect(told.crossing.receipt).toBeNull()
      expect(told.crossing.withheld.length).toBeGreaterThan(0)
    }
    expect(numbersThatMayNotTravel(told)).toEqual([])
    expect(told.logs.faults()).toEqual([])
  })
})

test('every failure case has an ending, and no other story has', () => {
  expect(Object.keys(endings).sort()).toEqual([...faultIds, 'no fault'].sort())
  expect(directionIds.map((direction) => faultsOf(direction).length)).toEqual([13, 14])
  expect(() => studentExchange('jp-to-eu', 'server-to-server-transfer')).toThrow(RangeError)
})

describe.each(directionIds)('%s, told to its good end', (direction) => {
  test('exactly what was asked for crosses, and what stands open in a credential', async () => {
    const told = await telling(direction)
    expect(names(told.crossing.disclosed)).toEqual([...asked(direction), ...open(direction)].filter(once).sort())
    const { holder } = told.direction
    const values = told.crossing.disclosed.map(({ value }) => value)
    for (const part of holder.name.split(/[\s　]/)) expect(values.join(' ')).toContain(part)
  })

  test('a value is readable only where it was asked for', async () => {
    const told = await telling(direction)
    const withValue = told.crossing.disclosed.filter(({ value }) => value !== undefined)
    expect(names(withValue)).toEqual([...asked(direction)].sort())
  })

  test('address, sex, portrait and numbers of the person stay with the holder', async () => {
    const { crossing, direction: { from } } = await telling(direction)
    const crossed = crossing.disclosed.map(({ credential, path }) => attributeOf(from, credential, path))
    expect(crossed.filter((attribute) => /^(address|sex|portrait|contact|id|document|person)\b/.test(attribute))).toEqual([])
    const stayed = names(crossing.withheld)
    for (const one of sensitive[from]) expect(stayed).toContain(one)
    expect(stayed.filter((name) => names(crossing.disclosed).includes(name))).toEqual([])
  })

  test('holder and verifier hold the same receipt, signed with the access certificate of the request', async () => {
    const told = await telling(direction)
    const { payload, header } = told.requestObject!
    const certificate = parseCertificate((header['x5c'] as readonly string[])[0]!)
    expect(payload['client_id']).toBe(`x509_hash:${certificate.sha256}`)
    const { jwt } = told.accounts.get('decision')!.result!.receipt!
    const verdict = await verifyReceipt(
      jwt,
      { verifierCertificate: certificate.sha256, verifier: `x509_hash:${certificate.sha256}`, nonce: payload['nonce'] as string, now: told.endedAt, skew: seconds(60) },
      rethrow,
    )
    expect(verdict.accepted).toBe(true)
    expect(told.crossing.receipt).toEqual(verdict.accepted && verdict.value)
    expect(told.wallet.receipts.map((kept) => kept.jwt)).toEqual([jwt])
  })

  test('the receipt names what was asked, shown and kept back, and no value', async () => {
    const told = await telling(direction)
    const { attributes, legal_basis, mode } = told.crossing.receipt as unknown as { attributes: Record<'requested' | 'disclosed' | 'withheld', DisclosedClaim[]>; legal_basis: string; mode: string }
    expect(names(attributes.requested)).toEqual([...asked(direction)].sort())
    expect(names(attributes.disclosed)).toEqual([...asked(direction)].sort())
    expect(names(attributes.withheld)).toEqual(names(told.crossing.withheld))
    expect([legal_basis, mode]).toEqual([direction === 'jp-to-eu' ? 'L5' : 'L4', 'holder_direct'])
    const spelled = JSON.stringify(told.crossing.receipt)
    const values = told.crossing.disclosed.flatMap(({ value, path }) => (typeof value === 'string' && path[0] !== 'issuing_authority' ? [value] : []))
    expect(values.length).toBeGreaterThan(4)
    for (const value of values) expect(spelled).not.toContain(value)
  })

  test('what the wallet remembers agrees with what the verifier says', async () => {
    const { wallet: { history }, crossing } = await telling(direction)
    expect(history.map(({ kind, outcome }) => `${String(kind)} ${String(outcome)}`)).toEqual([
      'receipt completed', 'presentation completed', 'issuance completed', 'issuance completed',
    ])
    const { party, credentials } = history[1] as unknown as { party: { identifier: string }; credentials: { disclosed: unknown[] }[] }
    expect(party.identifier).toBe((crossing.receipt as unknown as { recipient: { identifier: string } }).recipient.identifier)
    const read = crossing.disclosed.filter(({ value }) => value !== undefined).map(({ path }) => path)
    expect(credentials.flatMap(({ disclosed }) => disclosed)).toEqual(read)
  })
})

describe.each(directionIds)('%s, where something goes wrong', (direction) => {
  test('an expired diploma: nobody asks for its status', async () => {
    const told = await telling(direction, 'expired')
    expect(outcomeOf(told, 'diploma.status')).toBe('not_run')
    expect(outcomeOf(told, 'identity.status')).toBe('passed')
    expect(told.statusFetches).toBe(0)
  })

  test('an unlisted university: nobody asks for the status of its diploma', async () => {
    const told = await telling(direction, 'untrusted-issuer')
    expect(outcomeOf(told, 'diploma.issuer_signature')).toBe('passed')
    expect(outcomeOf(told, 'diploma.status')).toBe('not_run')
    expect(told.statusFetches).toBe(0)
  })

  test('in the good story, and for a revoked diploma, the status is asked for', async () => {
    expect((await telling(direction)).statusFetches).toBeGreaterThan(0)
    const revoked = await telling(direction, 'revoked')
    expect(revoked.statusFetches).toBeGreaterThan(0)
    expect(outcomeOf(revoked, 'identity.status')).toBe('passed')
  })

  test('a withdrawn university: the list answers for the time of the presentation, and the law is not asked to help', async () => {
    const told = await telling(direction, 'withdrawn-from-list')
    const row = told.crossing.report.find(({ id }) => id === 'diploma.issuer_granted')!
    expect(row.evidence).toMatchObject({ listStatus: 'withdrawn', territory: told.direction.from })
    expect(Date.parse(String(row.evidence['statusStartingTime']))).toBeLessThan(Date.parse(String(row.evidence['at'])))
    expect(outcomeOf(told, 'identity.issuer_granted')).toBe('passed')
    expect(told.crossing.decision.reasons.some(({ rule, effect }) => rule === `${told.direction.to}-ADM-02` && effect === 'refuses')).toBe(true)
  })

  test('a replayed answer changes nothing: the first result and its receipt stay', async () => {
    const told = await telling(direction, 'replayed-response')
    const [first, last] = [told.accounts.get('decision')!, told.accounts.get('replay')!]
    expect(last.result).toEqual(first.result)
    expect(last.result).toMatchObject({ decision: { policy: 'accept', technical: 'valid' } })
    expect([first.refusals.length, last.refusals.length]).toEqual([0, 1])
  })

  test.each(['list-unreachable', 'list-expired'] as const)('%s: no claim becomes readable, and nothing counts against the credential itself', async (fault) => {
    const told = await telling(direction, fault)
    const account = told.accounts.get('presentation')!
    expect(account.result).toBeUndefined()
    expect(account.refusals).toHaveLength(1)
    const { holder } = told.direction
    for (const part of holder.name.split(/[\s　]/)) expect(JSON.stringify(account)).not.toContain(part)
    expect(outcomeOf(told, 'diploma.key_binding_signature')).toBe('passed')
    expect(outcomeOf(told, 'diploma.status')).toBe('not_run')
  })

  test('a refused answer leaves the request open: the holder may try again', async () => {
    const told = await telling(direction, 'wrong-nonce')
    expect(told.accounts.get('presentation')!.state).toBe('pending')
  })

  test('asking for too much: the verifier hears access_denied and receives no presentation', async () => {
    const told = await telling(direction, 'asks-too-much')
    expect(told.accounts.get('decline')).toMatchObject({ state: 'declined', declined: { error: 'access_denied' } })
    expect(told.accounts.get('decline')!.result).toBeUndefined()
    const { registration_covers_request: covers, request_within_purpose: within } = Object.fromEntries(told.crossing.report.map((row) => [row.id, row]))
    expect(covers!.detail).toMatch(direction === 'jp-to-eu' ? /resident_address_unicode/ : /address\.formatted/)
    expect(within?.outcome ?? 'not_run').not.toBe('failed')
    expect(told.sent).toHaveLength(1)
    expect(told.sent[0]).toBeLessThan((await telling(direction)).sent[0]! / 5)
  })

  test('the name in two scripts: a person is asked, and only that person sees both spellings', async () => {
    const told = await telling(direction, 'name-in-two-scripts')
    const [said, also] = direction === 'jp-to-eu' ? ['花子', 'Hanako'] : ['Zoé', 'Ζωή']
    const values = told.crossing.disclosed.map(({ value }) => value).join(' ')
    expect(values).toContain(said)
    expect(values).toContain(also)
    const { report, decision, receipt } = told.crossing
    expect(JSON.stringify({ report, decision, receipt, lines: told.logs.lines })).not.toMatch(new RegExp(`${said}|${also}`))
    expect(decision.reasons.filter(({ effect }) => effect === 'asks').map(({ rule }) => rule)).toEqual([`${told.direction.to}-ADM-04`])
    expect(report.find(({ id }) => id.endsWith('-ADM-04'))!.evidence).toMatchObject({ names: 'ask', doubt: 'scripts', birthDate: 'same' })
  })
})

test('from registrar to university, past the holder: perfect cryptography, and the law says no', async () => {
  const told = await telling('eu-to-jp', 'server-to-server-transfer')
  const rows = told.crossing.report.filter(({ id }) => id !== 'L2')
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
  expect(told.crossing.decision.reasons).toMatchObject([{ rule: 'L2', effect: 'refuses', source: expect.stringContaining('2019/419') as string }])

  const { world: { http, sides } } = await testWorld({})
  const answer = await ask<{ outcome: string; alternatives: { en: string }[] }>(http, sides.JP.admissions, '/api/transfer-requests', {
    issuer: sides.EU.university.url, subject: told.direction.holder.subject, kind: 'diploma',
  })
  expect(answer.outcome).toBe('blocked')
  expect(answer.alternatives.map(({ en }) => en)).toEqual([
    expect.stringContaining('Ask the holder'), expect.stringContaining('safeguards'), expect.stringContaining('explicit consent'),
  ])
})

const rethrow = (error: unknown): void => { throw error }
const once = (value: string, index: number, all: readonly string[]): boolean => all.indexOf(value) === index
const names = (claims: readonly DisclosedClaim[]): readonly string[] =>
  claims.map(({ credential, path }) => `${credential}.${showPath(path as ClaimsPath)}`).sort()

/** What the admissions office of the other side asks of credentials of `from`. */
const asked = (direction: DirectionId): readonly string[] =>
  admissionQuery(jurisdictions[directions[direction].from]).credentials.flatMap(({ id, claims }) => claims.map(({ path }) => `${id}.${showPath(path)}`))

/** What stands open in the credentials of `from`, whoever asks. */
const open = (direction: DirectionId): readonly string[] =>
  Object.values(jurisdictions[directions[direction].from].credentials).flatMap(({ kind, claims }) =>
    claims.filter(({ disclosable }) => !disclosable).map(({ path }) => `${kind}.${showPath(path)}`),
  )

const sensitive = {
  JP: ['identity.resident_address_unicode', 'identity.local_gov_code_unicode', 'identity.sex', 'identity.sex_unicode', 'diploma.learner_identification', 'diploma.assessment_grade'],
  EU: ['identity.address.formatted', 'identity.sex', 'identity.picture', 'identity.personal_administrative_number', 'identity.document_number', 'identity.email', 'diploma.assessment_grade'],
} as const

const attributeOf = (from: 'EU' | 'JP', credential: string, path: readonly unknown[]): string =>
  Object.values(jurisdictions[from].credentials)
    .filter(({ kind }) => kind === credential)
    .flatMap(({ claims }) => claims.filter((claim) => JSON.stringify(claim.path) === JSON.stringify(path)))
    .map(({ attribute }) => attribute)
    .join()

/** Serial numbers of certificates are random hexadecimal digits, twelve decimal ones among them now and then. */
const numbersThatMayNotTravel = ({ crossing }: Told) => scanObject(JSON.parse(JSON.stringify(crossing)), ['serialNumber', 'sha256'])
