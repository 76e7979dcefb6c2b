/**
 * Values are kept as JSON text, so that what is read is never the same object as what was written.
 *
 * @throws TypeError if JSON cannot say the value
 */
export function toStored(value: unknown): string {
  const text: string | undefined = JSON.stringify(value)
  if (text === undefined) throw new TypeError('only plain JSON data can be stored')
  return text
}

export const fromStored = <Value>(text: string): Value => JSON.parse(text) as Value
