/**
 * What no text of a protocol contains, and what databases, headers and paths further in cannot hold.
 *
 * @throws SyntaxError if the text has the character U+0000 or half of a surrogate pair
 */
export function checkText(text: string): void {
  if (text.includes('\0')) throw new SyntaxError('a text has the character U+0000')
  if (!text.isWellFormed()) throw new SyntaxError('a text has half of a surrogate pair')
}

/**
 * Looks for what URLSearchParams would let pass.
 *
 * @throws SyntaxError if a percent sign does not begin an encoded character of UTF-8, or the character is U+0000
 */
export function checkPercentEncoding(text: string): void {
  try {
    checkText(decodeURIComponent(text))
  } catch (error) {
    throw error instanceof SyntaxError ? error : new SyntaxError('the percent-encoding is malformed')
  }
}
