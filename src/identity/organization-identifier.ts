import { isLei } from './lei.ts'

/** Which organisation a certificate speaks for: where its number comes from, and the number. */
export interface OrganizationIdentifier {
  readonly scheme: 'VAT' | 'NTR' | 'PSD' | 'LEI' | 'EOR' | 'EXC'
  /** ISO 3166 country of the register; `XG` for an LEI. */
  readonly country: string
  readonly reference: string
}

/**
 * Reads `organizationIdentifier` — ETSI EN 319 412-1 §5.1.4: three letters of a scheme, a country, a hyphen, the number. An
 * LEI has the country `XG` and its own check digits.
 *
 * @throws RangeError if it is not of that form
 */
export function parseOrganizationIdentifier(text: string): OrganizationIdentifier {
  const [, scheme, country, reference] = /^(VAT|NTR|PSD|LEI|EOR|EXC)([A-Z]{2})-([^\s-]\S*)$/.exec(text) ?? []
  if (scheme === undefined || country === undefined || reference === undefined) {
    throw new RangeError('an organizationIdentifier is a scheme, a country, a hyphen and a number: NTRXX-123')
  }
  if (scheme === 'LEI' && !(country === 'XG' && isLei(reference))) throw new RangeError('not a Legal Entity Identifier of XG')
  return { scheme: scheme as OrganizationIdentifier['scheme'], country, reference }
}
