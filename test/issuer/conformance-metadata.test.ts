import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/base/json.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import { parsePublicJwk } from '../../src/jose/jwk.ts'
import { credentialIssuerMetadataUrl, type CredentialIssuerMetadata } from '../../src/openid4vci/credential-issuer-metadata.ts'
import { verifySignedMetadata } from '../../src/openid4vci/signed-metadata.ts'
import { parseX5c } from '../../src/x509/x5c.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** What OpenID's conformance suite asserts of credential issuer metadata, row by row. */
let world: IssuerWorld
let metadata: CredentialIssuerMetadata & JsonObject
beforeAll(async () => {
  world = await issuerWorld('JP/identity', { basePath: '/mihon/ken' })
  metadata = (await (await read()).json()) as typeof metadata
})
afterAll(() => world.close())
const read = (headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(credentialIssuerMetadataUrl(world.url), { headers })
const configurations = () => Object.values(metadata.credential_configurations_supported)

describe('oid4vci-1_0-issuer-metadata-test', () => {
  test('URL with the well-known name before the path: 200, application/json', async () => {
    expect(new URL(credentialIssuerMetadataUrl(world.url)).pathname).toBe('/.well-known/openid-credential-issuer/mihon/ken')
    const answer = await read()
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('vary')]).toEqual([200, 'application/json; charset=utf-8', 'Accept, Accept-Language'])
  })

  test('VCIValidateCredentialIssuerUri: credential_issuer byte for byte, without query, fragment and user', () => {
    expect(metadata.credential_issuer).toBe(world.url)
    const { search, hash, username } = new URL(metadata.credential_issuer)
    expect([search, hash, username]).toEqual(['', '', ''])
  })

  test('VCIEnsureHttpsUrlsMetadata: every endpoint lies below the issuer, so it is https where the issuer is', () => {
    const endpoints = Object.entries(metadata).filter(([name]) => name.endsWith('_endpoint'))
    expect(Object.fromEntries(endpoints)).toEqual({
      credential_endpoint: `${world.url}/credential`, nonce_endpoint: `${world.url}/nonce`,
      deferred_credential_endpoint: `${world.url}/deferred-credential`, notification_endpoint: `${world.url}/notification`,
    })
  })

  test('CheckForUnexpectedParameters: only members that OpenID4VCI 1.0 or ETSI TS 119 472-3 defines', () => {
    expect(Object.keys(metadata).toSorted()).toEqual([
      'batch_credential_issuance', 'credential_configurations_supported', 'credential_endpoint', 'credential_issuer', 'credential_request_encryption',
      'credential_response_encryption', 'deferred_credential_endpoint', 'display', 'issuer_info', 'nonce_endpoint', 'notification_endpoint',
    ])
    for (const configuration of configurations()) {
      expect(Object.keys(configuration).toSorted()).toEqual(['credential_metadata', 'credential_signing_alg_values_supported', 'cryptographic_binding_methods_supported', 'format', 'proof_types_supported', 'scope', 'vct'])
    }
  })

  test('per configuration: vct, format dc+sd-jwt, asymmetric JOSE names of algorithms', () => {
    for (const configuration of configurations()) {
      expect(configuration).toMatchObject({ format: 'dc+sd-jwt', vct: expect.any(String), credential_signing_alg_values_supported: ['ES256'] })
      for (const type of Object.values(configuration.proof_types_supported!)) expect(type.proof_signing_alg_values_supported).toEqual(['ES256'])
    }
  })

  test('VCIValidateProofTypesCoPresence: proof types and binding methods stand together', () => {
    for (const { proof_types_supported, cryptographic_binding_methods_supported } of configurations()) {
      expect([Object.keys(proof_types_supported!).length > 0, cryptographic_binding_methods_supported]).toEqual([true, ['jwk']])
    }
  })

  test('VCIValidateDisplayLocales, VCIWarnOnNonCanonicalDisplayLocales: canonical, unique, in three languages', () => {
    const displays = [metadata.display, ...configurations().flatMap(({ credential_metadata: shown }) => [shown!.display, ...shown!.claims!.map(({ display }) => display)])]
    for (const display of displays) {
      const locales = display!.map(({ locale }) => locale!)
      expect(locales).toEqual(['en', 'ja', 'fr'])
      expect(Intl.getCanonicalLocales(locales)).toEqual(locales)
    }
  })

  test('VCIEnsureScopePresentInCredentialConfigurationForHaip, VCIValidateCredentialConfigurationScopeSyntax: a scope of its own for each', () => {
    const scopes = configurations().map(({ scope }) => scope!)
    for (const scope of scopes) expect(scope).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/)
    expect(new Set(scopes).size).toBe(configurations().length)
  })

  test('VCIValidateBatchCredentialIssuanceMetadata: batches of at least two', () => {
    expect(metadata.batch_credential_issuance).toEqual({ batch_size: 10 })
  })

  test('VCIValidateEncryptionAlgorithms, …ZipValues: keys with unique kid, for encryption, public; DEF alone; nothing is required', () => {
    const { credential_request_encryption: request, credential_response_encryption: response } = metadata
    expect(request).toMatchObject({ enc_values_supported: ['A128GCM', 'A256GCM'], zip_values_supported: ['DEF'], encryption_required: false })
    expect(response).toEqual({ alg_values_supported: ['ECDH-ES'], enc_values_supported: ['A128GCM', 'A256GCM'], zip_values_supported: ['DEF'], encryption_required: false })
    const [key, ...others] = request!.jwks.keys
    expect(others).toEqual([])
    expect(key).toEqual({ kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String), kid: expect.any(String), use: 'enc', alg: 'ECDH-ES' })
    expect(() => parsePublicJwk(key)).not.toThrow()
  })

  test('key_attestations_required stands where attestations are required and nowhere else', () => {
    const { [`${world.context.config.credential.configurationId}_key_attested`]: attested, ...others } = metadata.credential_configurations_supported
    for (const type of ['jwt', 'attestation']) {
      expect(attested!.proof_types_supported![type]!.key_attestations_required).toEqual({ key_storage: ['iso_18045_high', 'iso_18045_moderate', 'iso_18045_enhanced-basic', 'iso_18045_basic'] })
    }
    expect(JSON.stringify(others)).not.toContain('key_attestations_required')
  })

  test('VCICheckForOldSdJwtFormatInCredentialConfigurations: no configuration of a draft', () => {
    expect(JSON.stringify(metadata)).not.toMatch(/vc\+sd-jwt/)
  })

  test('ETSI TS 119 472-3 V1.1.1: issuer_info with the registrar’s dataset, a reuse policy for each configuration', () => {
    const { organisation } = world.context.config
    const [entry] = metadata.issuer_info!
    expect(entry).toMatchObject({ format: 'registrar_dataset', data: { identifier: organisation.organizationIdentifier, srvDescription: [[{ lang: 'en', value: expect.any(String) }, { lang: 'ja' }, { lang: 'ja-Latn' }]], registryURI: expect.stringMatching(/^https:/) } })
    expect((entry!.data as { providesAttestations: unknown[] }).providesAttestations).toEqual([...new Set(configurations().map(({ vct }) => vct))].map((vct) => ({ format: 'dc+sd-jwt', meta: { vct_values: [vct] } })))
    for (const { credential_metadata } of configurations()) {
      const [option] = credential_metadata!.credential_reuse_policy!.options
      expect(option).toEqual({ details: ['once_only'], batch_size: 10, reissue_trigger_unused: 3, reissue_trigger_lifetime_left: 14 * 86_400 })
    }
  })
})

