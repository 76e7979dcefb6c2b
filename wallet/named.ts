import { showPath, type ClaimsPath } from '../src/base/claims-path.ts'
import type { Language } from '../src/base/localized.ts'
import type { ClaimLabel, Named, NamedIn } from './named-records.ts'

/** Another party's text in the page's language, else in English, else as it comes; `fallback` if it said nothing. */
export function nameFor(named: Named, language: Language, fallback: string): NamedIn {
  const inLanguage = (wanted: string): NamedIn | undefined =>
    named.find(({ lang }) => lang.toLowerCase().split('-')[0] === wanted)
  return inLanguage(language) ?? inLanguage('en') ?? named[0] ?? { text: fallback, lang: '' }
}

/** What a claim is called: the label of its path, or of the nearest place above it; its path where there is none. */
export function claimNames(labels: readonly ClaimLabel[], path: ClaimsPath): Named {
  const names = labelFor(labels, path)?.names ?? []
  return names.length > 0 ? names : [{ text: showPath(path), lang: '' }]
}

/** The place at or above a claim that has a label of its own. */
export const labelledPath = (labels: readonly ClaimLabel[], path: ClaimsPath): ClaimsPath | undefined =>
  labelFor(labels, path)?.path

function labelFor(labels: readonly ClaimLabel[], path: ClaimsPath): ClaimLabel | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const label = labels.find(
      (one) => one.path.length === length && one.path.every((element, at) => covers(element, path[at])),
    )
    if (label) return label
  }
  return undefined
}

/** In a label's path null stands for every element of an array. */
const covers = (element: unknown, found: unknown): boolean =>
  element === found || (element === null && (typeof found === 'number' || found === null))

/**
 * The language of a value whose script tells it, given the language of the place that issued it: Han characters alone
 * are no one's in particular.
 *
 * @returns a BCP 47 tag, or undefined where the script says nothing
 */
export function languageOfValue(value: string, issuersLanguage: string | undefined): string | undefined {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(value)) return 'ja'
  if (/\p{Script=Hangul}/u.test(value)) return 'ko'
  if (/\p{Script=Greek}/u.test(value)) return 'el'
  if (/\p{Script=Han}/u.test(value)) return issuersLanguage
  return undefined
}
