/**
 * Whether the text is a well-formed Legal Entity Identifier — ISO 17442-1: eighteen capital letters or digits and two check
 * digits, remainder 1 by 97 with letters read as 10 to 35 (ISO 7064 MOD 97-10).
 */
export function isLei(text: string): boolean {
  if (!/^[0-9A-Z]{18}\d{2}$/.test(text)) return false
  return [...text].reduce((remainder, character) => {
    const value = Number.parseInt(character, 36)
    return (remainder * (value > 9 ? 100 : 10) + value) % 97
  }, 0) === 1
}
