import { preAuthorizedCodeGrant, type CredentialOffer } from '../../src/openid4vci/credential-offer.ts'

/** One credential on offer, and how its issuer describes it. */
export const configuration = {
  format: 'dc+sd-jwt',
  vct: 'urn:lab:test:1',
  cryptographic_binding_methods_supported: ['jwk'],
  proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
}
export const offerOf = (issuer: string, more: object = {}): CredentialOffer => ({
  credential_issuer: issuer,
  credential_configuration_ids: ['one'],
  grants: { [preAuthorizedCodeGrant]: { 'pre-authorized_code': 'code' } },
  ...more,
})
