import { z } from 'zod'
import { confirm } from '../base/checks.ts'
import { parseJsonObject, type Json, type JsonObject } from '../base/json.ts'
import { seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { decryptJwe, encryptJwe, type DecryptionKey } from '../jose/jwe.ts'
import { refuse, type AuthorizationErrorCode } from './authorization-error.ts'
import type { ResponseEncryption } from './client-metadata.ts'

/** OpenID4VP 1.0 "Response Parameters": by Credential Query id, always lists. */
export type VpToken = { readonly [credentialQueryId: string]: readonly string[] }

/** What a Wallet needs of a request to answer it; {@link AcceptedRequest} has it. */
export interface ResponseTarget {
  readonly responseUri: string
  readonly state?: string
  readonly encryption: ResponseEncryption
}

/** OpenID4VP 1.0 "Response Mode direct_post.jwt": the VP Token, encrypted, in the one form parameter `response`. */
export const vpTokenRequest = (target: ResponseTarget, vpToken: VpToken): Promise<OutboundRequest> =>
  directPostJwtRequest(target, { vp_token: vpToken })

/**
 * OpenID4VP 1.0 "Error Response", encrypted as a presentation would be. Only for a request whose Verifier was authenticated:
 * nothing is sent to anybody else.
 */
export const errorResponseRequest = (
  target: ResponseTarget,
  error: AuthorizationErrorCode,
  error_description: string,
): Promise<OutboundRequest> => directPostJwtRequest(target, { error, error_description })

async function directPostJwtRequest(target: ResponseTarget, parameters: JsonObject): Promise<OutboundRequest> {
  const { responseUri, state, encryption } = target
  const payload = { ...parameters, ...(state !== undefined && { state }) }
  const response = await encryptJwe(payload, encryption.recipient, encryption.enc)
  return {
    url: responseUri,
    method: 'POST',
    accept: 'application/json',
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ response }).toString(),
    maxBytes: 65_536,
    timeout: seconds(30),
  }
}

/** What the Verifier said to a response. */
export type ResponseOutcome =
  | { readonly accepted: true; readonly redirect_uri?: string }
  | { readonly accepted: false; readonly error: string; readonly error_description?: string }

/**
 * OpenID4VP 1.0 "Response Mode direct_post", the Verifier's answer. The Wallet must follow `redirect_uri` as it is, fragment
 * included.
 *
 * @throws CheckFailed if the Verifier answered with something that is neither a success nor an error of the protocol
 */
export function processDirectPostResponse({ status, contentType, text }: FetchedDocument): ResponseOutcome {
  const json = contentType === 'application/json' ? objectOrNone(text) : undefined
  if (status === 200 && json) {
    const { redirect_uri } = json
    if (redirect_uri === undefined) return { accepted: true }
    confirm(
      typeof redirect_uri === 'string' && isWebAddress(redirect_uri),
      'the Verifier returned a redirect_uri that is no web address',
    )
    return { accepted: true, redirect_uri }
  }
  const refused = errorSchema.safeParse(json)
  confirm(
    status >= 400 && status < 500 && refused.success,
    `the Verifier answered with status ${status} and no error of the protocol`,
  )
  const { error, error_description } = refused.data
  return { accepted: false, error, ...(error_description !== undefined && { error_description }) }
}

/** RFC 6749 §4.1.2.1: what an error and its description may be made of. */
const errorText = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/, 'has characters outside printable ASCII')
const errorSchema = z.object({ error: errorText, error_description: errorText.optional() })

/** What stood in the form that a Wallet posted. */
export type PostedResponse =
  | { readonly kind: 'encrypted'; readonly response: string }
  | { readonly kind: 'error'; readonly error: WalletError; readonly state?: string }

export interface WalletError {
  readonly error: string
  readonly error_description?: string
}

/**
 * Reads what came to the `response_uri`: an encrypted response, or an error that the Wallet could not or would not encrypt.
 *
 * @param form the form parameters, each once
 * @throws ProtocolError `invalid_request`
 */
export function parsePostedResponse(form: unknown): PostedResponse {
  const parsed = postedSchema.safeParse(form)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw refuse(
      'invalid_request',
      `${issue?.path.join('.') || 'the form'}: ${issue?.message ?? 'invalid'}`,
      parsed.error,
    )
  }
  const { response, vp_token, state, error } = parsed.data
  if (response !== undefined && error === undefined && vp_token === undefined) return { kind: 'encrypted', response }
  if (vp_token !== undefined)
    throw refuse('invalid_request', 'send the VP Token encrypted in the parameter response (direct_post.jwt)')
  if (error === undefined) throw refuse('invalid_request', 'send the encrypted response in the form parameter response')
  if (response !== undefined) throw refuse('invalid_request', 'send either response or error, not both')
  return { kind: 'error', error: walletError(parsed.data), ...(state !== undefined && { state }) }
}

const postedSchema = z.object({
  response: z.string().min(1).optional(),
  vp_token: z.unknown().optional(),
  state: z.string().optional(),
  error: errorText.optional(),
  error_description: errorText.optional(),
})

/** What an encrypted response holds. */
export type OpenedResponse =
  | { readonly kind: 'presentation'; readonly vp_token: Json; readonly state: Json | undefined }
  | { readonly kind: 'error'; readonly error: WalletError; readonly state: Json | undefined }

/**
 * Opens a `direct_post.jwt` response — OpenID4VP 1.0 "Encrypted Responses".
 *
 * @param key the one made for this request
 * @throws CheckFailed if it does not open with it, or holds neither a VP Token nor an error
 */
export async function openResponse(response: string, key: DecryptionKey): Promise<OpenedResponse> {
  const payload = await decryptJwe(response, key)
  const { vp_token, state } = payload as { vp_token?: Json; state?: Json }
  if (vp_token !== undefined) return { kind: 'presentation', vp_token, state }
  const parsed = errorSchema.safeParse(payload)
  confirm(parsed.success, 'the decrypted response holds neither vp_token nor error')
  return { kind: 'error', error: walletError(parsed.data), state }
}

const walletError = (from: { error?: string | undefined; error_description?: string | undefined }): WalletError => ({
  error: from.error ?? 'invalid_request',
  ...(from.error_description !== undefined && { error_description: from.error_description }),
})

function objectOrNone(text: string): JsonObject | undefined {
  try {
    return parseJsonObject(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const isWebAddress = (uri: string): boolean => URL.canParse(uri) && ['https:', 'http:'].includes(new URL(uri).protocol)
