import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import type { ClaimsPath } from '../base/claims-path.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { parseJsonDocument } from '../oauth/error-response.ts'
import { issuerIdentifier } from './credential-offer.ts'
import type { KeyAttestationsRequired } from './key-attestation.ts'

/** OpenID4VCI 1.0 "Credential Issuer Metadata Parameters": the members that are used here; others are ignored. */
export interface CredentialIssuerMetadata {
  readonly credential_issuer: string
  /** Left out, the issuer is its own authorization server. */
  readonly authorization_servers?: readonly [string, ...string[]]
  readonly credential_endpoint: string
  readonly nonce_endpoint?: string
  readonly deferred_credential_endpoint?: string
  readonly notification_endpoint?: string
  readonly credential_request_encryption?: CredentialRequestEncryption
  readonly credential_response_encryption?: CredentialResponseEncryption
  readonly batch_credential_issuance?: { readonly batch_size: number }
  readonly display?: readonly Display[]
  /** ETSI TS 119 472-3 V1.1.1: what registrars say of the issuer. Unsigned metadata is no evidence of it. */
  readonly issuer_info?: readonly { readonly format: string; readonly data: Json }[]
  readonly credential_configurations_supported: { readonly [id: string]: CredentialConfiguration }
}

export interface CredentialConfiguration {
  readonly format: string
  readonly scope?: string
  readonly vct?: string
  readonly doctype?: string
  readonly cryptographic_binding_methods_supported?: readonly string[]
  readonly credential_signing_alg_values_supported?: readonly (string | number)[]
  readonly proof_types_supported?: { readonly [type: string]: ProofType }
  readonly credential_metadata?: {
    readonly display?: readonly Display[]
    readonly claims?: readonly ClaimDescription[]
    readonly credential_reuse_policy?: CredentialReusePolicy
  }
}

export interface ProofType {
  readonly proof_signing_alg_values_supported: readonly string[]
  /** Present, even if empty, when the key must come with a key attestation — "Key Attestations". */
  readonly key_attestations_required?: KeyAttestationsRequired
}

/** To which keys a Credential Request can be encrypted — "Encrypted Credential Requests and Responses". */
export interface CredentialRequestEncryption {
  readonly jwks: { readonly keys: readonly JsonObject[] }
  readonly enc_values_supported: readonly string[]
  readonly zip_values_supported?: readonly string[]
  readonly encryption_required: boolean
}

export interface CredentialResponseEncryption {
  readonly alg_values_supported: readonly string[]
  readonly enc_values_supported: readonly string[]
  readonly zip_values_supported?: readonly string[]
  readonly encryption_required: boolean
}

/** ETSI TS 119 472-3 V1.1.1, `credential_reuse_policy`: how copies are meant to be used, and when to ask for more. */
export interface CredentialReusePolicy {
  readonly id: string
  readonly options: readonly {
    readonly details: readonly string[]
    readonly batch_size?: number
    /** Fewer unused copies than this, and it is time to ask again. */
    readonly reissue_trigger_unused?: number
    /** Fewer seconds of validity than this, likewise. */
    readonly reissue_trigger_lifetime_left?: number
  }[]
}

export interface Display {
  readonly name: string
  readonly locale?: string
  readonly description?: string
  /** `#rrggbb`; anything else that a foreign issuer writes is for nobody to rely on. */
  readonly background_color?: string
  readonly text_color?: string
}

export interface ClaimDescription {
  readonly path: ClaimsPath
  readonly mandatory?: boolean
  readonly display?: readonly { readonly name?: string; readonly locale?: string }[]
}

/**
 * Where the metadata of an issuer lies — "Credential Issuer Metadata Retrieval": the well-known name goes between host
 * and path; the path stays as it is.
 */
export function credentialIssuerMetadataUrl(credentialIssuer: string): string {
  const { origin, pathname } = new URL(credentialIssuer)
  return `${origin}/.well-known/openid-credential-issuer${pathname === '/' ? '' : pathname}`
}

export const credentialIssuerMetadataRequest = (credentialIssuer: string): OutboundRequest => ({
  url: credentialIssuerMetadataUrl(credentialIssuer),
  accept: 'application/json',
  maxBytes: 500_000,
  timeout: seconds(10),
})

/** @throws RequestRefused or CheckFailed, also when it is the metadata of another issuer */
export const processCredentialIssuerMetadataResponse = (
  document: FetchedDocument,
  credentialIssuer: string,
): CredentialIssuerMetadata =>
  parseCredentialIssuerMetadata(parseJsonDocument(document, 'credential issuer metadata'), credentialIssuer)

const endpoint = z.url({ protocol: /^https?$/ }).max(2000)
const locale = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag of BCP 47')
const colour = z.string().max(40).optional()
const display = z
  .array(
    z.object({
      name: z.string(),
      locale: locale.optional(),
      description: z.string().optional(),
      background_color: colour,
      text_color: colour,
    }),
  )
  .min(1)

