import { nameFoldings, type NameFolding } from './name-folding.ts'
import { scriptOf } from './scripts.ts'

/** A name as its source has it: in parts, or as one string that nobody splits. */
export type PersonName =
  | { readonly form: 'parts'; readonly family: string; readonly given: string }
  | { readonly form: 'single'; readonly full: string }

/**
 * `same`: written the same. `ask`: could be one person's, and a person has to look. `different`: written differently in one
 * script.
 */
export type NameVerdict = 'same' | 'ask' | 'different'

/** Why a comparison asks. */
export const nameDoubts = ['missing', 'scripts', 'order', 'undivided', 'spelling', 'more_parts'] as const
export type NameDoubt = (typeof nameDoubts)[number]

export interface NameComparison {
  readonly verdict: NameVerdict
  /** Only with `ask`. */
  readonly doubt?: NameDoubt
}

/**
 * Compares two spellings of a name: docs/trust-policy.md AP-4. Nothing is transliterated, and nothing is split: one string
 * is compared with the other's parts joined, family name first, and only the ideographic space U+3000 joins without doubt.
 *
 * Names are compared in Unicode Normalization Form C except for compatibility ideographs, which it would replace; NFKC is
 * never used. Whatever agrees only after a {@link nameFoldings folding} asks.
 */
export function compareNames(one: PersonName, other: PersonName): NameComparison {
  const [left, right] = [composed(one), composed(other)]
  if (isMissing(left) || isMissing(right)) return ask('missing')
  if (sameForm(left, right)) return { verdict: 'same' }
  const scripts = new Set([scriptOf(letters(left)), scriptOf(letters(right))])
  if (scripts.size > 1 || scripts.has('Other') || scripts.has('None')) return ask('scripts')
  return doubtOf(left, right) ?? { verdict: 'different' }
}

const ask = (doubt: NameDoubt): NameComparison => ({ verdict: 'ask', doubt })

function doubtOf(left: PersonName, right: PersonName): NameComparison | undefined {
  const sameUnder = (folding: readonly NameFolding[]): NameDoubt | undefined => {
    const [one, other] = [folded(left, folding), folded(right, folding)]
    const plain = folding.length === 0
    if (sameForm(one, other)) return 'spelling'
    if (joined(one).some((text) => joined(other).includes(text))) return plain ? 'undivided' : 'spelling'
    if (reversed(one).some((text) => [...joined(other), ...reversed(other)].includes(text)) ||
      reversed(other).some((text) => joined(one).includes(text))) return 'order'
    return undefined
  }
  for (const folding of foldingsInOrder) {
    const doubt = sameUnder(folding)
    if (doubt !== undefined) return ask(doubt)
  }
  return oneHasMore(left, right) ? ask('more_parts') : undefined
}

/** From nothing to everything, so that the doubt named is the smallest one. */
const shape = ['width', 'glyph', 'case', 'punctuation'] as const
const foldingsInOrder: readonly (readonly NameFolding[])[] = [
  [],
  ['case'],
  shape,
  [...shape, 'ideograph', 'iteration', 'kana'],
  [...shape, 'diacritics'],
  [...shape, 'diacritics', 'machineReadable'],
  [...shape, 'diacritics', 'longVowel'],
  [...shape, 'diacritics', 'longVowel', 'romanisation'],
]

const sameForm = (one: PersonName, other: PersonName): boolean => {
  if (one.form === 'parts' && other.form === 'parts') return one.family === other.family && one.given === other.given
  return undivided(one) === undivided(other)
}

/** The one string in which a divided name is the same as an undivided one. */
const undivided = (name: PersonName): string => (name.form === 'single' ? name.full : `${name.family}\u3000${name.given}`)

const joined = (name: PersonName): readonly string[] =>
  name.form === 'single' ? [name.full] : [undivided(name), `${name.family} ${name.given}`, `${name.family}${name.given}`]

const reversed = (name: PersonName): readonly string[] =>
  name.form === 'single'
    ? []
    : [`${name.given}\u3000${name.family}`, `${name.given} ${name.family}`, `${name.given}${name.family}`]

const letters = (name: PersonName): string => (name.form === 'single' ? name.full : name.family + name.given)

const isMissing = (name: PersonName): boolean =>
  name.form === 'single' ? name.full.trim() === '' : name.family.trim() === '' || name.given.trim() === ''

/** A second given name, a second family name, a middle name in one of the two. */
function oneHasMore(left: PersonName, right: PersonName): boolean {
  if (left.form !== 'parts' || right.form !== 'parts') return false
  const words = (name: string): readonly string[] =>
    apply(name, ['width', 'glyph', 'case', 'diacritics']).split(/[\p{Zs}\p{Pd}\u00b7\u30fb]+/u).filter((word) => word !== '')
  const within = (few: readonly string[], many: readonly string[]): boolean => few.every((word) => many.includes(word))
  const related = (one: string, other: string): boolean =>
    within(words(one), words(other)) || within(words(other), words(one))
  return related(left.family, right.family) && related(left.given, right.given)
}

const folded = (name: PersonName, folding: readonly NameFolding[]): PersonName =>
  name.form === 'single'
    ? { form: 'single', full: apply(name.full, folding) }
    : { form: 'parts', family: apply(name.family, folding), given: apply(name.given, folding) }

const apply = (text: string, folding: readonly NameFolding[]): string =>
  folding.reduce((folded, step) => nameFoldings[step](folded), text)

const composed = (name: PersonName): PersonName =>
  name.form === 'single'
    ? { form: 'single', full: toNfc(name.full) }
    : { form: 'parts', family: toNfc(name.family), given: toNfc(name.given) }

/** Form C would silently replace a compatibility ideograph (﨑's neighbours in U+F900 to U+FAFF) by another form. */
const toNfc = (text: string): string =>
  text.replace(/[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu, (run) => run.normalize('NFC'))
