import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runChecks } from '../../src/base/checks.ts'
import type { ClaimsPath } from '../../src/base/claims-path.ts'
import { before, days, seconds } from '../../src/base/time.ts'
import { parseDcqlQuery, type DcqlQuery } from '../../src/openid4vp/dcql-query.ts'
import { consentTerms, transferOf } from '../../wallet/consent.ts'
import { overAskedIn, scopeChecks } from '../../wallet/request-scope.ts'
import { heldCredential, now, registeredFor, verifierSeen } from './holdings.ts'

const record = 'urn:lab:jp:identity-record:1'
const pid = 'urn:eudi:pid:1'
const diploma = 'urn:eu.europa.ec.eudi:learning:credential:1'
const foreign = 'urn:lab:foreign:1'

const identityRecord = await heldCredential(record, {
  full_name_unicode: '見本　花子',
  birth_date: '2003-09-01',
  sex: 2,
  resident_address_unicode: '見本県',
})
const degree = await heldCredential(diploma, {
  family_name: '見本',
  given_name: '花子',
  birthdate: '2003-09-01',
  assessment_grade: 'A',
})

const asking = (...credentials: readonly object[]): DcqlQuery => parseDcqlQuery({ credentials })
const queryOf = (id: string, vct: string, names: readonly string[], more: object = {}) => ({
  id,
  format: 'dc+sd-jwt',
  meta: { vct_values: [vct] },
  claims: names.map((name) => ({ id: name, path: [name] })),
  ...more,
})
const termsFor = (query: DcqlQuery, held = [identityRecord, degree], { registered = query, to = 'EU' as const } = {}) =>
  consentTerms(query, held, overAskedIn({ registration: registrationFor(registered), query }), verifierSeen(to), now)
const registrationFor = ({ credentials }: DcqlQuery) =>
  registeredFor(
    credentials.map(({ meta, claims = [] }) => ({ vct: meta.vct_values![0]!, paths: claims.map(({ path }) => path) })),
  )

describe('what would be shared', () => {
  test('is exactly what is asked for', () => {
    const { shares, missing, overAsked } = termsFor(
      asking(
        queryOf('identity', record, ['full_name_unicode']),
        queryOf('diploma', diploma, ['family_name', 'birthdate']),
      ),
    )
    expect(shares).toEqual([
      { query: 'identity', credentialId: identityRecord.id, paths: [['full_name_unicode']] },
      { query: 'diploma', credentialId: degree.id, paths: [['family_name'], ['birthdate']] },
    ])
    expect([missing, overAsked]).toEqual([[], []])
  })

  test('is never a claim more, whatever is asked', () => {
    const names = ['full_name_unicode', 'birth_date', 'sex', 'resident_address_unicode']
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }), (asked) => {
        const [share] = termsFor(asking(queryOf('identity', record, asked))).shares
        expect(share!.paths).toEqual(asked.map((name) => [name]))
      }),
    )
  })

  test('comes from the newest credential that is valid and listed', async () => {
    const name = { full_name_unicode: '見本　花子' }
    const older = await heldCredential(record, name, { receivedAt: before(now, days(2)) })
    const newer = await heldCredential(record, name, { receivedAt: before(now, days(1)) })
    const unlisted = await heldCredential(record, name, { territory: '' })
    const expired = await heldCredential(record, name, { expiresAt: before(now, seconds(1)) })
    const choice = (held: readonly (typeof older)[]) =>
      termsFor(asking(queryOf('identity', record, ['full_name_unicode'])), [...held]).shares[0]!.credentialId
    expect(choice([older, unlisted, expired, newer])).toBe(newer.id)
    expect(choice([expired, unlisted])).toBe(unlisted.id)
    expect(choice([expired])).toBe(expired.id)
  })

  test('is nothing at all where a required credential is not here', () => {
    const { shares, missing } = termsFor(
      asking(queryOf('identity', record, ['full_name_unicode']), queryOf('diploma', diploma, ['family_name'])),
      [identityRecord],
    )
    expect(missing).toEqual([{ query: 'diploma', vct: [diploma] }])
    expect(shares.map(({ query }) => query)).toEqual(['identity'])
  })

  test('leaves out what is asked for but not required', () => {
    const query = parseDcqlQuery({
      credentials: [queryOf('identity', record, ['full_name_unicode']), queryOf('diploma', diploma, ['family_name'])],
      credential_sets: [{ options: [['identity']] }, { options: [['diploma']], required: false }],
    })
    expect(termsFor(query).shares.map(({ query }) => query)).toEqual(['identity'])
  })
})

