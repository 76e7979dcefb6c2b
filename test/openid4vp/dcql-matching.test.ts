import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../src/base/json.ts'
import { matchDcqlQuery, queriesToAnswer, type HeldCredential } from '../../src/openid4vp/dcql-matching.ts'
import { parseDcqlQuery } from '../../src/openid4vp/dcql-query.ts'
import vectors from '../vectors/dcql/derived-matching-cases.json' with { type: 'json' }

type Vector = {
  readonly format: string
  readonly holder_binding: boolean
  readonly vct?: string
  readonly claims?: JsonObject
  readonly doctype?: string
  readonly namespaces?: Record<string, JsonObject>
  readonly authority_key_identifiers?: string[]
  readonly trusted_lists?: string[]
  readonly federation_entities?: string[]
}
const wallet = vectors.credentials as unknown as Record<string, Vector>

/** HAIP 1.0 has the two formats below; the W3C formats are not part of it. */
const ofOurFormats = vectors.cases.filter(({ id }) => !id.startsWith('jwt-vc-'))

describe('OpenID4VP 1.0 §6.4 "Selecting Claims and Credentials"', () => {
  test.each(ofOurFormats)('$id: $rule', ({ query, wallet: ids, expect: expected }) => {
    const match = matchDcqlQuery(parseDcqlQuery(query), ids.map(held))
    const matches = [...match.candidates].map(([id, candidates]) => [
      id,
      candidates.map(({ credential, claims }) => ({ credential: credential.id, claims })),
    ])
    expect(match.satisfiable).toBe(expected.satisfiable)
    expect(Object.fromEntries(matches)).toEqual(expected.matches)
    if ('credential_sets' in expected) {
      expect(
        match.credentialSets.map(({ required, satisfiableOptions }) => ({
          required,
          satisfiable_options: satisfiableOptions,
        })),
      ).toEqual(expected.credential_sets)
    }
  })

  test('55 cases, 2 of them skipped: the W3C formats are not part of HAIP', () => {
    expect(vectors.cases).toHaveLength(55)
    expect(ofOurFormats).toHaveLength(53)
  })
})

describe('which queries are answered', () => {
  const query = parseDcqlQuery({
    credentials: ['a', 'b', 'c', 'd'].map((id) => ({ id, format: 'dc+sd-jwt', meta: { vct_values: [`urn:${id}`] } })),
    credential_sets: [{ options: [['a', 'b'], ['c']] }, { options: [['d']], required: false }],
  })
  const answers = (vcts: readonly string[], optional: boolean) =>
    queriesToAnswer(
      query,
      matchDcqlQuery(
        query,
        vcts.map((id) => typed(`urn:${id}`)),
      ),
      { optional },
    )

  test('the first satisfiable option of each set', () =>
    expect(answers(['a', 'b', 'c', 'd'], true)).toEqual(['a', 'b', 'd']))
  test('an optional set only where it is wanted', () => expect(answers(['c', 'd'], false)).toEqual(['c']))
  test('half an option is none', () => expect(answers(['a', 'd'], true)).toBeUndefined())
  test('all of them without sets', () => {
    const all = parseDcqlQuery({ credentials: query.credentials })
    const match = matchDcqlQuery(
      all,
      ['a', 'b', 'c', 'd'].map((id) => typed(`urn:${id}`)),
    )
    expect(queriesToAnswer(all, match, { optional: false })).toEqual(['a', 'b', 'c', 'd'])
  })
})

test('an authority of an unknown type matches nothing', () => {
  const query = parseDcqlQuery({
    credentials: [
      {
        id: 'c',
        format: 'dc+sd-jwt',
        meta: { vct_values: ['urn:x'] },
        trusted_authorities: [{ type: 'lab', values: ['x'] }],
      },
    ],
  })
  expect(matchDcqlQuery(query, [typed('urn:x')]).satisfiable).toBe(false)
})

test('a type that the credential extends counts as its own', () => {
  const query = parseDcqlQuery({
    credentials: [{ id: 'c', format: 'dc+sd-jwt', meta: { vct_values: ['urn:general'] } }],
  })
  const special: HeldCredential = { ...typed('urn:special'), vcts: ['urn:special', 'urn:general'] }
  expect(matchDcqlQuery(query, [special]).satisfiable).toBe(true)
})

const typed = (vct: string) =>
  ({ format: 'dc+sd-jwt', vcts: [vct], claims: { vct }, holderBinding: true, authorities: [] }) as const

function held(id: string): HeldCredential & { readonly id: string } {
  const { format, holder_binding, vct, claims = {}, doctype = '', namespaces = {}, ...known } = wallet[id]!
  const authorities = [
    { type: 'aki', values: known.authority_key_identifiers ?? [] },
    { type: 'etsi_tl', values: known.trusted_lists ?? [] },
    { type: 'openid_federation', values: known.federation_entities ?? [] },
  ]
  const common = { id, holderBinding: holder_binding, authorities }
  if (format === 'mso_mdoc') return { ...common, format, docType: doctype, nameSpaces: asJson(namespaces) }
  return { ...common, format: 'dc+sd-jwt', vcts: vct === undefined ? [] : [vct], claims }
}

/** The table writes CBOR types as objects with a member `cbor`; a tagged date is its text in JSON, bytes are their hex. */
const asJson = (nameSpaces: Record<string, JsonObject>): Record<string, JsonObject> =>
  Object.fromEntries(
    Object.entries(nameSpaces).map(([name, elements]) => [
      name,
      Object.fromEntries(Object.entries(elements).map(([element, value]) => [element, plain(value)])),
    ]),
  )

function plain(value: Json): Json {
  const cbor = value as { cbor?: string; value?: Json; hex?: string }
  return cbor?.cbor === undefined ? value : (cbor.value ?? cbor.hex ?? null)
}
