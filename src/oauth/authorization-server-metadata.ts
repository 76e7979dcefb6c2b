import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { seconds } from '../base/time.ts'
import { parseJsonDocument } from './error-response.ts'

/**
 * The members used here, of RFC 8414 §2, RFC 9126 §5, RFC 9207 §3, RFC 9396 §10, RFC 9449 §5.1, Attestation-Based
 * Client Authentication -07 "Authorization Server Metadata" and OpenID4VCI 1.0 "OAuth 2.0 Authorization Server
 * Metadata".
 */
export interface AuthorizationServerMetadata {
  readonly issuer: string
  readonly token_endpoint: string
  readonly authorization_endpoint?: string
  readonly pushed_authorization_request_endpoint?: string
  readonly require_pushed_authorization_requests?: boolean
  readonly challenge_endpoint?: string
  readonly response_types_supported?: readonly string[]
  readonly response_modes_supported?: readonly string[]
  readonly grant_types_supported?: readonly string[]
  readonly scopes_supported?: readonly string[]
  readonly authorization_details_types_supported?: readonly string[]
  readonly code_challenge_methods_supported?: readonly string[]
  readonly token_endpoint_auth_methods_supported?: readonly string[]
  readonly token_endpoint_auth_signing_alg_values_supported?: readonly string[]
  readonly client_attestation_signing_alg_values_supported?: readonly string[]
  readonly client_attestation_pop_signing_alg_values_supported?: readonly string[]
  readonly dpop_signing_alg_values_supported?: readonly string[]
  readonly authorization_response_iss_parameter_supported?: boolean
  readonly 'pre-authorized_grant_anonymous_access_supported'?: boolean
}

const names = z.array(z.string().min(1))

const authorizationServerMetadataSchema = z.object({
  issuer: z.url(),
  token_endpoint: z.url(),
  authorization_endpoint: z.url().optional(),
  pushed_authorization_request_endpoint: z.url().optional(),
  require_pushed_authorization_requests: z.boolean().optional(),
  challenge_endpoint: z.url().optional(),
  response_types_supported: names.optional(),
  response_modes_supported: names.optional(),
  grant_types_supported: names.optional(),
  scopes_supported: names.optional(),
  authorization_details_types_supported: names.optional(),
  code_challenge_methods_supported: names.optional(),
  token_endpoint_auth_methods_supported: names.optional(),
  token_endpoint_auth_signing_alg_values_supported: names.optional(),
  client_attestation_signing_alg_values_supported: names.optional(),
  client_attestation_pop_signing_alg_values_supported: names.optional(),
  dpop_signing_alg_values_supported: names.optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
  'pre-authorized_grant_anonymous_access_supported': z.boolean().optional(),
})

/**
 * What an authorization server of HAIP 1.0 says of itself: pushed requests only, PKCE, DPoP, `iss` in every answer.
 *
 * @param endpoints addresses below the issuer identifier
 * @param anonymousPreAuthorized whether a pre-authorized code may be redeemed without saying who does it
 */
export const makeAuthorizationServerMetadata = (
  {
    issuer, endpoints, grantTypes, scopes, authorizationDetailsTypes, clientAuthenticationMethods,
    anonymousPreAuthorized,
  }: {
    readonly issuer: string
    readonly endpoints: {
      readonly token: string
      readonly authorization: string
      readonly par: string
      readonly challenge: string
    }
    readonly grantTypes: readonly string[]
    readonly scopes: readonly string[]
    readonly authorizationDetailsTypes: readonly string[]
    readonly clientAuthenticationMethods: readonly string[]
    readonly anonymousPreAuthorized: boolean
  },
) => ({
  issuer,
  authorization_endpoint: endpoints.authorization,
  pushed_authorization_request_endpoint: endpoints.par,
  require_pushed_authorization_requests: true,
  token_endpoint: endpoints.token,
  challenge_endpoint: endpoints.challenge,
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: grantTypes,
  scopes_supported: scopes,
  authorization_details_types_supported: authorizationDetailsTypes,
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: clientAuthenticationMethods,
  token_endpoint_auth_signing_alg_values_supported: ['ES256'],
  client_attestation_signing_alg_values_supported: ['ES256'],
  client_attestation_pop_signing_alg_values_supported: ['ES256'],
  dpop_signing_alg_values_supported: ['ES256'],
  authorization_response_iss_parameter_supported: true,
  'pre-authorized_grant_anonymous_access_supported': anonymousPreAuthorized,
}) satisfies AuthorizationServerMetadata

/**
 * Where the metadata of an authorization server lies — RFC 8414 §3.1: the well-known name goes between host and path,
 * and a slash at the end of the path is left out.
 */
export function authorizationServerMetadataUrl(issuer: string): string {
  const { origin, pathname } = new URL(issuer)
  return `${origin}/.well-known/oauth-authorization-server${pathname.replace(/\/$/, '')}`
}

export const authorizationServerMetadataRequest = (issuer: string): OutboundRequest => ({
  url: authorizationServerMetadataUrl(issuer),
  accept: 'application/json',
  maxBytes: 200_000,
  timeout: seconds(10),
})

/**
 * @param issuer the identifier that the address was made from; `issuer` inside must equal it — RFC 8414 §3.3
 * @throws CheckFailed if the answer is no metadata, or that of another issuer
 */
export function processAuthorizationServerMetadataResponse(
  document: FetchedDocument,
  issuer: string,
): AuthorizationServerMetadata {
  return parseAuthorizationServerMetadata(parseJsonDocument(document, 'authorization server metadata'), issuer)
}

/** @throws CheckFailed with every fault and its path */
export function parseAuthorizationServerMetadata(value: unknown, issuer: string): AuthorizationServerMetadata {
  const parsed = authorizationServerMetadataSchema.safeParse(value)
  if (!parsed.success) {
    throw new CheckFailed(`not authorization server metadata: ${z.prettifyError(parsed.error)}`, {}, parsed.error)
  }
  if (parsed.data.issuer !== issuer) {
    throw new CheckFailed(
      'the authorization server metadata is of another issuer', { expected: issuer, found: parsed.data.issuer },
    )
  }
  return parsed.data as AuthorizationServerMetadata
}
