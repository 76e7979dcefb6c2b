import { describe, expect, test } from 'vitest'
import {
  dataClasses, recipientSectors, transferModes, type DataClass, type RecipientSector, type TransferCondition, type TransferMode,
} from '../../src/base/transfer-rule.ts'
import { adequacyScopeOf, transferRules } from '../../src/jurisdictions/transfer-rules.ts'
import { decideTransfer, type Transfer } from '../../src/transfer/legal-basis.ts'

const transfer = (
  direction: string,
  recipientSector: RecipientSector,
  mode: TransferMode,
  more: Partial<Transfer> = {},
): Transfer => {
  const [from, to] = direction.split('→') as [string, string]
  return {
    from, to, origin: from, recipientSector, mode, data: ['personal'], conditions: [], adequacyScope: adequacyScopeOf(from, to), ...more,
  }
}
const decide = (...args: Parameters<typeof transfer>) => {
  const { rule, allowed } = decideTransfer(transferRules, transfer(...args))
  return `${rule} ${allowed ? 'allowed' : 'blocked'}`
}

describe('personal data between the EU and Japan, every recipient and mode', () => {
  test.each<[string, RecipientSector, TransferMode, string]>([
    ['EU→JP', 'private', 'controller_transfer', 'L1 allowed'],
    ['EU→JP', 'academia', 'controller_transfer', 'L2 blocked'],
    ['EU→JP', 'public', 'controller_transfer', 'L3 blocked'],
    ['EU→JP', 'private', 'holder_direct', 'L4 allowed'],
    ['EU→JP', 'academia', 'holder_direct', 'L4 allowed'],
    ['EU→JP', 'public', 'holder_direct', 'L4 allowed'],
    ['EU→JP', 'private', 'onward_transfer', 'none blocked'],
    ['EU→JP', 'academia', 'onward_transfer', 'none blocked'],
    ['EU→JP', 'public', 'onward_transfer', 'none blocked'],
    ['JP→EU', 'private', 'controller_transfer', 'L5 blocked'],
    ['JP→EU', 'academia', 'controller_transfer', 'L5 blocked'],
    ['JP→EU', 'public', 'controller_transfer', 'L5 blocked'],
    ['JP→EU', 'private', 'holder_direct', 'L5 allowed'],
    ['JP→EU', 'academia', 'holder_direct', 'L5 allowed'],
    ['JP→EU', 'public', 'holder_direct', 'L5 allowed'],
    ['JP→EU', 'private', 'onward_transfer', 'none blocked'],
    ['JP→EU', 'academia', 'onward_transfer', 'none blocked'],
    ['JP→EU', 'public', 'onward_transfer', 'none blocked'],
  ])('%s, %s, %s: %s', (direction, sector, mode, expected) => expect(decide(direction, sector, mode)).toBe(expected))
})

