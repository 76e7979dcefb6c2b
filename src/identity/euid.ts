/** A European Unique Identifier of a company, apart: country of the register, the register's id, the number in it. */
export interface Euid {
  readonly country: string
  readonly register: string
  readonly number: string
}

/**
 * Reads a European Unique Identifier — Commission Implementing Regulation (EU) 2021/1042, Annex: country code and register
 * identifier without a separator, a full stop, the registration number. `DE-HRB-…` is not one.
 *
 * @throws RangeError if it is not of that form
 */
export function parseEuid(text: string): Euid {
  const [, country, register, number] = /^([A-Z]{2})([A-Z0-9]{1,10})\.([A-Za-z0-9_-]{1,40})$/.exec(text) ?? []
  if (country === undefined || register === undefined || number === undefined) {
    throw new RangeError('an EUID is a country code, a register identifier, a full stop and a number')
  }
  return { country, register, number }
}