describe('a request goes too far', () => {
  const only = (...names: readonly string[]) => asking(queryOf('identity', record, names))

  test('with a claim that was not registered', () => {
    const query = only('full_name_unicode', 'birth_date')
    expect(termsFor(query, [identityRecord], { registered: only('full_name_unicode') }).overAsked).toMatchObject([
      { path: ['birth_date'], why: 'not_registered' },
    ])
  })

  test('with a claim that was registered and that its purpose does not need', () => {
    expect(termsFor(only('full_name_unicode', 'sex')).overAsked).toMatchObject([
      { path: ['sex'], why: 'beyond_purpose' },
    ])
  })

  test('with every claim, where the purpose is not one that the credential serves', () => {
    const query = only('full_name_unicode')
    const over = overAskedIn({
      registration: registeredFor([{ vct: record, paths: [['full_name_unicode']] }], 'marketing'),
      query,
    })
    expect(over).toMatchObject([{ path: ['full_name_unicode'], why: 'beyond_purpose' }])
  })

  test.each<[string, string, ClaimsPath]>([
    ['the Individual Number, registered or not', record, ['individual_number_unicode']],
    ['a number by another spelling', foreign, ['holder', 'myNumber_my_number_x']],
    ['the portrait', pid, ['picture']],
    ['a document number', foreign, ['document_number']],
  ])('with what never crosses: %s', (_what, vct, path) => {
    const query = asking({
      id: 'identity',
      format: 'dc+sd-jwt',
      meta: { vct_values: [vct] },
      claims: [{ path: [...path] }],
    })
    expect(overAskedIn({ registration: registeredFor([{ vct, paths: [path] }]), query })).toMatchObject([
      { path, why: vct === pid ? expect.stringMatching(/denied|beyond_purpose/) : 'denied' },
    ])
  })

  test('but not with a claim of a type that no profile knows, if it was registered', () => {
    const query = asking(queryOf('other', foreign, ['member_since']))
    expect(overAskedIn({ registration: registrationFor(query), query })).toEqual([])
  })

  test('is answered with another choice that it leaves, if it leaves one', () => {
    const sets = asking(
      queryOf('identity', record, ['full_name_unicode', 'sex'], {
        claim_sets: [['full_name_unicode', 'sex'], ['full_name_unicode']],
      }),
    )
    expect(termsFor(sets)).toMatchObject({ overAsked: [], shares: [{ paths: [['full_name_unicode']] }] })
    const credentials = parseDcqlQuery({
      credentials: [queryOf('much', record, ['sex']), queryOf('little', record, ['full_name_unicode'])],
      credential_sets: [{ options: [['much'], ['little']] }],
    })
    expect(termsFor(credentials)).toMatchObject({ overAsked: [], shares: [{ query: 'little' }] })
  })

  test('and is blocked where every choice does', () => {
    const query = asking(
      queryOf('identity', record, ['full_name_unicode', 'sex'], {
        claim_sets: [['full_name_unicode', 'sex'], ['sex']],
      }),
    )
    expect(termsFor(query).overAsked).toMatchObject([{ path: ['sex'] }])
  })
})

describe('how far a request may go is checked in two steps, each with a request that fails it and no other', () => {
  const name: ClaimsPath = ['full_name_unicode']
  const sex: ClaimsPath = ['sex']
  const rows: readonly (readonly [string, readonly ClaimsPath[]])[] = [
    ['registration_covers_request', [name]],
    ['request_within_purpose', [name, sex]],
  ]
  test.each(rows)('%s', async (id, registered) => {
    const query = asking(queryOf('identity', record, ['full_name_unicode', 'sex']))
    const registration = registeredFor([{ vct: record, paths: registered }])
    const { checks } = await runChecks({ registration, query }, scopeChecks, (error) => {
      throw error
    })
    expect(checks.filter(({ outcome }) => outcome.status === 'failed').map((check) => check.id)).toEqual([id])
  })
  test('every check has a row', () => expect(rows.map(([id]) => id)).toEqual(scopeChecks.map(({ id }) => id)))
})

describe('the ground on which it is handed over', () => {
  test.each([
    ['JP', 'EU', 'L5'],
    ['EU', 'JP', 'L4'],
  ] as const)('from %s to %s it is the holder who gives: %s', async (from, to, rule) => {
    const held = await heldCredential(diploma, { family_name: 'LAB' }, { territory: from })
    expect(transferOf(held, [['family_name']], verifierSeen(to))).toMatchObject({ allowed: true, rule })
  })

  test('on one side of the border no rule of transfer has anything to say', () => {
    expect(transferOf(degree, [['family_name']], verifierSeen('JP'))).toBeUndefined()
  })

  test('a valid Individual Number blocks, wherever in the claims it stands and whoever issued it', async () => {
    const number = `12345678901${checkDigit('12345678901')}`
    for (const territory of ['JP', '']) {
      const held = await heldCredential(
        diploma,
        { family_name: 'LAB', learner_identification: `no. ${number}` },
        { territory },
      )
      const query = asking(queryOf('diploma', diploma, ['family_name', 'learner_identification']))
      expect(termsFor(query, [held]).blockedBy).toBe('L6')
      expect(termsFor(asking(queryOf('diploma', diploma, ['family_name'])), [held]).blockedBy).toBeUndefined()
    }
  })
})

/** Made at run time, so that no number with a valid check digit stands in the repository. */
function checkDigit(digits: string): number {
  const sum = [...digits]
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at < 6 ? at + 2 : at - 4), 0)
  return sum % 11 <= 1 ? 0 : 11 - (sum % 11)
}
