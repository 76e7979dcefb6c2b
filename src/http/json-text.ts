import type { Json } from '../base/json.ts'
import { checkText } from './well-formed-text.ts'

const maxDepth = 32

/**
 * Reads JSON that a stranger sent. Beyond the grammar of RFC 8259 it refuses what makes two readers disagree or trips
 * code further in: a repeated member name (RFC 8259 §4 leaves its meaning open), the member `__proto__`, more than 32
 * levels, the character U+0000, halves of surrogate pairs.
 *
 * @throws SyntaxError whose message tells what is wrong and quotes nothing of the text
 */
export function parseJsonText(text: string): Json {
  const value = parse(text)
  const members: (Set<string> | undefined)[] = []
  for (const [token, quoted, colon] of text.matchAll(tokens)) {
    if (token === '{') members.push(new Set())
    else if (token === '[') members.push(undefined)
    else if (token === '}' || token === ']') members.pop()
    else if (quoted !== undefined) checkString(quoted, colon === undefined ? undefined : members.at(-1))
    if (members.length > maxDepth) throw new SyntaxError(`JSON is nested deeper than ${maxDepth} levels`)
  }
  return value
}

/** Strings (with the colon that makes them a member name) and brackets; everything else in JSON lies between these. */
const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new SyntaxError('not well-formed JSON')
  }
}

function checkString(quoted: string, siblings: Set<string> | undefined): void {
  const string = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1)
  checkText(string)
  if (!siblings) return
  if (siblings.has(string)) throw new SyntaxError('JSON has an object in which a member name is repeated')
  if (string === '__proto__') throw new SyntaxError('JSON has a member named __proto__')
  siblings.add(string)
}
