import { expect, test } from 'vitest'
import { CheckFailed } from '../../src/base/checks.ts'
import { makeDcqlQuery, parseDcqlQuery } from '../../src/openid4vp/dcql-query.ts'
import invalid from '../vectors/dcql/derived-invalid-queries.json' with { type: 'json' }
import examples from '../vectors/openid4vp/dcql-example-queries.json' with { type: 'json' }

test.each(invalid.cases)('OpenID4VP 1.0 §6: $id is refused, because $reason', ({ query }) => {
  expect(() => parseDcqlQuery(query)).toThrow(CheckFailed)
})

test('all 29 invalid queries were tried', () => expect(invalid.cases).toHaveLength(29))

test.each(Object.entries(examples.queries))('OpenID4VP 1.0 "DCQL Examples": %s is read', (_name, query) => {
  expect(parseDcqlQuery(query)).toMatchObject(query)
})

const one = { id: 'c', format: 'dc+sd-jwt', meta: { vct_values: ['urn:lab:x'] } }
const mdoc = { id: 'm', format: 'mso_mdoc', meta: { doctype_value: 'org.example.1' } }

test.each<[string, unknown]>([
  ['something that is no object', 'credentials'],
  ['nothing', undefined],
  [
    'two claims with the same path',
    { credentials: [{ ...one, claims: [{ path: ['a', null] }, { path: ['a', null] }] }] },
  ],
  ['an mdoc query without doctype_value', { credentials: [{ ...mdoc, meta: {} }] }],
  ['an mdoc path of one element', { credentials: [{ ...mdoc, claims: [{ path: ['org.example.1'] }] }] }],
  ['an mdoc path with a number', { credentials: [{ ...mdoc, claims: [{ path: ['org.example.1', 0] }] }] }],
  ['a fraction as a value', { credentials: [{ ...one, claims: [{ path: ['a'], values: [1.5] }] }] }],
  ['required that is no boolean', { credentials: [one], credential_sets: [{ options: [['c']], required: 'no' }] }],
  ['an authority without a type', { credentials: [{ ...one, trusted_authorities: [{ values: ['x'] }] }] }],
])('%s is refused', (_name, query) => {
  expect(() => parseDcqlQuery(query)).toThrow(CheckFailed)
})

test('defaults are filled in and unknown members are dropped', () => {
  const query = parseDcqlQuery({
    credentials: [{ ...one, later: 1 }],
    credential_sets: [{ options: [['c']] }],
    future: true,
  })
  expect(query).toEqual({
    credentials: [{ ...one, multiple: false, require_cryptographic_holder_binding: true }],
    credential_sets: [{ options: [['c']], required: true }],
  })
})

test('a query that we make is read back as it was', () => {
  const query = parseDcqlQuery({ credentials: [{ ...one, claims: [{ path: ['a', null, 0] }] }, mdoc] })
  expect(parseDcqlQuery(makeDcqlQuery(query))).toEqual(query)
})
