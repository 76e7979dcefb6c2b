import type { JsonObject } from '../base/json.ts'
import { isCorporateNumber } from '../identity/corporate-number.ts'
import { hasIndividualNumberCheckDigit } from '../identity/individual-number.ts'

/** A number in a text that must not travel. The number itself is never part of a finding. */
export interface Finding {
  readonly kind: 'individual_number' | 'resident_registration_number'
  /** Where the text stands in the scanned object: `address.formatted`; empty for a bare text. */
  readonly at: string
  /** Offset in the text, in UTF-16 units after width folding. */
  readonly offset: number
}

/**
 * Looks for numbers that may not be provided, in a text that is about to leave — docs/trust-policy.md DN-3.
 *
 * Twelve digits with a fitting check digit are a finding: about one in ten random twelve-digit numbers has one, so what a
 * finding blocks, a person may have to look at. Thirteen digits are not looked at as twelve: corporate numbers are public.
 */
export function scanText(text: string, at = ''): readonly Finding[] {
  const folded = text.replace(fullWidth, (characters) => characters.normalize('NFKC')).replace(dashes, '-')
  const find = (pattern: RegExp, kind: Finding['kind'], holds: (digits: string) => boolean): readonly Finding[] =>
    [...folded.matchAll(pattern)]
      .filter(([match]) => holds(match.replace(/\D/g, '')))
      .map(({ index }) => ({ kind, at, offset: index }))
  return [
    ...find(twelveDigits, 'individual_number', hasIndividualNumberCheckDigit),
    ...find(residentRegistration, 'resident_registration_number', isPlausibleRegistration),
  ]
}

/**
 * Scans every text and number of an object, names included.
 *
 * @param publicNumbers names of members that carry a public number of twelve digits (the company registration number is
 *                      one): their own values are left out, nothing below them
 */
export function scanObject(value: JsonObject, publicNumbers: readonly string[]): readonly Finding[] {
  return walk(value, '', publicNumbers)
}

function walk(value: unknown, at: string, publicNumbers: readonly string[]): readonly Finding[] {
  if (typeof value === 'string' || typeof value === 'number') return scanText(String(value), at)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const inside = Array.isArray(value) ? `${at}[${name}]` : at === '' ? name : `${at}.${name}`
    const isPublic = publicNumbers.includes(name) && typeof member !== 'object'
    return [...(Array.isArray(value) ? [] : scanText(name, inside)), ...(isPublic ? [] : walk(member, inside, publicNumbers))]
  })
}

const fullWidth = /[\u3000\uff01-\uff5e]+/g
const dashes = /[\u2010-\u2015\u2212\u30fc]/g
const twelveDigits = /(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)/g
const residentRegistration = /(?<!\d)\d{6}-?[1-8]\d{6}(?!\d)/g

/** Its first six digits are a date of birth; a corporate number has thirteen digits too, and is public. */
function isPlausibleRegistration(digits: string): boolean {
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6))]
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && !isCorporateNumber(digits)
}
