import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { digits, randomBelow, token, type Random } from '../../src/base/random.ts'

/** Gives out these bytes, one after the other. */
function scripted(...bytes: readonly number[]): Random {
  let at = 0
  return { bytes: (length) => Uint8Array.from({ length }, () => bytes[at++]!) }
}

test('a token has 256 random bits behind its prefix', () => {
  const made = Array.from({ length: 100 }, () => token(systemRandom, 'code_'))
  expect(made.every((text) => /^code_[A-Za-z0-9_-]{43}$/.test(text))).toBe(true)
  expect(new Set(made).size).toBe(100)
  expect(token(scripted(...Array<number>(32).fill(0)), '')).toBe('A'.repeat(43))
})

test('digits: bytes that would favour some digits are drawn again', () => {
  expect(digits(scripted(249, 250, 255, 10, 3), 3)).toBe('903')
  expect(digits(systemRandom, 6)).toMatch(/^\d{6}$/)
  const counts = new Map<string, number>()
  for (const digit of digits(systemRandom, 10_000)) counts.set(digit, (counts.get(digit) ?? 0) + 1)
  expect(counts.size).toBe(10)
  expect(Math.min(...counts.values())).toBeGreaterThan(800)
})

test('numbers below a limit: in range, all of them, and unfair draws are drawn again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (limit) => {
      const drawn = randomBelow(systemRandom, limit)
      expect(Number.isInteger(drawn) && drawn >= 0 && drawn < limit).toBe(true)
    }),
  )
  expect(new Set(Array.from({ length: 200 }, () => randomBelow(systemRandom, 5)))).toEqual(new Set([0, 1, 2, 3, 4]))
  expect(randomBelow(scripted(255, 255, 255, 255, 0, 0, 0, 7), 3)).toBe(1)
  expect(randomBelow(scripted(), 1)).toBe(0)
})

test.each([0, -1, 1.5, Number.NaN, 2 ** 32 + 1])('below %d nothing can be drawn', (limit) => {
  expect(() => randomBelow(systemRandom, limit)).toThrow(RangeError)
})

test('no bytes of the system are given out twice, in small draws or large', () => {
  const sizes = [16, 1, 64, 65, 4096, 32, 3]
  const made = Array.from({ length: 700 }, (_, at) => systemRandom.bytes(sizes[at % sizes.length]!))
  expect(made.every((bytes, at) => bytes.length === sizes[at % sizes.length])).toBe(true)
  const long = made
    .filter(({ length }) => length >= 16)
    .map((bytes) => Buffer.from(bytes.subarray(0, 16)).toString('hex'))
  expect(new Set(long).size).toBe(long.length)
  const [one, other] = [systemRandom.bytes(16), systemRandom.bytes(16)]
  one!.fill(0)
  expect(other!.some((byte) => byte !== 0)).toBe(true)
})
