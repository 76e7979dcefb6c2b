import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeOfferLink, makePreAuthorizedOffer, offerScheme, parseCredentialOffer, parseOfferLink, preAuthorizedCodeGrant } from '../../src/openid4vci/credential-offer.ts'

interface Inline { readonly section: string; readonly kind: string; readonly value?: string; readonly target?: string }
const read = (name: string): unknown => JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/openid4vci/${name}.json`, 'utf8'))
const published = read('credential-offers') as { readonly examples: Readonly<Record<string, { readonly body_json?: unknown }>> }
const inline = (read('inline-examples') as { readonly examples: readonly Inline[] }).examples.filter(({ section }) => section.startsWith('Sending Credential Offer'))

test.each(Object.entries(published.examples))('OpenID4VCI 1.0 "Credential Offer Parameters", example %s is read as it stands', (_name, example) => {
  const offer = example.body_json ?? example
  expect(parseCredentialOffer(offer)).toEqual(offer)
})

test.each(inline.filter(({ value, target }) => (value ?? target)!.includes('credential_offer=')))('OpenID4VCI 1.0 "$section", example $#: the offer in the link', ({ value, target }) => {
  expect(parseOfferLink((value ?? target)!)).toMatchObject({ by: 'value', offer: { credential_issuer: 'https://credential-issuer.example.com' } })
})

test('OpenID4VCI 1.0 "Sending Credential Offer by Reference": the address in the link', () => {
  const { value } = inline.find(({ value }) => value?.includes('credential_offer_uri='))!
  expect(parseOfferLink(value!)).toEqual({ by: 'reference', uri: 'https://server.example.com/credential-offer/GkurKxf5T0Y-mnPFCHqWOMiZi4VS138cQO_V7PZHAdM' })
})

const offer = makePreAuthorizedOffer({
  credentialIssuer: 'https://issuer.example/jp',
  configurationIds: ['lab_diploma'],
  code: 'code_1',
  txCode: { input_mode: 'numeric', length: 6, description: '窓口でお伝えした番号' },
})

test.each([[offerScheme], ['https://wallet.example/credential_offer'], ['https://wallet.example/credential_offer?lang=ja']])('an offer survives its link to %s', (wallet) => {
  expect(parseOfferLink(makeOfferLink(wallet, { by: 'value', offer }))).toEqual({ by: 'value', offer })
  const uri = 'https://issuer.example/jp/offers/off_1?a=b&c=d'
  expect(parseOfferLink(makeOfferLink(wallet, { by: 'reference', uri }))).toEqual({ by: 'reference', uri })
})

test.each([
  ['neither parameter', 'openid-credential-offer://?other=1'],
  ['both parameters', `${makeOfferLink(offerScheme, { by: 'value', offer })}&credential_offer_uri=https%3A%2F%2Fa.example`],
  ['a parameter twice', 'openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fa.example&credential_offer_uri=https%3A%2F%2Fb.example'],
  ['an offer that is no JSON', 'openid-credential-offer://?credential_offer=%7B'],
  ['an address of another scheme', 'openid-credential-offer://?credential_offer_uri=file%3A%2F%2F%2Fetc%2Fpasswd'],
  ['an address that is none', 'openid-credential-offer://?credential_offer_uri=offers%2F1'],
  ['no query', 'openid-credential-offer://'],
])('a link is refused with %s', (_what, link) => {
  expect(() => parseOfferLink(link)).toThrow(expect.objectContaining({ name: 'CheckFailed' }))
})

const grants = offer.grants!
test.each([
  ['no issuer', { ...offer, credential_issuer: undefined }, /credential_issuer/],
  ['an issuer with a query', { ...offer, credential_issuer: 'https://issuer.example/?a=1' }, /neither query nor fragment/],
  ['an issuer that names a user', { ...offer, credential_issuer: 'https://a:b@issuer.example' }, /user/],
  ['no configuration', { ...offer, credential_configuration_ids: [] }, /credential_configuration_ids/],
  ['a configuration twice', { ...offer, credential_configuration_ids: ['a', 'a'] }, /twice/],
  ['a grant without its code', { ...offer, grants: { [preAuthorizedCodeGrant]: {} } }, /pre-authorized_code/],
  ['an unknown input mode', { ...offer, grants: { [preAuthorizedCodeGrant]: { ...grants[preAuthorizedCodeGrant], tx_code: { input_mode: 'voice' } } } }, /input_mode/],
  ['a description that is too long', { ...offer, grants: { [preAuthorizedCodeGrant]: { ...grants[preAuthorizedCodeGrant], tx_code: { description: 'x'.repeat(301) } } } }, /description/],
  ['no object', [offer], /not a credential offer/],
])('an offer is refused with %s', (_what, value, says) => {
  expect(() => parseCredentialOffer(value)).toThrow(says)
})

test('unknown members and grants are left out', () => {
  expect(parseCredentialOffer({ ...offer, extra: 1, grants: { ...grants, 'urn:other': {} } })).toEqual(offer)
})
