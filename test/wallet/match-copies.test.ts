import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import { matchCopies } from '../../wallet/match-copies.ts'

const keys = Array.from({ length: 6 }, generateSoftwareKey).map(({ key, privateJwk }) => ({ publicJwk: key.publicJwk, privateJwk, key }))
const boundTo = async ({ key, publicJwk: { kty, crv, x, y } }: (typeof keys)[number]): Promise<string> =>
  `${await signCompactJws(key, { typ: 'dc+sd-jwt' }, { cnf: { jwk: { kty, crv, x, y } } })}~`
const credentials = await Promise.all(keys.map(boundTo))

test('each credential gets the key that stands in it, whatever the order and however many came', () => {
  const some = fc.shuffledSubarray(keys.map((_, index) => index), { minLength: 1 })
  fc.assert(
    fc.property(some, (order) => {
      const matched = matchCopies(order.map((index) => credentials[index]!), keys)
      expect(matched.map(({ key }) => key)).toEqual(order.map((index) => keys[index]!))
    }),
  )
})

test('one that names another key, or cannot be read, gets one that is left over: no key is used twice', () => {
  const stranger = generateSoftwareKey()
  const matched = matchCopies([credentials[2]!, 'nonsense', '', credentials[0]!], [...keys.slice(0, 4)])
  expect(matched[0]!.key).toBe(keys[2])
  expect(matched[3]!.key).toBe(keys[0])
  expect(new Set(matched.map(({ key }) => key)).size).toBe(4)
  expect(matched.every(({ key }) => key.privateJwk !== stranger.privateJwk)).toBe(true)
})
