import { describe, expect, test } from 'vitest'
import { notPassed, runChecks } from '../../src/base/checks.ts'
import { offerChecks, type OfferSubject } from '../../wallet/receive-offer.ts'
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
    development: false,
  }
  const configured = (changes: object): OfferSubject => ({
    ...subject,
    metadata: { ...subject.metadata, credential_configurations_supported: { one: { ...configuration, ...changes } } },
  })
  const { nonce_endpoint: _, ...withoutNonce } = subject.metadata
  const faults: readonly (readonly [string, OfferSubject])[] = [
    ['offer_grant', { ...subject, offer: { ...subject.offer, grants: {} } }],
    [
      'offer_grant',
      {
        ...subject,
        authorizationServer: { ...subject.authorizationServer, grant_types_supported: ['authorization_code'] },
      },
    ],
    [
      'anonymous_client',
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
  ]
  const failed = async (one: OfferSubject) => {
    const report = await runChecks(one, offerChecks, (error) => {
      throw error
    })
    return report.checks.filter(({ outcome }) => outcome.status === 'failed').map(({ id }) => id)
  }
  test('the sound one passes all', async () =>
    expect(notPassed(await runChecks(subject, offerChecks, () => {}))).toEqual([]))
  test.each(faults)('%s', async (id, one) => expect(await failed(one)).toEqual([id]))
  test('every check has a row', () => {
    expect([...new Set(faults.map(([id]) => id))].sort()).toEqual(offerChecks.map(({ id }) => id).sort())
  })
})
