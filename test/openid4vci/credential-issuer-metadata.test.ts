import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/base/json.ts'
import { ephemeralDecryptionKey } from '../../src/jose/adapters/ephemeral-decryption-key.ts'
import {
  authorizationServerOf, credentialIssuerMetadataUrl, parseCredentialIssuerMetadata,
} from '../../src/openid4vci/credential-issuer-metadata.ts'
import { makeCredentialIssuerMetadata, makeSdJwtVcConfiguration } from '../../src/openid4vci/make-credential-issuer-metadata.ts'
import { metadataInLanguages, requestedLanguages } from '../../src/openid4vci/metadata-languages.ts'

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
const configuration = makeSdJwtVcConfiguration({ scope: 'lab_diploma', vct: 'urn:lab:diploma:1', names, descriptions: names, colours: { background: '#112233', text: '#ffffff' }, claims: [{ path: ['degree', 'title'], mandatory: true, names }], keyAttestationsRequired: undefined, reusePolicy: undefined })
const { encryptionJwk } = ephemeralDecryptionKey('enc-1')
const metadata = makeCredentialIssuerMetadata({
  credentialIssuer: 'https://issuer.example', names, configurations: { lab_diploma: configuration }, batchSize: 10, requestEncryption: encryptionJwk,
  issuerInfo: [{ format: 'registrar_dataset', data: { identifier: 'LEIXG-LAB' } }],
})
const json = JSON.parse(JSON.stringify(metadata)) as JsonObject

test('what we make is read back as it is', () => {
  expect(parseCredentialIssuerMetadata(json, 'https://issuer.example')).toEqual(json)
})

test('HAIP 1.0: every configuration has a scope; every locale is there once', () => {
  expect(configuration.scope).toBe('lab_diploma')
  expect(configuration.credential_metadata?.display?.map(({ locale }) => locale)).toEqual(['en', 'ja', 'fr'])
})

test('a configuration that requires key attestations says so for both proof types; another does not mention them', () => {
  const required = { key_storage: ['iso_18045_basic'] }
  const attested = makeSdJwtVcConfiguration({ scope: 's', vct: 'v', names, descriptions: names, colours: { background: '#000000', text: '#ffffff' }, claims: [], keyAttestationsRequired: required, reusePolicy: undefined })
  const type = { proof_signing_alg_values_supported: ['ES256'], key_attestations_required: required }
  expect(attested.proof_types_supported).toEqual({ jwt: type, attestation: type })
  expect(JSON.stringify(configuration.proof_types_supported)).toBe('{"jwt":{"proof_signing_alg_values_supported":["ES256"]}}')
})

test('members of other specifications that have another shape are left out, and nothing else', () => {
  const odd = { ...json, issuer_info: 'somebody', credential_configurations_supported: { lab_diploma: { ...configuration, credential_metadata: { ...configuration.credential_metadata, credential_reuse_policy: [] } } } }
  const parsed = parseCredentialIssuerMetadata(odd, 'https://issuer.example')
  expect(parsed.issuer_info).toBeUndefined()
  expect(parsed.credential_configurations_supported['lab_diploma']!.credential_metadata).toEqual(configuration.credential_metadata)
})

test.each([
  [undefined, ['en', 'ja', 'fr']],
  ['*', ['en', 'ja', 'fr']],
  ['fr-ch, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', ['en', 'ja', 'fr']],
  ['fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7', ['en', 'fr']],
  ['ja', ['ja']],
  ['JA-jp', ['ja']],
  ['de, ja;q=0', ['en', 'ja', 'fr']],
  ['', ['en', 'ja', 'fr']],
  [';;;,q=', ['en', 'ja', 'fr']],
])('Accept-Language %j asks for %j', (header, expected) => {
  expect(requestedLanguages(header, ['en', 'ja', 'fr'])).toEqual(expected)
})

test('OpenID4VCI 1.0 "Credential Issuer Metadata Retrieval": display data in one language is a subset, all else is the same', () => {
  const french = metadataInLanguages(metadata, ['fr'])
  expect(french.display).toEqual([{ name: 'Diplôme', locale: 'fr' }])
  const { credential_metadata: shown, ...rest } = french.credential_configurations_supported['lab_diploma']!
  expect(shown).toMatchObject({ display: [{ locale: 'fr' }], claims: [{ path: ['degree', 'title'], mandatory: true, display: [{ name: 'Diplôme', locale: 'fr' }] }] })
  const { credential_metadata: _, ...same } = configuration
  expect(rest).toEqual(same)
  expect(metadataInLanguages(metadata, ['en', 'ja', 'fr'])).toEqual(metadata)
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
  ['batches of one', { ...json, batch_credential_issuance: { batch_size: 1 } }, /batch_size/],
  ['request encryption without keys', { ...json, credential_request_encryption: { jwks: { keys: [] }, enc_values_supported: ['A128GCM'], encryption_required: false } }, /keys/],
  ['response encryption that leaves open whether it is required', { ...json, credential_response_encryption: { alg_values_supported: ['ECDH-ES'], enc_values_supported: ['A128GCM'] } }, /encryption_required/],
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
