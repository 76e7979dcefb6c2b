import { describe, expect, test } from 'vitest'
import { ProtocolError } from '../../src/base/errors.ts'
import { askFor, claimsAsked } from '../../verifier/asked.ts'

const admission = 'university_admission'

describe('what a verifier asks', () => {
  test('of one jurisdiction: both credentials, under the names of their kinds', () => {
    const { query, credentials } = askFor(['JP'], admission, {})
    expect(query.credentials.map(({ id }) => id)).toEqual(['identity', 'diploma'])
    expect(query.credential_sets).toBeUndefined()
    expect(credentials).toEqual([
      { queryId: 'identity', kind: 'identity', issuedIn: 'JP' },
      { queryId: 'diploma', kind: 'diploma', issuedIn: 'JP' },
    ])
  })

  test('of several: both credentials from one of them', () => {
    const { query } = askFor(['JP', 'EU'], admission, {})
    expect(query.credentials.map(({ id }) => id)).toEqual(['identity_jp', 'diploma_jp', 'identity_eu', 'diploma_eu'])
    expect(query.credential_sets).toEqual([
      {
        options: [
          ['identity_jp', 'diploma_jp'],
          ['identity_eu', 'diploma_eu'],
        ],
        required: true,
      },
    ])
  })

  test('is never more than the purpose needs, unless an officer wants it', () => {
    expect(askFor(['JP'], admission, {}).beyondPurpose).toEqual([])
    const more = askFor(['JP'], admission, { identity: [['sex'], ['birth_date']], diploma: [['assessment_grade']] })
    expect(more.beyondPurpose).toEqual([{ credential: 'identity', path: ['sex'] }])
    expect(claimsAsked(more).filter(({ path }) => path[0] === 'birth_date')).toHaveLength(1)
    expect(claimsAsked(more)).toContainEqual({ credential: 'diploma', path: ['assessment_grade'] })
  })

  test.each([['individual_number_unicode'], ['my_number'], ['マイナンバー'], ['blood_type']])('never %s', (name) => {
    expect(() => askFor(['JP'], admission, { identity: [[name]] })).toThrow(ProtocolError)
  })
})
