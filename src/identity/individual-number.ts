/**
 * Whether twelve digits have the check digit of a Japanese Individual Number — ordinance No. 85 of 2014 of the Ministry of
 * Internal Affairs and Communications, Art. 5. For finding and blocking only: nothing here reads, stores or returns one.
 *
 * The check digit is 11 minus the remainder by 11 of Σ Pₙ·Qₙ, or 0 for the remainders 0 and 1; Pₙ is the n-th of the eleven
 * other digits from the right, Qₙ is n + 1 up to n = 6 and n − 5 from there.
 */
export function hasIndividualNumberCheckDigit(digits: string): boolean {
  if (!/^\d{12}$/.test(digits)) return false
  const sum = [...digits.slice(0, 11)]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index < 6 ? index + 2 : index - 4), 0)
  const remainder = sum % 11
  return Number(digits[11]) === (remainder <= 1 ? 0 : 11 - remainder)
}
