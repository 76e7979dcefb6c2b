import { expect, test } from 'vitest'
import { claimNames, languageOfValue, nameFor } from '../../wallet/named.ts'

const names = [
  { text: 'Diplôme', lang: 'fr-FR' },
  { text: '学位', lang: 'ja' },
  { text: 'Degree', lang: 'en' },
]

test('a name is in the page’s language, else in English, else as it comes', () => {
  expect(nameFor(names, 'fr', 'x')).toEqual({ text: 'Diplôme', lang: 'fr-FR' })
  expect(nameFor(names.slice(1), 'fr', 'x').text).toBe('Degree')
  expect(nameFor(names.slice(1, 2), 'fr', 'x')).toEqual({ text: '学位', lang: 'ja' })
  expect(nameFor([], 'fr', 'urn:x')).toEqual({ text: 'urn:x', lang: '' })
})

test('a claim has the label of its place, or of the nearest above it, or its path', () => {
  const labels = [
    { path: ['address'] as const, names: [{ text: 'Address', lang: 'en' }] },
    { path: ['address', 'country'] as const, names: [{ text: 'Country', lang: 'en' }] },
    { path: ['courses', null, 'title'] as const, names: [{ text: 'Course', lang: 'en' }] },
  ]
  const called = (...path: [string, ...(string | number)[]]) => claimNames(labels, path)[0]!.text
  expect([
    called('address', 'country'),
    called('address', 'town', 'part'),
    called('courses', 3, 'title'),
    called('other', 1),
  ]).toEqual(['Country', 'Address', 'Course', 'other[1]'])
})

test.each([
  ['見本　はなこ', undefined, 'ja'],
  ['見本', 'ja', 'ja'],
  ['見本', undefined, undefined],
  ['Μούστερφραου', 'en', 'el'],
  ['김', 'ja', 'ko'],
  ['Musterfrau', 'ja', undefined],
])('%s from a place that writes %s is in %s', (value, issuers, language) =>
  expect(languageOfValue(value, issuers)).toBe(language),
)
