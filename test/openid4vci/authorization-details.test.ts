import { expect, test } from 'vitest'
import {
  makeAuthorizationDetails, makeGrantedDetails, parseAuthorizationDetails, processGrantedDetails,
} from '../../src/openid4vci/authorization-details.ts'

const known = ['one', 'two']
const parse = (text: string) => parseAuthorizationDetails(text, { credentialIssuer: 'https://issuer.example', isKnown: (id) => known.includes(id) })
const detail = { type: 'openid_credential', credential_configuration_id: 'one' }

test('what a wallet asks for is read: each configuration once, unknown members ignored', () => {
  expect(parse(makeAuthorizationDetails(['two', 'one', 'two'], 'https://issuer.example'))).toEqual(['two', 'one'])
  expect(parse(makeAuthorizationDetails(['one'], undefined))).toEqual(['one'])
  expect(parse(JSON.stringify([{ ...detail, claims: [{ path: ['a'] }], unknown: 1 }]))).toEqual(['one'])
})

test.each([
  ['no JSON', '['],
  ['JSON that repeats a member', '[{"type":"openid_credential","type":"x","credential_configuration_id":"one"}]'],
  ['no array', JSON.stringify(detail)],
  ['an empty array', '[]'],
  ['too many', JSON.stringify(Array.from({ length: 21 }, () => detail))],
  ['another type', JSON.stringify([{ ...detail, type: 'payment_initiation' }])],
  ['no configuration', JSON.stringify([{ type: detail.type }])],
  ['a configuration that there is not', JSON.stringify([{ ...detail, credential_configuration_id: 'three' }])],
  ['another issuer', JSON.stringify([{ ...detail, locations: ['https://other.example'] }])],
])('RFC 9396 §5: refused as invalid_authorization_details: %s', (_what, text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'invalid_authorization_details', status: 400 }))
})

test('what is granted is read back: identifiers by configuration', () => {
  const granted = makeGrantedDetails({ a: 'one', b: 'two', c: 'one' })
  expect(granted).toEqual([
    { type: 'openid_credential', credential_configuration_id: 'one', credential_identifiers: ['a', 'c'] },
    { type: 'openid_credential', credential_configuration_id: 'two', credential_identifiers: ['b'] },
  ])
  expect(processGrantedDetails([{ type: 'other' }, ...granted])).toEqual([
    { credentialConfigurationId: 'one', credentialIdentifiers: ['a', 'c'] },
    { credentialConfigurationId: 'two', credentialIdentifiers: ['b'] },
  ])
})

test.each([[{ ...detail }], [{ ...detail, credential_identifiers: [] }], [{ type: detail.type, credential_identifiers: ['a'] }]])('a grant without identifiers is refused: %j', (value) => {
  expect(() => processGrantedDetails([value])).toThrow('credential_identifiers')
})
