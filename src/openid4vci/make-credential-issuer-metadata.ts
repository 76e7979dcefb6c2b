import type { ClaimsPath } from '../base/claims-path.ts'
import type { JsonObject } from '../base/json.ts'
import { languages, type Language, type Localized } from '../base/localized.ts'
import { contentEncryptionAlgorithms, type EncryptionJwk } from '../jose/jwe.ts'
import type {
  CredentialConfiguration, CredentialIssuerMetadata, CredentialReusePolicy, ProofType,
} from './credential-issuer-metadata.ts'
import type { KeyAttestationsRequired } from './key-attestation.ts'

/** One display entry per language — the locale is unique in its array. */
export const makeDisplay = (names: Localized): readonly { readonly name: string; readonly locale: Language }[] =>
  languages.map((locale) => ({ name: names[locale], locale }))

/**
 * One configuration of format "IETF SD-JWT VC" as HAIP 1.0 asks for it: ES256, bound to a `jwk`, with a `scope`.
 *
 * @param keyAttestationsRequired what a key must come with; then also a key attestation alone is a proof. undefined: a
 *   key proof is enough, and the member is left out, as the specification asks
 */
export const makeSdJwtVcConfiguration = (
  { scope, vct, names, descriptions, colours, claims, keyAttestationsRequired, reusePolicy }: {
    readonly scope: string
    readonly vct: string
    readonly names: Localized
    readonly descriptions: Localized
    readonly colours: { readonly background: string; readonly text: string }
    readonly claims: readonly { readonly path: ClaimsPath; readonly mandatory: boolean; readonly names: Localized }[]
    readonly keyAttestationsRequired: KeyAttestationsRequired | undefined
    readonly reusePolicy: CredentialReusePolicy | undefined
  },
): CredentialConfiguration => ({
  format: 'dc+sd-jwt',
  scope,
  vct,
  cryptographic_binding_methods_supported: ['jwk'],
  credential_signing_alg_values_supported: ['ES256'],
  proof_types_supported: makeProofTypes(keyAttestationsRequired),
  credential_metadata: {
    display: makeDisplay(names).map(({ name, locale }) => ({
      name,
      locale,
      description: descriptions[locale],
      background_color: colours.background,
      text_color: colours.text,
    })),
    claims: claims.map(({ path, mandatory, names }) => ({ path, mandatory, display: makeDisplay(names) })),
    ...(reusePolicy && { credential_reuse_policy: reusePolicy }),
  },
})

function makeProofTypes(required: KeyAttestationsRequired | undefined): { readonly [type: string]: ProofType } {
  const es256 = { proof_signing_alg_values_supported: ['ES256'] }
  if (!required) return { jwt: es256 }
  const attested = { ...es256, key_attestations_required: required }
  return { jwt: attested, attestation: attested }
}

/** The metadata of an issuer that has every endpoint. */
export type PublishedMetadata = CredentialIssuerMetadata &
  Required<Pick<CredentialIssuerMetadata, 'nonce_endpoint' | 'deferred_credential_endpoint' | 'notification_endpoint'>>

/**
 * The endpoints' addresses follow from the identifier.
 *
 * @param requestEncryption the key to which requests may be encrypted; then responses may be asked for encrypted, too
 * @param issuerInfo ETSI TS 119 472-3 V1.1.1, `issuer_info`: what the registrar knows of the issuer
 */
export const makeCredentialIssuerMetadata = (
  { credentialIssuer, names, configurations, batchSize, requestEncryption, issuerInfo }: {
    readonly credentialIssuer: string
    readonly names: Localized
    readonly configurations: { readonly [id: string]: CredentialConfiguration }
    readonly batchSize: number
    readonly requestEncryption: EncryptionJwk
    readonly issuerInfo: readonly { readonly format: string; readonly data: JsonObject | string }[]
  },
): PublishedMetadata => ({
  credential_issuer: credentialIssuer,
  credential_endpoint: `${credentialIssuer}/credential`,
  nonce_endpoint: `${credentialIssuer}/nonce`,
  deferred_credential_endpoint: `${credentialIssuer}/deferred-credential`,
  notification_endpoint: `${credentialIssuer}/notification`,
  credential_request_encryption: {
    jwks: { keys: [{ ...requestEncryption }] },
    enc_values_supported: contentEncryptionAlgorithms,
    zip_values_supported: ['DEF'],
    encryption_required: false,
  },
  credential_response_encryption: {
    alg_values_supported: ['ECDH-ES'],
    enc_values_supported: contentEncryptionAlgorithms,
    zip_values_supported: ['DEF'],
    encryption_required: false,
  },
  batch_credential_issuance: { batch_size: batchSize },
  display: makeDisplay(names),
  issuer_info: issuerInfo,
  credential_configurations_supported: configurations,
})
