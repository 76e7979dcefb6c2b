import { z } from 'zod'
import { CheckFailed, confirm } from '../base/checks.ts'
import type { JsonObject } from '../base/json.ts'
import { seconds, type EpochSeconds, type Seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import type { EncryptionJwk } from '../jose/jwe.ts'
import { signCompactJws } from '../jose/jws.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import { parseChain } from '../x509/x5c.ts'
import { x509HashClientId } from './client-identifier.ts'
import { makeClientMetadata } from './client-metadata.ts'
import { makeDcqlQuery, type DcqlQuery } from './dcql-query.ts'
import { makeVerifierInfo } from './verifier-info.ts'

/** OpenID4VP 1.0 "aud of a Request Object": a Wallet whose metadata are static. */
export const selfIssuedAudience = 'https://self-issued.me/v2'
export const requestObjectType = 'oauth-authz-req+jwt'

/** What is fixed when a presentation is asked for; each fetch of the `request_uri` signs it anew. */
export interface PresentationRequest {
  readonly nonce: string
  readonly state: string
  readonly response_uri: string
  readonly dcql_query: DcqlQuery
  readonly encryptionJwk: EncryptionJwk
  /** The registration certificate, a compact JWT. */
  readonly registrationCertificate: string
}

/**
 * Signs the Request Object — OpenID4VP 1.0 "Authorization Request", RFC 9101, with what HAIP 1.0 and ETSI TS 119 472-2 V1.1.1 add:
 * `x509_hash` of the access certificate, `x5c` without the anchor, protected `iat`, `direct_post.jwt`.
 *
 * @param key          the access certificate's key
 * @param wallet_nonce as the Wallet posted it, where it did
 */
export function signRequestObject(
  key: CertifiedKey,
  request: PresentationRequest,
  { now, wallet_nonce }: { now: EpochSeconds; wallet_nonce?: string },
): Promise<string> {
  const header = { typ: requestObjectType, iat: now, x5c: [...key.x5c] }
  return signCompactJws(key, header, {
    ...makeRequestObject(key, request),
    ...(wallet_nonce !== undefined && { wallet_nonce }),
  })
}

/** The Client Identifier of the Verifier that holds this access certificate. @throws CheckFailed */
export const clientIdOf = (key: CertifiedKey): string => x509HashClientId(parseChain(key.x5c)[0])

function makeRequestObject(key: CertifiedKey, request: PresentationRequest): JsonObject {
  return {
    aud: selfIssuedAudience,
    response_type: 'vp_token',
    response_mode: 'direct_post.jwt',
    client_id: clientIdOf(key),
    response_uri: request.response_uri,
    nonce: request.nonce,
    state: request.state,
    dcql_query: makeDcqlQuery(request.dcql_query),
    client_metadata: makeClientMetadata(request.encryptionJwk),
    verifier_info: makeVerifierInfo(request.registrationCertificate),
  }
}

/** What stands in the link or QR code. */
export interface AuthorizationRequest {
  readonly client_id: string
  readonly request_uri: string
  readonly request_uri_method: 'get' | 'post'
}

/**
 * OpenID4VP 1.0 "Passing Authorization Request Across Devices": the request by reference.
 *
 * @param endpoint a wallet's page, or a scheme: `openid4vp://`, `haip-vp://`
 */
export function makeAuthorizationRequestUrl(endpoint: string, request: AuthorizationRequest): string {
  const separator = endpoint.includes('?') ? '&' : '?'
  return `${endpoint}${separator}${new URLSearchParams({ ...request }).toString()}`
}

/**
 * Reads the query of an Authorization Request. Only signed requests by reference are taken (HAIP 1.0); other parameters are
 * ignored, for the Request Object alone counts (RFC 9101 §6.3).
 *
 * @param url a whole URL of any scheme
 * @throws CheckFailed if it is not such a request
 */
export function parseAuthorizationRequest(url: string): AuthorizationRequest {
  const start = url.indexOf('?')
  confirm(start >= 0 && url.length <= 8192, 'not an Authorization Request: it has no parameters, or too many')
  const parameters = new URLSearchParams(url.slice(start + 1).split('#')[0])
  for (const name of ['client_id', 'request_uri', 'request_uri_method']) {
    confirm(parameters.getAll(name).length <= 1, `${name} stands twice in the Authorization Request`)
  }
  const parsed = authorizationRequestSchema.safeParse(Object.fromEntries(parameters))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new CheckFailed(`the Authorization Request: ${issue?.path.join('.')} ${issue?.message}`, {}, parsed.error)
}

const authorizationRequestSchema = z.object({
  client_id: z.string('is missing').min(1, 'is empty'),
  request_uri: z
    .string('is missing; signed requests by reference are the ones accepted')
    .refine((uri) => URL.canParse(uri) && !uri.includes('#'), 'is not a URL without fragment'),
  request_uri_method: z.enum(['get', 'post'], 'is neither get nor post').default('get'),
})

/** How a Wallet asks for the Request Object — RFC 9101 §5.2.3. No redirect is followed. */
export const requestObjectRequest = ({ request_uri }: AuthorizationRequest): OutboundRequest => ({
  url: request_uri,
  accept: `application/${requestObjectType}`,
  maxBytes: maxRequestObjectBytes,
  timeout: requestObjectTimeout,
})

const maxRequestObjectBytes = 131_072
const requestObjectTimeout: Seconds = seconds(10)

/**
 * @returns the Request Object, unverified
 * @throws CheckFailed if the Verifier did not answer with one
 */
export function processRequestObjectResponse({ status, contentType, text }: FetchedDocument): string {
  confirm(status === 200, `the Verifier answered the request_uri with status ${status}`)
  const known = contentType === `application/${requestObjectType}`
  confirm(known, `the Verifier answered the request_uri with ${contentType === '' ? 'no content type' : contentType}`)
  return text.trim()
}