const pathElement = z.union([z.string(), z.number().int().nonnegative(), z.null()])

const claimDescription = z.object({
  path: z.tuple([pathElement], pathElement),
  mandatory: z.boolean().optional(),
  display: z.array(z.object({ name: z.string().optional(), locale: locale.optional() })).min(1).optional(),
})

const levels = z.array(z.string().min(1)).min(1)

const reusePolicy = z.object({
  id: z.string().min(1),
  options: z.array(
    z.object({
      details: z.array(z.string()).min(1),
      batch_size: z.int().min(1).optional(),
      reissue_trigger_unused: z.int().min(0).optional(),
      reissue_trigger_lifetime_left: z.int().min(0).optional(),
    }),
  ),
})

const credentialConfiguration = z
  .object({
    format: z.string().min(1),
    scope: z.string().min(1).optional(),
    vct: z.string().min(1).optional(),
    doctype: z.string().min(1).optional(),
    cryptographic_binding_methods_supported: z.array(z.string()).min(1).optional(),
    credential_signing_alg_values_supported: z.array(z.union([z.string(), z.number().int()])).min(1).optional(),
    proof_types_supported: z
      .record(
        z.string(),
        z.object({
          proof_signing_alg_values_supported: z.array(z.string()).min(1),
          key_attestations_required: z
            .object({ key_storage: levels.optional(), user_authentication: levels.optional() })
            .optional(),
        }),
      )
      .optional(),
    credential_metadata: z
      .object({
        display: display.optional(),
        claims: z.array(claimDescription).min(1).optional(),
        credential_reuse_policy: reusePolicy.optional().catch(undefined),
      })
      .optional(),
  })
  .refine(({ format, vct }) => format !== 'dc+sd-jwt' || vct !== undefined, 'a dc+sd-jwt configuration needs vct')
  .refine((it) => it.format !== 'mso_mdoc' || it.doctype !== undefined, 'an mso_mdoc configuration needs doctype')

const names = z.array(z.string().min(1)).min(1)

const requestEncryption = z.object({
  jwks: z.object({ keys: z.array(z.record(z.string(), z.json())).min(1) }),
  enc_values_supported: names,
  zip_values_supported: names.optional(),
  encryption_required: z.boolean(),
})

const responseEncryption = z.object({
  alg_values_supported: names,
  enc_values_supported: names,
  zip_values_supported: names.optional(),
  encryption_required: z.boolean(),
})

const credentialIssuerMetadataSchema = z.object({
  credential_issuer: issuerIdentifier,
  authorization_servers: z.tuple([issuerIdentifier], issuerIdentifier).optional(),
  credential_endpoint: endpoint,
  nonce_endpoint: endpoint.optional(),
  deferred_credential_endpoint: endpoint.optional(),
  notification_endpoint: endpoint.optional(),
  credential_request_encryption: requestEncryption.optional(),
  credential_response_encryption: responseEncryption.optional(),
  batch_credential_issuance: z.object({ batch_size: z.int().min(2) }).optional(),
  issuer_info: z.array(z.object({ format: z.string().min(1), data: z.json() })).optional().catch(undefined),
  display: display.optional(),
  credential_configurations_supported: z.record(z.string(), credentialConfiguration),
})

/**
 * @param credentialIssuer the identifier that the address was made from; `credential_issuer` inside must equal it
 * @throws CheckFailed with every fault and its path
 */
export function parseCredentialIssuerMetadata(value: unknown, credentialIssuer: string): CredentialIssuerMetadata {
  const parsed = credentialIssuerMetadataSchema.safeParse(value)
  if (!parsed.success) {
    throw new CheckFailed(`not credential issuer metadata: ${z.prettifyError(parsed.error)}`, {}, parsed.error)
  }
  const metadata = parsed.data as CredentialIssuerMetadata
  if (metadata.credential_issuer !== credentialIssuer) {
    throw new CheckFailed('the credential issuer metadata is of another issuer', {
      expected: credentialIssuer,
      found: metadata.credential_issuer,
    })
  }
  return metadata
}

/**
 * Which authorization server to ask — "Credential Issuer Metadata Parameters", `authorization_servers`.
 *
 * @param offered the server that the offer names, if it names one
 * @throws CheckFailed if the offer names a server that the issuer does not list
 */
export function authorizationServerOf(metadata: CredentialIssuerMetadata, offered: string | undefined): string {
  const listed = metadata.authorization_servers ?? [metadata.credential_issuer]
  if (offered === undefined) return listed[0]!
  if (!listed.includes(offered)) {
    throw new CheckFailed('the offer names an authorization server that the issuer does not list', { offered })
  }
  return offered
}
