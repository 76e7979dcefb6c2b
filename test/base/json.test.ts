import { expect, test } from 'vitest'
import { showPath } from '../../src/base/claims-path.ts'
import { isJsonObject, parseJsonObject } from '../../src/base/json.ts'

test.each(['[]', 'null', '1', '"a"', '', '{', '{"a":1}x', "{'a':1}"])('%s is no JSON object', (text) => {
  expect(() => parseJsonObject(text)).toThrow(SyntaxError)
})

test('a JSON object is read', () => {
  expect(parseJsonObject(' {"a":[1]} ')).toEqual({ a: [1] })
  expect([{}, [], null, 'a', undefined].map(isJsonObject)).toEqual([true, false, false, false, false])
})

test('a claims path is shown as people write it', () => {
  expect(showPath(['address', 'locality'])).toBe('address.locality')
  expect(showPath(['nationalities', null])).toBe('nationalities[]')
  expect(showPath(['modules', 0, 'title'])).toBe('modules[0].title')
})
