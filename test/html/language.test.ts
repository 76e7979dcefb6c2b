import { expect, test } from 'vitest'
import { chooseLanguage, inLanguage, say } from '../../src/html/language.ts'

test.each([
  [{}, 'en'],
  [{ query: 'ja', cookie: 'fr', acceptLanguage: 'en' }, 'ja'],
  [{ query: 'ko', cookie: 'fr', acceptLanguage: 'en' }, 'fr'],
  [{ cookie: '../../etc', acceptLanguage: 'ja-JP,ja;q=0.9,en;q=0.8' }, 'ja'],
  [{ acceptLanguage: 'de, fr;q=0.7, en;q=0.5' }, 'fr'],
  [{ acceptLanguage: 'en;q=0.1, ja;q=0.2' }, 'ja'],
  [{ acceptLanguage: 'fr;q=0, en' }, 'en'],
  [{ acceptLanguage: 'fr;q=nonsense, ja;q=0.1' }, 'ja'],
  [{ acceptLanguage: ',;;q=' }, 'en'],
  [{ acceptLanguage: '*' }, 'en'],
] as const)('of %j the page speaks %s', (wishes, language) => expect(chooseLanguage(wishes)).toBe(language))

test('a run in another language is marked, one in the language of the page is not', () => {
  expect(inLanguage('見本', 'ja', 'en').toString()).toBe('<span lang="ja">見本</span>')
  expect(inLanguage('見本', 'ja', 'ja').toString()).toBe('見本')
  expect(inLanguage('2003', undefined, 'ja').toString()).toBe('2003')
})

test('our texts follow the page, data stays as it is', () => {
  expect(say({ en: 'yes', ja: 'はい', fr: 'oui' }, 'fr')).toBe('oui')
  expect(say('LAB-見本大学', 'fr')).toBe('LAB-見本大学')
})
