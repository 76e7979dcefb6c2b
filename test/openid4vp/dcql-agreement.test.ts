import { DcqlQuery as ForeignQuery, type DcqlCredential } from 'dcql'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/base/json.ts'
import { matchDcqlQuery, type HeldSdJwtVc } from '../../src/openid4vp/dcql-matching.ts'
import { parseDcqlQuery } from '../../src/openid4vp/dcql-query.ts'

/**
 * Random queries and wallets, answered by us and by the library `dcql`. Left out is what that library does differently from
 * the specification: claims whose value is null, a step into elements of which some do not fit, empty arrays.
 */
test('agrees with the library dcql on 1000 random queries', () => {
  let satisfiable = 0
  fc.assert(
    fc.property(query, fc.array(credential, { maxLength: 4 }), (asked, wallet) => {
      const ours = matchDcqlQuery(parseDcqlQuery(asked), wallet.map(asHeld))
      const parsed = ForeignQuery.parse(asked as ForeignQuery.Input)
      ForeignQuery.validate(parsed)
      const theirs = ForeignQuery.query(parsed, wallet.map(asForeign))
      expect(ours.satisfiable).toBe(theirs.can_be_satisfied)
      for (const [id, candidates] of ours.candidates) {
        const matched = theirs.credential_matches[id]?.valid_credentials ?? []
        expect(candidates.map(({ credential }) => credential.index)).toEqual(
          matched.map((one) => one.input_credential_index),
        )
        expect(candidates.map(({ claims }) => claims)).toEqual(
          matched.map((one) => pathsOf(asked, id, one.claims.valid_claim_sets[0])),
        )
      }
      if (ours.satisfiable) satisfiable++
    }),
    { numRuns: 1000 },
  )
  expect(satisfiable).toBeGreaterThan(50)
})

const word = fc.constantFrom('a', 'b', 'c')
const scalar = fc.oneof(word, fc.integer({ min: 0, max: 2 }), fc.boolean())
const claims = fc.dictionary(
  word,
  fc.oneof(
    scalar,
    fc.dictionary(word, scalar, { minKeys: 1, noNullPrototype: true }),
    fc.array(scalar, { minLength: 1, maxLength: 3 }),
  ),
  { noNullPrototype: true },
)
const vct = fc.constantFrom('urn:x', 'urn:y')
const aki = fc.constantFrom('AAAA', 'BBBB')

interface Sample {
  readonly vct: string
  readonly holderBinding: boolean
  readonly claims: JsonObject
  readonly aki: string | undefined
}

const credential: fc.Arbitrary<Sample> = fc.record({
  vct,
  holderBinding: fc.boolean(),
  claims: claims.map((value) => value as JsonObject),
  aki: fc.option(aki, { nil: undefined }),
})

const claimsQuery = fc.record(
  {
    path: fc.oneof(fc.tuple(word), fc.tuple(word, fc.oneof(word, fc.integer({ min: 0, max: 2 }), fc.constant(null)))),
    values: fc.array(scalar, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['path'] },
)

const credentialQuery = fc
  .record(
    {
      vct_values: fc.uniqueArray(vct, { minLength: 1 }),
      binding: fc.boolean(),
      aki: fc.uniqueArray(aki, { minLength: 1 }),
      claims: fc.uniqueArray(claimsQuery, { minLength: 1, maxLength: 3, selector: ({ path }) => JSON.stringify(path) }),
      sets: fc.array(fc.subarray([0, 1, 2], { minLength: 1 }), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['vct_values', 'binding'] },
  )
  .map(({ vct_values, binding, aki: values, claims: asked, sets }) => ({
    format: 'dc+sd-jwt',
    meta: { vct_values },
    require_cryptographic_holder_binding: binding,
    ...(values && { trusted_authorities: [{ type: 'aki', values }] }),
    ...(asked && { claims: asked.map((one, position) => ({ ...one, id: `claim_${position}` })) }),
    ...(asked &&
      sets && { claim_sets: sets.map((set) => set.map((position) => `claim_${position % asked.length}`)).map(unique) }),
  }))

const query = fc
  .record(
    {
      credentials: fc.array(credentialQuery, { minLength: 1, maxLength: 3 }),
      sets: fc.array(
        fc.record({
          options: fc.array(fc.subarray([0, 1, 2], { minLength: 1 }), { minLength: 1, maxLength: 2 }),
          required: fc.boolean(),
        }),
        {
          minLength: 1,
          maxLength: 2,
        },
      ),
    },
    { requiredKeys: ['credentials'] },
  )
  .map(({ credentials, sets }) => ({
    credentials: credentials.map((one, position) => ({ ...one, id: `query_${position}` })),
    ...(sets && {
      credential_sets: sets.map(({ options, required }) => ({
        required,
        options: options.map((option) => unique(option.map((position) => `query_${position % credentials.length}`))),
      })),
    }),
  }))

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]

const asHeld = (
  { vct: type, holderBinding, claims: held, aki: identifier }: Sample,
  index: number,
): HeldSdJwtVc & { index: number } => ({
  index,
  format: 'dc+sd-jwt',
  vcts: [type],
  claims: held,
  holderBinding,
  authorities: identifier === undefined ? [] : [{ type: 'aki', values: [identifier] }],
})

const asForeign = ({ vct: type, holderBinding, claims: held, aki: identifier }: Sample): DcqlCredential => ({
  credential_format: 'dc+sd-jwt',
  vct: type,
  claims: held as never,
  cryptographic_holder_binding: holderBinding,
  ...(identifier !== undefined && { authority: { type: 'aki' as const, values: [identifier] as [string] } }),
})

function pathsOf(
  asked: { credentials: readonly { id: string; claims?: readonly { path: readonly unknown[] }[] }[] },
  id: string,
  set: { claim_set_index: number | undefined; valid_claim_indexes?: readonly number[] | undefined },
): readonly (readonly unknown[])[] {
  const all = asked.credentials.find((one) => one.id === id)?.claims ?? []
  return (set.valid_claim_indexes ?? []).map((position) => all[position]!.path)
}