describe('Accept-Language', () => {
  test.each([['fr', ['fr']], ['fr-CH, fr;q=0.9, en;q=0.8', ['en', 'fr']], ['de', ['en', 'ja', 'fr']]])('%s', async (header, languages) => {
    const answer = await read({ 'accept-language': header })
    const { display } = (await answer.json()) as CredentialIssuerMetadata
    expect([answer.headers.get('content-language'), display!.map(({ locale }) => locale)]).toEqual([languages.join(', '), languages])
  })
})

describe('oid4vci-1_0-issuer-metadata-test-signed', () => {
  const signed = async (headers: Readonly<Record<string, string>> = {}) => {
    const answer = await read({ accept: 'application/jwt', ...headers })
    return { type: answer.headers.get('content-type'), text: await answer.text() }
  }

  test('application/jwt; type, algorithm, x5c without the anchor and not self-signed; sub is the issuer; iat', async () => {
    const { type, text } = await signed()
    const { header, payload } = parseCompactJws(text)
    expect(type).toBe('application/jwt')
    expect(header).toMatchObject({ typ: 'openidvci-issuer-metadata+jwt', alg: 'ES256' })
    expect(payload).toMatchObject({ sub: world.url, iat: world.clock.now(), exp: world.clock.now() + 86_400 })
    expect(parseX5c(header)[0].subject['CN']).toBe('LAB-Issuer access')
  })

  test('the same metadata as without a signature, and it verifies', async () => {
    const { text } = await signed()
    const verified = await verifySignedMetadata(text, { credentialIssuer: world.url, now: world.clock.now(), trusted: async () => {} })
    expect(verified.metadata).toEqual(metadata)
  })

  test('it, too, comes in the languages asked for', async () => {
    const { payload } = parseCompactJws((await signed({ 'accept-language': 'ja' })).text)
    expect(payload['display']).toEqual([expect.objectContaining({ locale: 'ja' })])
  })

  test.each([
    ['*/*', 'application/json; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['application/json, application/jwt;q=0.5', 'application/json; charset=utf-8'],
    ['application/jwt;q=0.9, application/json;q=0.1', 'application/jwt'],
    ['application/jwt, application/json', 'application/jwt'],
    ['text/html', 'application/json; charset=utf-8'],
    ['nonsense', 'application/json; charset=utf-8'],
  ])('Accept: %s is answered with %s', async (accept, expected) => {
    expect((await read({ accept })).headers.get('content-type')).toBe(expected)
  })
})
