import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/localized.ts'
import { scanText } from '../../src/transfer/content-scan.ts'
import { placedTexts, root } from './texts.ts'

/** Words that claim a legal status, in each language of the pages. */
const claims = {
  en: /(?<![\p{L}_-])(qualified|recogni[sz]ed|certified|equivalent|adequate country|my number wallet|ai-compliant|official trusted list)(?![\p{L}_])/giu,
  ja: /適格|公認|認証済み|承認済み|同等|マイナンバーウォレット/gu,
  fr: /(?<![\p{L}_-])(qualifiée?s?|reconnue?s?|certifiée?s?|équivalente?s?|pays adéquat)(?![\p{L}_])/giu,
} as const

/** Where such a word may stand: a law or scheme gives the status and is named there, or the text says that there is none. */
const allowed: readonly RegExp[] = [
  /qualified under Regulation \(EU\) No 910\/2014/,
  /規則 \(EU\) No 910\/2014 に基づく適格/,
  /qualifié au sens du règlement \(UE\) nº 910\/2014/,
  /"qualified"[^.]*legal status behind/,
]

/** Documents that are about these words, with the place where they speak of them. */
const aboutWords: Readonly<Record<string, RegExp>> = {
  'docs/vocabulary.md': /^## Words that need a legal status behind them$[\s\S]*/m,
}

const findings = (text: string, language: keyof typeof claims): readonly string[] => {
  const rest = allowed.reduce((left, context) => left.replace(new RegExp(context, 'g'), ''), text)
  return [...rest.matchAll(claims[language])].map(([word]) => word)
}

describe('no text claims a legal status that nothing gives', () => {
  test('in the words of the pages', async () => {
    const texts = await placedTexts()
    expect(texts.length).toBeGreaterThan(150)
    const found = texts.flatMap(({ at, text }) =>
      languages.flatMap((language) => findings(text[language], language).map((word) => `${at} (${language}): ${word}`)))
    expect(found).toEqual([])
  })

  test('in the documents', () => {
    const documents = globSync(['docs/**/*.md', 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'], { cwd: root })
    expect(documents).toContain('docs/trust-policy.md')
    const found = documents.flatMap((file) => {
      const text = readFileSync(`${root}/${file}`, 'utf8')
      const judged = aboutWords[file] === undefined ? text : text.replace(aboutWords[file], '')
      return languages.flatMap((language) => findings(judged, language).map((word) => `${file}: ${word}`))
    })
    expect(found).toEqual([])
  })

  test.each([
    ['a Japanese qualified seal', 'en', ['qualified']], ['recognised under the MoC', 'en', ['recognised']], ['eu_qualified', 'en', []],
    ['non-qualified-EAA', 'en', []], ['日本は同等と認めた', 'ja', ['同等']], ['un diplôme reconnu', 'fr', ['reconnu']], ['la reconnaissance', 'fr', []],
    ['qualified under Regulation (EU) No 910/2014', 'en', []],
  ] as const)('the search sees %s (%s)', (text, language, words) => expect(findings(text, language)).toEqual(words))
})

test('no Individual Number stands in the repository, not even as a sample', () => {
  const files = globSync(['{src,issuer,wallet,verifier,docs,test}/**/*.{ts,md,json,css,html,txt}', '*.md'], { cwd: root }).filter((file) => !publishedBytes.test(file))
  const found = files.flatMap((file) => {
    const text = readFileSync(`${root}/${file}`, 'utf8')
    const individual = scanText(text.replace(longEncodings, '')).filter(({ kind }) => kind === 'individual_number')
    return individual.length > 0 ? [file] : []
  })
  expect(files.length).toBeGreaterThan(50)
  expect(found).toEqual([])
})

/** Vectors of other projects, verbatim: compressed lists whose digits are data. */
const publishedBytes = /^test\/vectors\/(?!identifiers)/

/** Keys, certificates and encoded bytes: digits inside them are no numbers. */
const longEncodings = /[A-Za-z0-9+/_=-]{40,}/g

test('every text is there in every language, and in its own script', async () => {
  for (const { at, text } of await placedTexts()) {
    for (const language of languages) expect(text[language].trim(), `${at} (${language})`).not.toBe('')
    expect(text.fr, at).not.toMatch(/\p{L}'\p{L}/u)
  }
})
