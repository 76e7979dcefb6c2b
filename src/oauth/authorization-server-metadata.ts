import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { seconds } from '../base/time.ts'
import { parseJsonDocument } from './error-response.ts'

/** The members used here, of RFC 8414 §2, RFC 9449 §5.1 and OpenID4VCI 1.0 "OAuth 2.0 Authorization Server Metadata". */
export interface AuthorizationServerMetadata {
  readonly issuer: string
  readonly token_endpoint: string
  readonly token_endpoint_auth_methods_supported?: readonly string[]
  readonly grant_types_supported?: readonly string[]
  readonly response_types_supported?: readonly string[]
  readonly dpop_signing_alg_values_supported?: readonly string[]
  readonly 'pre-authorized_grant_anonymous_access_supported'?: boolean
}

const names = z.array(z.string().min(1))

const authorizationServerMetadataSchema = z.object({
  issuer: z.url(),
  token_endpoint: z.url(),
  token_endpoint_auth_methods_supported: names.optional(),
  grant_types_supported: names.optional(),
  response_types_supported: names.optional(),
  dpop_signing_alg_values_supported: names.optional(),
  'pre-authorized_grant_anonymous_access_supported': z.boolean().optional(),
})

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
