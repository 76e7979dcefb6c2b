import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/base/json.ts'
import {
  authorizationServerOf, credentialIssuerMetadataUrl, makeCredentialIssuerMetadata, makeSdJwtVcConfiguration, parseCredentialIssuerMetadata,
} from '../../src/openid4vci/credential-issuer-metadata.ts'

const vector = JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/openid4vci/metadata.json`, 'utf8')) as { readonly examples: Readonly<Record<string, JsonObject>> }
const published = Object.entries(vector.examples).flatMap(([name, example]) => {
  const metadata = (example['payload'] ?? example) as JsonObject
  const whole = { credential_issuer: 'https://credential-issuer.example.com', credential_endpoint: 'https://credential-issuer.example.com/credential' }
  return [[name, 'credential_issuer' in metadata ? metadata : { ...whole, ...metadata }] as const]
})

test.each(published)('OpenID4VCI 1.0 "Credential Issuer Metadata Parameters", example %s is read', (_name, metadata) => {
  const parsed = parseCredentialIssuerMetadata(metadata, metadata['credential_issuer'] as string)
  expect(metadata).toMatchObject(parsed as unknown as JsonObject)
  expect(Object.keys(parsed.credential_configurations_supported)).toEqual(Object.keys(metadata['credential_configurations_supported'] as JsonObject))
})

test.each([
  ['https://issuer.example', 'https://issuer.example/.well-known/openid-credential-issuer'],
  ['https://issuer.example/tenant', 'https://issuer.example/.well-known/openid-credential-issuer/tenant'],
  ['https://issuer.example/tenant/', 'https://issuer.example/.well-known/openid-credential-issuer/tenant/'],
])('the metadata of %s lies at %s', (issuer, address) => {
  expect(credentialIssuerMetadataUrl(issuer)).toBe(address)
})

const names = { en: 'Diploma', ja: '学位証明書', fr: 'Diplôme' }
const configuration = makeSdJwtVcConfiguration({ scope: 'lab_diploma', vct: 'urn:lab:diploma:1', names, descriptions: names, colours: { background: '#112233', text: '#ffffff' }, claims: [{ path: ['degree', 'title'], mandatory: true, names }] })
const metadata = makeCredentialIssuerMetadata({ credentialIssuer: 'https://issuer.example', names, configurations: { lab_diploma: configuration } })
const json = JSON.parse(JSON.stringify(metadata)) as JsonObject

test('what we make is read back as it is', () => {
  expect(parseCredentialIssuerMetadata(json, 'https://issuer.example')).toEqual(json)
})

test('HAIP 1.0: every configuration has a scope; every locale is there once', () => {
  expect(configuration.scope).toBe('lab_diploma')
  expect(configuration.credential_metadata?.display?.map(({ locale }) => locale)).toEqual(['en', 'ja', 'fr'])
  expect(metadata).not.toHaveProperty('batch_credential_issuance')
})

const withConfiguration = (changed: object): JsonObject => ({
  ...json,
  credential_configurations_supported: { lab_diploma: { ...(configuration as object), ...changed } as unknown as JsonObject },
})
test.each([
  ['the metadata of another issuer', { ...json, credential_issuer: 'https://evil.example' }, /another issuer/],
  ['no credential endpoint', { ...json, credential_endpoint: null }, /credential_endpoint/],
  ['no configurations', { ...json, credential_configurations_supported: null }, /credential_configurations_supported/],
  ['an empty list of authorization servers', { ...json, authorization_servers: [] }, /authorization_servers/],
  ['an SD-JWT VC without vct', withConfiguration({ vct: undefined }), /needs vct/],
  ['an mdoc without doctype', withConfiguration({ format: 'mso_mdoc' }), /needs doctype/],
  ['a locale that is none', { ...json, display: [{ name: 'x', locale: 'not a locale' }] }, /BCP 47/],
  ['a claim without path', withConfiguration({ credential_metadata: { claims: [{ path: [] }] } }), /path/],
  ['no object', null, /not credential issuer metadata/],
])('refused: %s', (_what, value, says) => {
  expect(() => parseCredentialIssuerMetadata(value, 'https://issuer.example')).toThrow(says)
})

test('an issuer without authorization_servers is its own; an offer may name only a listed one', () => {
  expect(authorizationServerOf(metadata, undefined)).toBe('https://issuer.example')
  const listed = { ...metadata, authorization_servers: ['https://as1.example', 'https://as2.example'] as const }
  expect(authorizationServerOf(listed, undefined)).toBe('https://as1.example')
  expect(authorizationServerOf(listed, 'https://as2.example')).toBe('https://as2.example')
  expect(() => authorizationServerOf(listed, 'https://evil.example')).toThrow('does not list')
})
