import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CheckFailed } from '../../src/base/checks.ts'
import { confirmReliance, recognise, type Recognition, type Reliance } from '../../src/trust/recognition.ts'

const levels = ['low', 'substantial', 'high'] as const
type Level = (typeof levels)[number]

const policy: readonly Recognition<Level>[] = [{
  id: 'jp-diploma-in-eu', issuedBy: 'JP', reliedOnBy: 'EU', kind: 'diploma', purposes: ['university_admission'], atMost: 'substantial',
  legalEffect: 'none', source: 'docs/trust-policy.md R-2', paragraph: 'R-2',
}]
const reliance: Reliance<Level> = { issuedBy: 'JP', reliedOnBy: 'EU', kind: 'diploma', purpose: 'university_admission', held: 'high', needed: 'low' }

test('what a sentence allows counts at most as the sentence says', () => {
  expect(recognise(policy, reliance, levels)).toEqual({ reliedOn: true, recognition: policy[0], comparableTo: 'substantial' })
  expect(recognise(policy, { ...reliance, held: 'low' }, levels)).toMatchObject({ reliedOn: true, comparableTo: 'low' })
})

test.each<[string, Partial<Reliance<Level>>, string]>([
  ['the other direction', { issuedBy: 'EU', reliedOnBy: 'JP' }, 'no_entry'],
  ['another kind', { kind: 'identity' }, 'no_entry'],
  ['an unknown jurisdiction', { issuedBy: 'KR' }, 'no_entry'],
  ['another purpose', { purpose: 'employment' }, 'other_purpose'],
  ['more than the sentence allows', { needed: 'high' }, 'level_too_low'],
  ['more than is held', { held: 'low', needed: 'substantial' }, 'level_too_low'],
  ['a level outside the comparison', { held: 'extreme' as Level }, 'level_too_low'],
  ['a need outside the comparison', { needed: 'extreme' as Level }, 'level_too_low'],
])('%s is refused', (_, parts, reason) => {
  expect(recognise(policy, { ...reliance, ...parts }, levels)).toMatchObject({ reliedOn: false, reason })
})

test('an empty policy allows nothing', () => {
  expect(recognise([], reliance, levels)).toMatchObject({ reliedOn: false, reason: 'no_entry' })
})

test('never more than held, never more than allowed, never less than needed', () => {
  const level = fc.constantFrom(...levels)
  fc.assert(
    fc.property(level, level, level, (held, needed, atMost) => {
      const answer = recognise([{ ...policy[0]!, atMost }], { ...reliance, held, needed }, levels)
      const rank = (one: Level): number => levels.indexOf(one)
      expect(answer.reliedOn).toBe(Math.min(rank(held), rank(atMost)) >= rank(needed))
      if (answer.reliedOn) expect(rank(answer.comparableTo)).toBe(Math.min(rank(held), rank(atMost)))
    }),
  )
})

test('as a check it passes with the sentence as evidence, or fails with the reason', () => {
  expect(confirmReliance(policy, reliance, levels).evidence).toEqual({
    comparableTo: 'substantial', legalEffect: 'none', recognition: 'jp-diploma-in-eu', source: 'docs/trust-policy.md R-2', paragraph: 'R-2',
  })
  expect(() => confirmReliance([], reliance, levels)).toThrow(CheckFailed)
})
