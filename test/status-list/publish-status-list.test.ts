import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { allocateIndex } from '../../src/status-list/publish-status-list.ts'

test('no index is given twice, to the last one, and then none', () => {
  const given = new Set<number>()
  const next = () => allocateIndex({ size: 10_000, used: (index) => given.has(index), random: systemRandom })
  for (let count = 0; count < 10_000; count += 1) given.add(next())
  expect(given.size).toBe(10_000)
  expect(Math.min(...given)).toBe(0)
  expect(Math.max(...given)).toBe(9_999)
  expect(next).toThrow('every index of the status list is used')
})

test('indices follow no order that could be foreseen', () => {
  const given = Array.from({ length: 64 }, () =>
    allocateIndex({ size: 100_000, used: () => false, random: systemRandom }),
  )
  const steps = given.slice(1).map((index, at) => index - given[at]!)
  expect(new Set(steps).size).toBeGreaterThan(50)
  expect(steps.some((step) => step < 0)).toBe(true)
})

test('every free index can be given, also when few are left', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999 }), (free) => {
      expect(allocateIndex({ size: 10_000, used: (index) => index !== free, random: systemRandom })).toBe(free)
    }),
    { numRuns: 20 },
  )
})

test.each([9_999, 0, -1, 10_000.5])('a list of %d entries hides nobody', (size) => {
  expect(() => allocateIndex({ size, used: () => false, random: systemRandom })).toThrow('at least 10000 entries')
})
