/**
 * Whether the text is a well-formed Japanese Corporate Number (法人番号): thirteen digits, the first of which is the check
 * digit — ordinance No. 70 of 2014 of the Ministry of Finance, Art. 2. It says nothing about whether a company has it.
 *
 * Exchanging 0 and 9 goes unnoticed: the check digit is taken modulo 9.
 */
export const isCorporateNumber = (text: string): boolean =>
  /^[1-9]\d{12}$/.test(text) && Number(text[0]) === corporateCheckDigit(text.slice(1))

/**
 * 9 − (Σ Pₙ·Qₙ mod 9), from 1 to 9; Pₙ is the n-th digit from the right, Qₙ is 1 for odd and 2 for even n.
 *
 * @param base the twelve digits behind the check digit
 * @throws RangeError if they are not twelve digits
 */
export function corporateCheckDigit(base: string): number {
  if (!/^\d{12}$/.test(base)) throw new RangeError('the base number of a corporate number has twelve digits')
  const sum = [...base].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0)
  return 9 - (sum % 9)
}

/** Base numbers that begin with 9 are not assigned: the only ones this lab makes companies from. */
export const isSyntheticCorporateNumber = (text: string): boolean => isCorporateNumber(text) && text[1] === '9'

/** A qualified-invoice registration number of a corporation (登録番号): `T` and its corporate number. */
export const isInvoiceNumber = (text: string): boolean => text.startsWith('T') && isCorporateNumber(text.slice(1))
