/** One import, re-export or dynamic import of a file. */
export interface Import {
  readonly kind: 'import' | 'export' | 'dynamic'
  readonly specifier: string
  /** Erased by type stripping: nothing runs because of it. */
  readonly typeOnly: boolean
  /** What is imported, by its name where it comes from; `*` for a namespace, a default or everything. */
  readonly names: readonly string[]
}

const named = String.raw`\{[^{}]*\}`
const everything = String.raw`\*(?:\s*as\s+[\w$]+)?`
const clause = String.raw`(?:type\s+(?!from\b))?(?:${everything}|${named}|[\w$]+(?:\s*,\s*(?:${named}|${everything}))?)`
const from = new RegExp(String.raw`(?<![.\w$])(import|export)\s*(${clause})\s*from\s*(['"])`, 'g')
const sideEffect = /(?<![.\w$])import\s*(['"])/g
const dynamic = /(?<![.\w$])import\s*\(\s*(['"`]?)/g

/** @param code the text with strings and comments blanked, so that nothing inside of them is taken for an import */
export function importsOf(text: string, code: string): readonly Import[] {
  const specifierAt = (quote: number): string => text.slice(quote + 1, text.indexOf(text[quote]!, quote + 1))
  const end = (match: RegExpExecArray): number => match.index + match[0].length
  return [
    ...[...code.matchAll(from)].map((match) => ({
      kind: match[1] as 'import' | 'export',
      specifier: specifierAt(end(match) - 1),
      ...namesOf(match[2]!),
    })),
    ...[...code.matchAll(sideEffect)].map((match) => ({
      kind: 'import' as const,
      specifier: specifierAt(end(match) - 1),
      typeOnly: false,
      names: [],
    })),
    ...[...code.matchAll(dynamic)].map((match) => ({
      kind: 'dynamic' as const,
      specifier: match[1] === '' ? '(computed)' : specifierAt(end(match) - 1),
      typeOnly: false,
      names: ['*'],
    })),
  ]
}

function namesOf(clauseText: string): { typeOnly: boolean; names: readonly string[] } {
  const list = /\{([^{}]*)\}/.exec(clauseText)?.[1]
  if (list === undefined) return { typeOnly: /^type\s/.test(clauseText), names: ['*'] }
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const values = entries.filter((entry) => !entry.startsWith('type ')).map((entry) => entry.split(/\s+as\s+/)[0]!)
  const alone = !/^(type\s*)?\{/.test(clauseText)
  const typeOnly = /^type\b/.test(clauseText) || (entries.length > 0 && values.length === 0 && !alone)
  return { typeOnly, names: typeOnly ? [] : alone ? ['*', ...values] : values }
}
