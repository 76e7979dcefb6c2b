import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { placedTexts, root, type PlacedText } from './texts.ts'

interface Term {
  readonly en: string
  readonly ja: readonly string[]
  readonly fr: readonly string[]
}

const document = readFileSync(`${root}/docs/vocabulary.md`, 'utf8')
const section = (heading: string): string => document.split(`## ${heading}\n`)[1]!.split(/^## /m)[0]!
const forms = (cell: string): readonly string[] => cell.split(' / ').map((form) => form.trim())
const termsOf = (heading: string): readonly Term[] =>
  [...section(heading).matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)]
    .slice(2)
    .map(([, en, ja, fr]) => ({ en: en!.trim(), ja: forms(ja!), fr: forms(fr!) }))

/** Terms that a sentence may not paraphrase; the others hold for labels. */
const lawAndTrust = termsOf('Law and trust')
const terms = [...termsOf('Parties'), ...termsOf('Things'), ...lawAndTrust]

/** Singular and plural, a letter's case aside; a French apostrophe may be either. */
const says = (text: string, term: string): boolean =>
  new RegExp(`(?<!\\p{L})${term.split(' ').map((word) => `${word}(?:s|e|es|x)?`).join('[ \u00a0]')}(?!\\p{L})`, 'iu').test(text)

test('the table has the project’s terms, each once', () => {
  expect(terms.length).toBeGreaterThanOrEqual(30)
  expect(new Set(terms.map(({ en }) => en)).size).toBe(terms.length)
})

test('where an English text uses a term of law and trust, the Japanese and the French text use theirs', async () => {
  const texts = await placedTexts()
  expect(texts.flatMap((placed) => lawAndTrust.filter(({ en }) => says(placed.text.en, en)).flatMap((term) => strayed(placed, term)))).toEqual([])
})

test('a label that is a term is translated as the table has it', async () => {
  const texts = await placedTexts()
  const labels = texts.flatMap((placed) => terms.filter(({ en }) => isLabel(placed.text.en, en)).map((term) => ({ placed, term })))
  expect(labels.length).toBeGreaterThan(10)
  expect(labels.flatMap(({ placed, term }) => strayed(placed, term))).toEqual([])
})

test('every term of the table is used by a text', async () => {
  const texts = await placedTexts()
  const unused = terms.filter(({ en }) => !texts.some(({ text }) => says(text.en, en))).map(({ en }) => en)
  expect(unused).toEqual([])
})

const isLabel = (text: string, term: string): boolean => new RegExp(`^(the |your |my )?${term}s?$`, 'i').test(text)

/** Where a text leaves the table, as a sentence that says what to write. */
const strayed = ({ at, text }: PlacedText, { en, ja, fr }: Term): readonly string[] => [
  ...(ja.some((form) => text.ja.includes(form)) ? [] : [`${at}: "${en}" is ${ja.join(' or ')}, not 「${text.ja}」`]),
  ...(fr.some((form) => says(text.fr, form)) ? [] : [`${at}: "${en}" is ${fr.join(' or ')}, not « ${text.fr} »`]),
]
