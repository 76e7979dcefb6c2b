import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  corporateCheckDigit, isCorporateNumber, isInvoiceNumber, isSyntheticCorporateNumber,
} from '../../src/identity/corporate-number.ts'
import { parseEuid } from '../../src/identity/euid.ts'
import { hasIndividualNumberCheckDigit } from '../../src/identity/individual-number.ts'
import { isLei } from '../../src/identity/lei.ts'
import { parseOrganizationIdentifier } from '../../src/identity/organization-identifier.ts'
import vectors from '../vectors/identifiers/check-digits.json' with { type: 'json' }

const twelveDigits = fc.stringMatching(/^\d{12}$/)

describe('Corporate Number, ordinance No. 70 of 2014 of the Ministry of Finance, Article 2', () => {
  const { valid, invalid } = vectors.japanese_corporate_number

  test.each(valid)('$value holds ($kind)', ({ value }) => expect(isCorporateNumber(value)).toBe(true))
  test.each(invalid)('$value does not: $reason', ({ value }) => expect(isCorporateNumber(value)).toBe(false))

  test('every base number has exactly one check digit, from 1 to 9', () => {
    fc.assert(fc.property(twelveDigits, (base) => {
      const holding = [...'0123456789'].filter((digit) => isCorporateNumber(digit + base))
      expect(holding).toEqual([String(corporateCheckDigit(base))])
    }))
  })

  test('0 in place of 9 goes unnoticed, as the ordinance has it', () => {
    expect(corporateCheckDigit('010000000001')).toBe(7)
    expect(corporateCheckDigit('910000000001')).toBe(7)
  })

  test('a base number has twelve digits', () => expect(() => corporateCheckDigit('1234')).toThrow(RangeError))

  test.each([['7900001000001', true], ['8040001079502', false], ['1900001000001', false]])(
    '%s is a number of this lab: %s',
    (value, own) => expect(isSyntheticCorporateNumber(value)).toBe(own),
  )

  test.each([['T7900001000001', true], ['T1900001000001', false], ['7900001000001', false], ['t7900001000001', false], ['TT7900001000001', false]])(
    '%s is an invoice number: %s',
    (value, holds) => expect(isInvoiceNumber(value)).toBe(holds),
  )
})

describe('Legal Entity Identifier, ISO 17442-1', () => {
  test.each(vectors.lei.valid)('%s holds', (value) => expect(isLei(value)).toBe(true))
  test.each(vectors.lei.invalid)('$value does not: $reason', ({ value }) => expect(isLei(value)).toBe(false))

  test('a letter in place of another, or a digit, is noticed', () => {
    const lei = vectors.lei.valid[0]!
    const characters = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    fc.assert(fc.property(fc.nat(17), characters, (position, character) => {
      const isDigit = (text: string): boolean => text >= '0' && text <= '9'
      fc.pre(lei[position] !== character && isDigit(lei[position]!) === isDigit(character))
      expect(isLei(lei.slice(0, position) + character + lei.slice(position + 1))).toBe(false)
    }))
  })
})

describe('Individual Number, for detection only', () => {
  test.each(vectors.japanese_individual_number_detection.not_detected)('$value is not detected', ({ value }) =>
    expect(hasIndividualNumberCheckDigit(value)).toBe(false))

  test('of ten numbers that differ in the last digit, one is detected', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{11}$/), (base) => {
      expect([...'0123456789'].filter((digit) => hasIndividualNumberCheckDigit(base + digit))).toHaveLength(1)
    }))
  })

  test('the check digit of the safe sample would be 6', () => {
    const detected = [...'0123456789'].find((digit) => hasIndividualNumberCheckDigit(vectors.japanese_individual_number_detection.not_detected[0]!.value.slice(0, 11) + digit))
    expect(detected).toBe('6')
  })

  test.each(['', '1234', '12346678901a', '1234667890123'])('%s has another length or no digits only', (text) =>
    expect(hasIndividualNumberCheckDigit(text)).toBe(false))
})

describe('EUID', () => {
  test.each([
    ['NLNHR.90000001', { country: 'NL', register: 'NHR', number: '90000001' }],
    ['NOFOR.123456789', { country: 'NO', register: 'FOR', number: '123456789' }],
  ])('%s', (text, parts) => expect(parseEuid(text)).toEqual(parts))

  test.each(['DE-HRB-123456', 'NL.90000001', 'NLNHR90000001', 'nlnhr.90000001', 'NLNHR.', 'NLNHR.1 2', ''])('%s is none', (text) =>
    expect(() => parseEuid(text)).toThrow(RangeError))
})

describe('organizationIdentifier, ETSI EN 319 412-1 §5.1.4', () => {
  test.each([
    ['NTRJP-7900001000001', { scheme: 'NTR', country: 'JP', reference: '7900001000001' }],
    ['LEIXG-LAB0000000000EU00184', { scheme: 'LEI', country: 'XG', reference: 'LAB0000000000EU00184' }],
    ['VATBE-0123456789', { scheme: 'VAT', country: 'BE', reference: '0123456789' }],
  ])('%s', (text, parts) => expect(parseOrganizationIdentifier(text)).toEqual(parts))

  test.each(['NTR-JP-7900001000001', 'NTRJP7900001000001', 'NTRjp-1', 'LEIXG-LAB0000000000EU00185', 'LEIDE-LAB0000000000EU00184', 'ABCDE-1', 'NTRJP-', ''])(
    '%s is none',
    (text) => expect(() => parseOrganizationIdentifier(text)).toThrow(RangeError),
  )
})
