import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { ClaimsPath } from '../../src/base/claims-path.ts'
import type { Json, JsonObject } from '../../src/base/json.ts'
import { concealClaims } from '../../src/sd-jwt/conceal-claims.ts'
import { reservedNames } from '../../src/sd-jwt/disclosure.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { processPayload } from '../../src/sd-jwt/processed-payload.ts'
import { neverDisclosable, acceptSdJwtVc, decodeSdJwtVc, sdJwtVcChecks } from '../../src/sd-jwt/sd-jwt-vc-checks.ts'
import { heldClaims, selectableClaims } from '../../src/sd-jwt/selectable-claims.ts'
import { expected, failed, issue, now, present, run, vct } from './lab-credential.ts'

const taken = [...neverDisclosable, ...reservedNames, 'iat', 'sub']
const name = fc
  .oneof(fc.constantFrom('a', 'b', 'c', '__proto__', '名', '~', '.'), fc.string({ maxLength: 6 }))
  .filter((text) => !taken.includes(text))
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(null, true, 0, -1.5, '', '花子', 'x'),
    fc.array(tie('tree'), { maxLength: 4 }) as fc.Arbitrary<Json>,
    fc.dictionary(name, tie('tree'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<Json>,
  ),
}))
const claimTree = fc.dictionary(name, tree, {
  minKeys: 1,
  maxKeys: 5,
  noNullPrototype: true,
}) as fc.Arbitrary<JsonObject>

/** Every place in a value, names and indices. */
function places(value: Json, path: readonly (string | number)[] = []): readonly ClaimsPath[] {
  const here = path.length > 0 ? [path as unknown as ClaimsPath] : []
  const inner = Array.isArray(value)
    ? value.map((element: Json, at) => [at, element] as const)
    : typeof value === 'object' && value !== null
      ? Object.entries(value as JsonObject)
      : []
  return [...here, ...inner.flatMap(([at, element]) => places(element, [...path, at]))]
}

/** The plan: claims, which places are disclosable (all top-level ones covered), and which places are asked for. */
const plan = claimTree.chain((claims) => {
  const all = places(claims)
  const top = all.filter((path) => path.length === 1)
  return fc.record({
    claims: fc.constant(claims),
    disclosable: fc
      .subarray([...all])
      .map((some) => [...top.filter((path) => !some.some(([first]) => first === path[0])), ...some]),
    wanted: fc.subarray([...all]),
  })
})

/** What a verifier is to see, worked out without any digest: what is in the clear, or wanted, or on the way to it. */
function visible(
  value: Json,
  path: readonly (string | number)[],
  disclosable: readonly ClaimsPath[],
  wanted: readonly ClaimsPath[],
): Json {
  const shown = (at: string | number) => {
    const place = [...path, at]
    const hidden = disclosable.some(
      (one) => one.length === place.length && one.every((element, depth) => element === place[depth]),
    )
    const leads = (one: ClaimsPath) =>
      place.every((element, depth) => one[depth] === undefined || one[depth] === element)
    return !hidden || wanted.some(leads)
  }
  const go = (at: string | number, inner: Json) => visible(inner, [...path, at], disclosable, wanted)
  if (Array.isArray(value)) return value.flatMap((inner: Json, at) => (shown(at) ? [go(at, inner)] : []))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value as JsonObject)
    .filter(([at]) => shown(at))
    .map(([at, inner]) => [at, go(at, inner)] as const)
  return Object.fromEntries(members) as JsonObject
}

test('whatever is issued and whatever is asked for, the verifier sees exactly that', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ claims, disclosable, wanted }) => {
      const registered = { vct, exp: now + 1000 }
      const held = await issue({ claims: { ...registered, ...claims }, disclosable, always: [] })
      const subject = decodeSdJwtVc(await present(held, { disclose: wanted }), expected)
      const report = await run(subject, sdJwtVcChecks)
      expect(failed(report)).toEqual([])
      const { cnf: _cnf, vct: _vct, exp: _exp, ...seen } = acceptSdJwtVc(report, subject).claims
      expect(seen).toEqual(visible(claims, [], disclosable, wanted))
    }),
    { numRuns: 300 },
  )
})

test('the holder sees everything, with the right note of what is always visible', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ claims, disclosable }) => {
      const held = await issue({ claims: { vct, exp: now + 1000, ...claims }, disclosable, always: [] })
      expect(heldClaims(held)).toMatchObject(claims)
      const clear = visible(claims, [], disclosable, [])
      const always = selectableClaims(held).filter(
        ({ path, alwaysVisible }) => alwaysVisible && !taken.includes(String(path[0])),
      )
      expect(always).toHaveLength(places(clear).length)
    }),
    { numRuns: 150 },
  )
})

test('any subset of the disclosures is processed or refused, and what is processed is part of the whole', () => {
  fc.assert(
    fc.property(plan, fc.infiniteStream(fc.boolean()), ({ claims, disclosable }, keep) => {
      const { payload, disclosures } = concealClaims(claims, { disclosable, random: systemRandom, decoys: 2 })
      const kept = disclosures.filter(() => keep.next().value as boolean)
      const names = (value: Json) =>
        new Set(places(value).map((path) => JSON.stringify(path.filter((element) => typeof element === 'string'))))
      try {
        const whole = names(claims)
        for (const place of names(processPayload(payload, kept).claims)) expect(whole).toContain(place)
      } catch (error) {
        expect(error).toMatchObject({ name: 'CheckFailed', message: expect.stringContaining('belong to no digest') })
      }
    }),
    { numRuns: 300 },
  )
})

test('no text makes the parser do anything but read or refuse', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('~', '.', 'e30', 'e30.e30.AAAA', 'WyJzIiwiYSIsMV0', ''))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        parseSdJwt(pieces.join(''))
      } catch (error) {
        expect(error).toMatchObject({ name: 'CheckFailed' })
      }
    }),
    { numRuns: 1000 },
  )
})
