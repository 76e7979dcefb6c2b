import { describe, expect, test } from 'vitest'
import { notPassed, runChecks } from '../../src/base/checks.ts'
import { parseDcqlQuery } from '../../src/openid4vp/dcql-query.ts'
import { confirmClaimsAnswered, vpTokenChecks, type VpTokenSubject } from '../../src/openid4vp/vp-token-validation.ts'

const sdJwt = (id: string, more: object = {}) => ({
  id,
  format: 'dc+sd-jwt',
  meta: { vct_values: [`urn:${id}`] },
  ...more,
})
const both = parseDcqlQuery({ credentials: [sdJwt('identity'), sdJwt('diploma')] })
const either = parseDcqlQuery({
  credentials: [sdJwt('a'), sdJwt('b'), sdJwt('c', { multiple: true })],
  credential_sets: [{ options: [['a'], ['b', 'c']] }],
})

const judge = async (vpToken: unknown, query = both) =>
  notPassed(
    await runChecks<VpTokenSubject>({ vpToken, query }, vpTokenChecks, (error) => {
      throw error
    }),
  )

describe('a VP Token is taken', () => {
  test('that answers every query', async () => expect(await judge({ identity: ['x'], diploma: ['y'] })).toEqual([]))
  test('that answers one option of each required set', async () => {
    expect(await judge({ a: ['x'] }, either)).toEqual([])
    expect(await judge({ b: ['x'], c: ['y', 'z'] }, either)).toEqual([])
  })
})

describe('fault table', () => {
  const faults: readonly (readonly [string, string, unknown, typeof both])[] = [
    ['vp_token_shape', 'a text', '{}', both],
    ['vp_token_shape', 'a list', [['x']], both],
    ['vp_token_shape', 'a presentation that is not in a list', { identity: 'x', diploma: ['y'] }, both],
    ['vp_token_shape', 'an empty list', { identity: [], diploma: ['y'] }, both],
    ['vp_token_shape', 'an object as presentation', { identity: [{}], diploma: ['y'] }, both],
    ['query_satisfied', 'nothing at all', {}, both],
    ['query_satisfied', 'one query left out', { identity: ['x'] }, both],
    ['query_satisfied', 'a query that was not asked', { identity: ['x'], diploma: ['y'], passport: ['z'] }, both],
    ['query_satisfied', 'two presentations for one', { identity: ['x', 'y'], diploma: ['y'] }, both],
    ['query_satisfied', 'half an option', { b: ['x'] }, either],
  ]
  test.each(faults)('%s fails first: %s', async (id, _what, vpToken, query) => {
    expect((await judge(vpToken, query))[0]).toBe(id)
  })
  test('every check has a row', () => {
    expect(new Set(faults.map(([id]) => id))).toEqual(new Set(vpTokenChecks.map(({ id }) => id)))
  })
})

describe('the claims of a presentation', () => {
  const claims = [
    { id: 'a', path: ['a'] },
    { id: 'b', path: ['b', 'c'] },
    { id: 'd', path: ['d', null] },
  ]
  const all = parseDcqlQuery({ credentials: [sdJwt('x', { claims })] }).credentials[0]
  const sets = parseDcqlQuery({ credentials: [sdJwt('x', { claims, claim_sets: [['a', 'b'], ['d']] })] }).credentials[0]

  test('are all there', () => confirmClaimsAnswered(all, { a: 1, b: { c: 2 }, d: [3] }))
  test('or all of one set', () => confirmClaimsAnswered(sets, { d: [3] }))
  test('else the missing ones are named, without values', () => {
    expect(() => confirmClaimsAnswered(all, { a: 1, b: {} })).toThrow('not disclosed: b.c, d[]')
    expect(() => confirmClaimsAnswered(sets, { a: 1 })).toThrow('not disclosed: b.c')
  })
  test('a credential for which none were asked has none to miss', () => {
    confirmClaimsAnswered(both.credentials[0], {})
  })
})
