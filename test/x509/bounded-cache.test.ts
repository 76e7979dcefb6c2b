import { expect, test } from 'vitest'
import { boundedCache } from '../../src/x509/bounded-cache.ts'

test('the newest values are remembered, the oldest goes first', () => {
  const cache = boundedCache<number>(2)
  for (const [key, value] of [['a', 1], ['b', 2], ['c', 3]] as const) expect(cache.put(key, value)).toBe(value)
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([undefined, 2, 3])
})
