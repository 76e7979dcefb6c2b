/** A TypeScript text, taken apart as far as the rules need it. */
export interface SourceText {
  /** The text with comments, and what stands inside strings, templates and regular expressions, replaced by spaces. */
  readonly code: string
  readonly comments: readonly string[]
  /** Inside of strings and of templates without substitutions, as written. */
  readonly strings: readonly string[]
}

/** What can stand before a slash that begins a regular expression; after anything else a slash divides. */
const beforeRegex = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|throw|void|await|yield|delete))\s*$/

const tokens: readonly (readonly [kind: 'comment' | 'string' | 'regex', RegExp])[] = [
  ['comment', /\/\/[^\n]*|\/\*[^]*?\*\//y],
  ['string', /'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"/y],
  ['regex', /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y],
]

export function takeApart(text: string): SourceText {
  const comments: string[] = []
  const strings: string[] = []
  let code = ''
  let at = 0
  /** For each template that is open: how many braces are open inside its substitution. */
  const templates: number[] = []

  const template = (): void => {
    const start = at
    const rest = /(?:[^`\\$]|\\[^]|\$(?!\{))*/y
    rest.lastIndex = at
    const inside = rest.exec(text)![0]
    at += inside.length
    const closes = text[at] === '`'
    if (closes && text[start - 1] === '`') strings.push(inside)
    code += blank(inside) + (closes ? '`' : '${')
    at += closes ? 1 : 2
    if (!closes) templates.push(0)
  }

  while (at < text.length) {
    const found = tokenAt(text, at, code)
    if (found) {
      const [kind, token] = found
      if (kind === 'comment') comments.push(token)
      if (kind === 'string') strings.push(token.slice(1, -1))
      code += kind === 'comment' ? blank(token) : token[0] + blank(token.slice(1, -1)) + token.at(-1)
      at += token.length
      continue
    }
    const character = text[at]!
    code += character
    at += 1
    if (character === '`') template()
    if (templates.length === 0) continue
    if (character === '{') templates.push(templates.pop()! + 1)
    if (character !== '}') continue
    const open = templates.pop()!
    if (open > 0) templates.push(open - 1)
    else template()
  }
  return { code, comments, strings }
}

function tokenAt(text: string, at: number, before: string): readonly [kind: string, token: string] | undefined {
  for (const [kind, pattern] of tokens) {
    pattern.lastIndex = at
    const token = pattern.exec(text)?.[0]
    if (token !== undefined && (kind !== 'regex' || beforeRegex.test(before.slice(-40)))) return [kind, token]
  }
  return undefined
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
