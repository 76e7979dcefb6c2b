import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import {
  after,
  before,
  days,
  epochSeconds,
  fromDate,
  fromUtc,
  hours,
  minutes,
  seconds,
  toUtc,
} from '../../src/base/time.ts'

test('units', () => {
  expect([seconds(90), minutes(2), hours(2), days(2)]).toEqual([90, 120, 7200, 172_800])
  const noon = epochSeconds(1_795_334_400)
  expect(after(noon, minutes(1))).toBe(1_795_334_460)
  expect(before(noon, minutes(1))).toBe(1_795_334_340)
})

test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])('%d is no whole number of seconds', (value) => {
  expect(() => epochSeconds(value)).toThrow(RangeError)
})

test('the UTC form is written and read', () => {
  expect(toUtc(epochSeconds(1_795_334_400))).toBe('2026-11-22T08:00:00Z')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (time) => {
      expect(fromUtc(toUtc(epochSeconds(time)))).toBe(time)
    }),
  )
})

test.each([
  '',
  '2026-11-22',
  '2026-11-22T08:00:00',
  '2026-11-22T08:00:00.000Z',
  '2026-11-22T08:00:00+00:00',
  '2026-02-30T08:00:00Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T08:60:00Z',
  '2026-13-22T08:00:00Z',
  ' 2026-11-22T08:00:00Z',
  '2026-11-22t08:00:00z',
])('"%s" is not that form', (text) => {
  expect(() => fromUtc(text)).toThrow(RangeError)
})

test('fractions of a date are cut off', () => {
  expect(fromDate(new Date(1_999))).toBe(1)
})

test('the clock of a story runs with the system, and further when the story says so', () => {
  const clock = adjustableClock()
  const start = systemClock.now()
  expect(clock.now() - start).toBeLessThanOrEqual(1)
  clock.advance(days(3))
  clock.advance(hours(1))
  const moved = clock.now() - start - days(3) - hours(1)
  expect(moved).toBeGreaterThanOrEqual(0)
  expect(moved).toBeLessThanOrEqual(2)
})
