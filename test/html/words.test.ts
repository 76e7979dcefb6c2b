import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languages, type Localized } from '../../src/base/localized.ts'
import { checkTitle } from '../../src/html/check-titles.ts'
import * as words from '../../src/html/words.ts'
import * as labWords from '../../src/lab/words.ts'

const texts: readonly Localized[] = [...Object.values(words), ...Object.values(labWords)].flatMap(localizedIn)

test('every text stands in every language, and Japanese in Japanese script', () => {
  expect(texts.length).toBeGreaterThan(150)
  for (const text of texts) {
    for (const language of languages) expect(text[language].trim(), JSON.stringify(text)).not.toBe('')
    if (text.en !== 'Kakehashi') expect(text.ja, text.en).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
  }
})

test('no text claims a legal standing that nobody gave', () => {
  const claims = /\b(qualified|recogni[sz]ed|certified|equivalent|official)\b|qualifié|reconnue?s?\b|certifié|équivalent|officiel|適格|認定済|公認|同等/i
  for (const text of texts) for (const language of languages) expect(text[language]).not.toMatch(claims)
})

test('every check of the project has a title in words', () => {
  const ids = ['src', 'issuer', 'verifier', 'wallet'].flatMap(typescriptIn).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bid: '([a-z][a-z0-9_]*)',\s*spec:/g)].map(([, id]) => id!),
  )
  expect(ids).toContain('issuer_signature')
  expect(new Set(ids.filter((id) => checkTitle(id) === undefined))).toEqual(new Set())
})

test('a title belongs to the check, whatever credential it is made of; a rule is named by its kind', () => {
  expect(checkTitle('diploma.status')).toEqual(checkTitle('status'))
  expect(checkTitle('L2')?.en).toBe('Data-transfer rule')
  expect(checkTitle('XX-ADM-04')?.en).toBe('Rule of the receiving party')
  expect(checkTitle('constructor')).toBeUndefined()
})

function localizedIn(value: unknown): readonly Localized[] {
  if (typeof value !== 'object' || value === null) return []
  return isLocalized(value) ? [value] : Object.values(value).flatMap(localizedIn)
}

function isLocalized(value: object): value is Localized {
  return languages.every((language) => typeof Reflect.get(value, language) === 'string')
}

function typescriptIn(folder: string): readonly string[] {
  const root = `${import.meta.dirname}/../../${folder}`
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${root}/${file}`)
}
