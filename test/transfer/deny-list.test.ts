import { describe, expect, test } from 'vitest'
import type { ClaimsPath } from '../../src/base/claims-path.ts'
import { defaultDeny, deniedClaim, deniedClaimsIn, hardDeny } from '../../src/transfer/deny-list.ts'
import { minimise } from '../../src/transfer/minimisation.ts'

describe('what stays, by name', () => {
  test.each<[ClaimsPath]>([
    [['individual_number_unicode']], [['org.iso.23220.1.jp', 'individual_number_unicode']], [['individualNumber']],
    [['holder', 'documents', null, 'my_number']], [['MyNumber']], [['my-number-card', 'value']], [['マイナンバー']], [['ﾏｲﾅﾝﾊﾞｰ']],
    [['本人', '個人番号']], [['ＩＮＤＩＶＩＤＵＡＬ＿ＮＵＭＢＥＲ']], [['resident_registration_number_kr']], [['kr', 0, 'residentRegistrationNumber']],
  ])('%j never crosses', (path) => expect(deniedClaim(path)?.severity).toBe('hard'))

  test.each<[ClaimsPath]>([
    [['personal_administrative_number']], [['document_number']], [['picture']], [['portrait']], [['place_of_birth', 'locality']],
    [['health', 'allergies']], [['religion']], [['tradeUnionMembership']], [['koseki_record']], [['本籍']],
  ])('%j stays unless named', (path) => expect(deniedClaim(path)?.severity).toBe('default'))

  test.each<[ClaimsPath]>([
    [['full_name_unicode']], [['birth_date']], [['learner_identification']], [['corporate_number']], [['issuing_authority']], [[0]], [[null, 'a']],
    [['法人番号']], [['telephone_number']],
  ])('%j is not denied', (path) => expect(deniedClaim(path)).toBeUndefined())

  test('every pattern of the lists catches something', () => {
    for (const pattern of [...hardDeny, ...defaultDeny]) expect(deniedClaim([pattern.replaceAll('*', '')])).toBeDefined()
  })

  test('inside a payload that nobody asked for by name', () => {
    const payload = { a: [{ individual_number: '1' }, { b: { 'マイナンバー': { c: 1 } } }], document_number: 'x' }
    expect(deniedClaimsIn(payload)).toEqual([['a', 0, 'individual_number'], ['a', 1, 'b', 'マイナンバー']])
    expect(deniedClaimsIn('text')).toEqual([])
    expect(deniedClaimsIn(null)).toEqual([])
  })
})

describe('minimisation', () => {
  const scope = {
    needed: [['family_name'], ['birthdate'], ['place_of_birth', 'country'], ['individual_number']],
    optional: [['grade'], ['modules'], ['portrait']],
    forbidden: [['address'], ['modules', 'teacher']],
  } as const satisfies Parameters<typeof minimise>[0]

  test.each<[ClaimsPath, string]>([
    [['family_name'], 'needed'],
    [['place_of_birth', 'country'], 'needed'],
    [['grade'], 'optional'],
    [['modules', null, 'title'], 'optional'],
    [['portrait'], 'optional'],
    [['modules', 'teacher'], 'forbidden'],
    [['address', 'locality'], 'forbidden'],
    [['place_of_birth'], 'denied'],
    [['place_of_birth', 'locality'], 'denied'],
    [['document_number'], 'denied'],
    [['individual_number'], 'hard_denied'],
    [['given_name'], 'not_in_purpose'],
    [['family_name_birth'], 'not_in_purpose'],
  ])('%j: %s', (path, expected) => {
    const { needed, optional, refused } = minimise(scope, [path])
    const found = [...needed.map(() => 'needed'), ...optional.map(() => 'optional'), ...refused.map(({ reason }) => reason)]
    expect(found).toEqual([expected])
  })

  test('nothing asked, nothing given; an empty scope allows nothing', () => {
    expect(minimise(scope, [])).toEqual({ needed: [], optional: [], refused: [] })
    expect(minimise({ needed: [], optional: [], forbidden: [] }, [['family_name']]).refused).toHaveLength(1)
  })
})
