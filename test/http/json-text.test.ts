import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJsonText } from '../../src/http/json-text.ts'

test('reads every JSON text that JSON.stringify writes, within the limits', () => {
  const limits = { maxDepth: 8, stringUnit: 'grapheme' as const }
  fc.assert(
    fc.property(fc.jsonValue(limits), fc.constantFrom(undefined, 1), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      if (text.includes('__proto__')) return
      expect(parseJsonText(text)).toEqual(JSON.parse(text))
    }),
  )
})

test('refuses every object with a member written twice, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }), fc.nat(5), (name, value, depth) => {
      const member = `${JSON.stringify(name)}:${JSON.stringify(value)}`
      const text = `${'[{"in":'.repeat(depth)}{${member} , ${member}}${'}]'.repeat(depth)}`
      expect(() => parseJsonText(text)).toThrow(SyntaxError)
    }),
  )
})

test('a colon, a brace or a name inside a string is only text', () => {
  const value = { a: '{"a":1,"a":2}', b: ['a', 'a', '":'], c: '\\"' }
  expect(parseJsonText(JSON.stringify(value))).toEqual(value)
})

test('32 levels are read, 33 are not', () => {
  const nested = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
  expect(parseJsonText(nested(32))).toBeDefined()
  expect(() => parseJsonText(nested(33))).toThrow('deeper')
  expect(() => parseJsonText('['.repeat(100_000) + ']'.repeat(100_000))).toThrow(SyntaxError)
})