describe('conditions, data classes, third jurisdictions', () => {
  const consent = (...conditions: TransferCondition[]) => ({ conditions })
  const data = (...classes: [DataClass, ...DataClass[]]) => ({ data: classes })
  test.each<[string, Parameters<typeof transfer>, string]>([
    ['a controller in Japan with a ground of APPI Article 27', ['JP→EU', 'academia', 'controller_transfer', consent('domestic_ground')], 'L5 allowed'],
    ['another condition is no such ground', ['JP→EU', 'academia', 'controller_transfer', consent('equivalent_measures_record')], 'L5 blocked'],
    ['the Individual Number, by the holder, with every consent', ['JP→EU', 'private', 'holder_direct', { ...data('personal', 'individual_number'), ...consent('domestic_ground', 'informed_consent', 'explicit_consent') }], 'L6 blocked'],
    ['the Individual Number among company data', ['JP→EU', 'private', 'controller_transfer', data('non_personal', 'individual_number')], 'L6 blocked'],
    ['the Individual Number of an EU resident, to Japan', ['EU→JP', 'private', 'controller_transfer', data('individual_number')], 'L6 blocked'],
    ['EU data from Japan to Korea', ['JP→KR', 'private', 'onward_transfer', { origin: 'EU' }], 'L7 blocked'],
    ['EU data from Japan to Korea with informed consent', ['JP→KR', 'private', 'onward_transfer', { origin: 'EU', ...consent('informed_consent') }], 'L7 allowed'],
    ['EU data from Japan to Korea with a record of measures', ['JP→KR', 'private', 'onward_transfer', { origin: 'EU', ...consent('equivalent_measures_record') }], 'L7 allowed'],
    ['EU data from Japan, explicit consent alone', ['JP→KR', 'private', 'onward_transfer', { origin: 'EU', ...consent('explicit_consent') }], 'L7 blocked'],
    ['to Korea, private', ['EU→KR', 'private', 'controller_transfer'], 'L8 allowed'],
    ['to Korea, public: allowed, unlike Japan', ['EU→KR', 'public', 'controller_transfer'], 'L8 allowed'],
    ['to Korea, academia is not named', ['EU→KR', 'academia', 'controller_transfer'], 'none blocked'],
    ['to Korea, credit data among others', ['EU→KR', 'private', 'controller_transfer', data('personal', 'excluded_from_adequacy')], 'L8 blocked'],
    ['from Korea', ['KR→EU', 'public', 'controller_transfer'], 'L9 allowed'],
    ['from Korea, credit data', ['KR→EU', 'private', 'controller_transfer', data('personal', 'excluded_from_adequacy')], 'L9 blocked'],
    ['Japan and Korea', ['JP→KR', 'private', 'controller_transfer'], 'L10 blocked'],
    ['Korea and Japan with informed consent', ['KR→JP', 'public', 'controller_transfer', consent('informed_consent')], 'L10 allowed'],
    ['company data', ['EU→JP', 'public', 'controller_transfer', data('non_personal')], 'L11 allowed'],
    ['company data with a person in it', ['EU→JP', 'public', 'controller_transfer', data('non_personal', 'personal')], 'L3 blocked'],
    ['health data without explicit consent', ['EU→JP', 'private', 'controller_transfer', data('personal', 'special_category')], 'L12 blocked'],
    ['health data with explicit consent, to a company', ['EU→JP', 'private', 'controller_transfer', { ...data('special_category'), ...consent('explicit_consent') }], 'L1 allowed'],
    ['health data with explicit consent, to a university: still L2', ['EU→JP', 'academia', 'controller_transfer', { ...data('special_category'), ...consent('explicit_consent') }], 'L2 blocked'],
    ['unknown jurisdiction', ['EU→XX', 'private', 'controller_transfer'], 'none blocked'],
    ['inside one jurisdiction', ['EU→EU', 'private', 'controller_transfer'], 'none blocked'],
  ])('%s', (_case, args, expected) => expect(decide(...args)).toBe(expected))

  test('an extended adequacy scope lets a university receive, and nobody else', () => {
    const scope = { adequacyScope: ['private', 'academia'] as const }
    expect(decide('EU→JP', 'academia', 'controller_transfer', scope)).toBe('L1 allowed')
    expect(decide('EU→JP', 'public', 'controller_transfer', scope)).toBe('L3 blocked')
  })

  test('without any adequacy not even a company receives', () =>
    expect(decide('EU→JP', 'private', 'controller_transfer', { adequacyScope: [] })).toBe('none blocked'))
})

test('a block by L2 names what remains, in every language; an allowance needs no alternative', () => {
  const blocked = decideTransfer(transferRules, transfer('EU→JP', 'academia', 'controller_transfer'))
  expect(blocked.alternatives.map(({ en }) => en)).toEqual([
    expect.stringContaining('holder_direct'), expect.stringContaining('Art. 46'), expect.stringContaining('Art. 49'),
  ])
  expect(blocked).toMatchObject({ source: expect.stringContaining('2019/419'), tag: 'FACT', missing: [] })
  expect(decideTransfer(transferRules, transfer('EU→JP', 'academia', 'holder_direct')).alternatives).toEqual([])
})

test('a condition that would have helped is named', () => {
  const { missing } = decideTransfer(transferRules, transfer('JP→KR', 'private', 'onward_transfer', { origin: 'EU' }))
  expect(missing).toEqual(['informed_consent', 'equivalent_measures_record'])
})

test('no combination at all lets the Individual Number pass, and no rules let nothing pass', () => {
  for (const from of ['EU', 'JP', 'KR'])
    for (const to of ['EU', 'JP', 'KR'])
      for (const sector of recipientSectors)
        for (const mode of transferModes)
          for (const other of dataClasses) {
            const everything = transfer(`${from}→${to}`, sector, mode, {
              data: [other, 'individual_number'],
              conditions: ['domestic_ground', 'informed_consent', 'equivalent_measures_record', 'explicit_consent'],
              adequacyScope: recipientSectors,
            })
            expect(decideTransfer(transferRules, everything)).toMatchObject({ allowed: false, rule: 'L6' })
            expect(decideTransfer([], everything)).toMatchObject({ allowed: false, rule: 'none' })
          }
})

test('the table has the twelve rules, each with words and a source', () => {
  expect(new Set(transferRules.map(({ id }) => id))).toEqual(new Set(Array.from({ length: 12 }, (_, index) => `L${index + 1}`)))
  for (const { source, basis, effect, alternatives } of transferRules) {
    expect(source).not.toBe('')
    expect(Object.values(basis).every((text) => text.length > 10)).toBe(true)
    if (effect === 'allow' || effect === 'if_adequate') expect(alternatives).toEqual([])
  }
})
