import { z } from 'zod'
import { sha256Base64url } from '../base/bytes.ts'
import { CheckFailed } from '../base/checks.ts'
import { token, type Random } from '../base/random.ts'
import { after, seconds, type EpochSeconds, type Seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'
import { parseJsonDocument } from './error-response.ts'
import type { TokenParameters } from './token-endpoint.ts'

const requestUriPrefix = 'urn:ietf:params:oauth:request_uri:'

/** RFC 9126 §2.2, sent with 201. */
export interface PushedAuthorizationResponse {
  readonly request_uri: string
  readonly expires_in: number
}

/**
 * What was pushed, under the SHA-256 of its `request_uri`. It may be opened again until somebody has decided about it:
 * `decided` holds those that are spent.
 */
export interface PushedRequests<Request> {
  readonly requests: OneTimeStore<Request>
  readonly decided: OneTimeStore<never>
}

/** Keeps a request until it expires. @param lifetime short: the browser comes at once */
export async function keepPushedRequest<Request>(
  { requests }: PushedRequests<Request>,
  request: Request,
  { now, lifetime, random }: { readonly now: EpochSeconds; readonly lifetime: Seconds; readonly random: Random },
): Promise<PushedAuthorizationResponse> {
  const request_uri = token(random, '')
  await requests.put(keyOf(requestUriPrefix + request_uri), request, after(now, lifetime))
  return { request_uri: requestUriPrefix + request_uri, expires_in: lifetime }
}

/**
 * Opens what was pushed, without spending it: a page may be loaded again.
 *
 * @returns undefined for unknown, expired and decided alike; `key` is what {@link decidePushedRequest} takes
 */
export async function openPushedRequest<Request>(
  { requests, decided }: PushedRequests<Request>,
  requestUri: string,
): Promise<{ readonly key: string; readonly request: Request } | undefined> {
  const key = keyOf(requestUri)
  const request = await requests.peek(key)
  return request === undefined || (await decided.peek(key)) !== undefined ? undefined : { key, request }
}

/**
 * Spends a request: true for the first decision about it and for no other.
 *
 * @param until when nobody can have the request open any more
 */
export async function decidePushedRequest<Request>(
  { requests, decided }: PushedRequests<Request>,
  key: string,
  until: EpochSeconds,
): Promise<boolean> {
  const first = await decided.claim(key, until)
  await requests.take(key)
  return first
}

const keyOf = (requestUri: string): string => sha256Base64url(requestUri)

/**
 * The client's half: pushes its request.
 *
 * @param headers by which the client authenticates, and its DPoP proof if it sends one
 */
export const parRequest = ({ endpoint, parameters, headers }: {
  readonly endpoint: string
  readonly parameters: TokenParameters
  readonly headers: Readonly<Record<string, string>>
}): OutboundRequest => ({
  url: endpoint,
  method: 'POST',
  accept: 'application/json',
  contentType: 'application/x-www-form-urlencoded',
  headers,
  body: new URLSearchParams(parameters).toString(),
  maxBytes: 20_000,
  timeout: seconds(10),
})

const parResponseSchema = z.object({
  request_uri: z.string().min(1).max(2000),
  expires_in: z.number().int().positive(),
})

/** @throws RequestRefused or CheckFailed */
export function processParResponse(
  document: FetchedDocument,
): { readonly requestUri: string; readonly expiresIn: Seconds } {
  const parsed = parResponseSchema.safeParse(parseJsonDocument(document, 'pushed authorization response'))
  if (!parsed.success) {
    throw new CheckFailed(`not a pushed authorization response: ${z.prettifyError(parsed.error)}`, {}, parsed.error)
  }
  return { requestUri: parsed.data.request_uri, expiresIn: seconds(parsed.data.expires_in) }
}
