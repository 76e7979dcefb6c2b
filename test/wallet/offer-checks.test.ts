import { describe, expect, test } from 'vitest'
import { notPassed, runChecks } from '../../src/base/checks.ts'
import { offerChecks, type OfferSubject } from '../../wallet/offer-checks.ts'
import { configuration, offerOf } from './offer-peer.ts'

describe('each check has an offer that fails it and no other', () => {
  const subject: OfferSubject = {
    offer: offerOf('https://issuer.example'),
    metadata: {
      credential_issuer: 'https://issuer.example',
      credential_endpoint: 'https://issuer.example/c',
      nonce_endpoint: 'https://issuer.example/n',
      credential_configurations_supported: { one: configuration },
    },
    authorizationServer: {
      issuer: 'https://issuer.example',
      token_endpoint: 'https://issuer.example/t',
      'pre-authorized_grant_anonymous_access_supported': true,
    },
    attested: false,
    development: false,
  }
  const configured = (changes: object): OfferSubject => ({
    ...subject,
    metadata: { ...subject.metadata, credential_configurations_supported: { one: { ...configuration, ...changes } } },
  })
  const { nonce_endpoint: _, ...withoutNonce } = subject.metadata
  const logIn = {
    grant_types_supported: ['authorization_code'],
    token_endpoint_auth_methods_supported: ['none'],
    authorization_endpoint: 'https://issuer.example/a',
    pushed_authorization_request_endpoint: 'https://issuer.example/par',
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
  const withLogIn = (changes: object): OfferSubject => {
    const server = { ...subject.authorizationServer, ...logIn, ...changes }
    const authorizationServer = JSON.parse(JSON.stringify(server)) as OfferSubject['authorizationServer']
    return { ...subject, offer: { ...subject.offer, grants: { authorization_code: {} } }, authorizationServer }
  }
  const encrypted = (requested: object | undefined, answered: object | undefined): OfferSubject => ({
    ...subject,
    metadata: JSON.parse(
      JSON.stringify({
        ...subject.metadata,
        credential_request_encryption: requested,
        credential_response_encryption: answered,
      }),
    ) as OfferSubject['metadata'],
  })
  const answers = { alg_values_supported: ['ECDH-ES'], enc_values_supported: ['A256GCM'], encryption_required: true }
  const unknownKeys = {
    jwks: { keys: [{ kty: 'AKP', alg: 'ML-KEM-768', kid: 'a' }, { kty: 'EC', crv: 'P-256', alg: 'ECDH-ES', kid: 'b' }] },
    enc_values_supported: ['A256GCM'],
  }
  const faults: readonly (readonly [string, OfferSubject])[] = [
    [
      'offer_grant',
      {
        ...subject,
        authorizationServer: { ...subject.authorizationServer, grant_types_supported: ['authorization_code'] },
      },
    ],
    ...Object.entries({
      pushed_authorization_request_endpoint: undefined,
      authorization_endpoint: undefined,
      code_challenge_methods_supported: ['plain'],
      authorization_response_iss_parameter_supported: false,
    }).map(
      ([member, value]) =>
        ['authorization_endpoints', withLogIn({ [member]: value })] as const,
    ),
    ['client_authentication', withLogIn({ token_endpoint_auth_methods_supported: ['attest_jwt_client_auth'] })],
    [
      'client_authentication',
      {
        ...subject,
        authorizationServer: {
          ...subject.authorizationServer,
          'pre-authorized_grant_anonymous_access_supported': false,
        },
      },
    ],
    [
      'issuer_endpoints',
      { ...subject, metadata: { ...subject.metadata, credential_endpoint: 'http://issuer.example/c' } },
    ],
    ['offered_configurations', { ...subject, offer: { ...subject.offer, credential_configuration_ids: ['two'] } }],
    ['credential_formats', configured({ format: 'mso_mdoc', doctype: 'x' })],
    ['credential_formats', configured({ credential_signing_alg_values_supported: ['ES384'] })],
    [
      'key_proof_type',
      configured({ proof_types_supported: { attestation: { proof_signing_alg_values_supported: ['ES256'] } } }),
    ],
    [
      'key_proof_type',
      configured({ proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['EdDSA'] } } }),
    ],
    [
      'key_proof_type',
      configured({
        proof_types_supported: {
          jwt: { proof_signing_alg_values_supported: ['ES256'], key_attestations_required: {} },
        },
      }),
    ],
    ['issuer_nonce', { ...subject, metadata: withoutNonce }],
    ['credential_encryption', encrypted({ ...unknownKeys, encryption_required: true }, undefined)],
    ['credential_encryption', encrypted({ ...unknownKeys, encryption_required: false }, answers)],
    ['credential_encryption', encrypted(undefined, answers)],
  ]
  const failed = async (one: OfferSubject) => {
    const report = await runChecks(one, offerChecks, (error) => {
      throw error
    })
    return report.checks.filter(({ outcome }) => outcome.status === 'failed').map(({ id }) => id)
  }
  test('the sound one passes all', async () =>
    expect(notPassed(await runChecks(subject, offerChecks, () => {}))).toEqual([]))
  test('so do one that leads to a log-in, one without grants, and one that needs attestations where there are some', async () => {
    const required = { jwt: { proof_signing_alg_values_supported: ['ES256'], key_attestations_required: {} } }
    const { grants: _, ...offer } = subject.offer
    for (const one of [
      withLogIn({}),
      { ...withLogIn({}), offer },
      { ...withLogIn({ token_endpoint_auth_methods_supported: ['attest_jwt_client_auth'] }), attested: true },
      { ...configured({ proof_types_supported: required }), attested: true },
      { ...configured({ proof_types_supported: { attestation: required.jwt } }), attested: true },
      encrypted({ ...unknownKeys, encryption_required: false }, { ...answers, encryption_required: false }),
    ])
      expect(notPassed(await runChecks(one, offerChecks, () => {}))).toEqual([])
  })
  test.each(faults)('%s', async (id, one) => expect(await failed(one)).toEqual([id]))
  test('every check has a row', () => {
    expect([...new Set(faults.map(([id]) => id))].sort()).toEqual(offerChecks.map(({ id }) => id).sort())
  })
})
