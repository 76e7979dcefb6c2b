/** Scripts of names as far as they are told apart here; `Japanese` is Han with or without kana. */
export const nameScripts = ['Latin', 'Japanese', 'Kana', 'Greek', 'Cyrillic', 'Hangul', 'Other', 'None'] as const
export type NameScript = (typeof nameScripts)[number]

/**
 * The script of a name, from the Unicode property `Script` of its letters (UAX #24). A name of several scripts is
 * `Other`, a text without letters `None`; Han with kana is one script, as in 佐々木 or 井ノ上, and the prolonged sound mark and
 * iteration marks go with their neighbours.
 */
export function scriptOf(name: string): NameScript {
  const found = new Set([...name].flatMap((character) => scripts.filter(({ pattern }) => pattern.test(character))))
  const names = new Set([...found].map(({ script }) => script))
  if (names.has('Japanese')) names.delete('Kana')
  const [only] = names
  if (only === undefined) return /\p{Letter}/u.test(name) ? 'Other' : 'None'
  const letters = [...name].filter((character) => /\p{Letter}/u.test(character) && !/\p{Script=Common}/u.test(character))
  const known = letters.every((letter) => scripts.some(({ pattern }) => pattern.test(letter)))
  return names.size === 1 && known ? only : 'Other'
}

const scripts: readonly { readonly script: NameScript; readonly pattern: RegExp }[] = [
  { script: 'Latin', pattern: /\p{Script=Latin}/u },
  { script: 'Japanese', pattern: /\p{Script=Han}/u },
  { script: 'Kana', pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/u },
  { script: 'Greek', pattern: /\p{Script=Greek}/u },
  { script: 'Cyrillic', pattern: /\p{Script=Cyrillic}/u },
  { script: 'Hangul', pattern: /\p{Script=Hangul}/u },
]
