import { z } from 'zod'
import { CheckFailed, confirm } from '../base/checks.ts'
import type { JsonObject } from '../base/json.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import {
  contentEncryptionAlgorithms, decryptJweText, encryptJwe, protectedHeader, type Compression, type ContentEncryption,
  type DecryptionKey, type EncryptionJwk,
} from '../jose/jwe.ts'
import { parsePublicJwk, type P256PublicJwk } from '../jose/jwk.ts'
import type { CredentialRequestEncryption, CredentialResponseEncryption } from './credential-issuer-metadata.ts'
import { refuseCredential } from './credential-response.ts'

/** OpenID4VCI 1.0 "Encrypted Credential Requests and Responses": the media type of both when they are encrypted. */
export const encryptedMediaType = 'application/jwt'

/** `credential_response_encryption` of a request: how the wallet wants its answer. */
export interface ResponseEncryption {
  readonly jwk: P256PublicJwk
  readonly enc: ContentEncryption
  readonly zip: Compression
}

const responseEncryptionSchema = z.object({
  jwk: z.record(z.string(), z.json()),
  enc: z.string(),
  zip: z.string().optional(),
})

/**
 * Reads `credential_response_encryption` of a Credential Request or a Deferred Credential Request.
 *
 * @param requestEncrypted whether the request itself was; otherwise nobody can know that the key was not exchanged on
 *   the way, and "Credential Request" forbids it
 * @returns undefined if the wallet wants a plain answer
 * @throws ProtocolError<CredentialErrorCode> `invalid_encryption_parameters`
 */
export function parseResponseEncryption(value: unknown, requestEncrypted: boolean): ResponseEncryption | undefined {
  if (value === undefined) return undefined
  const parsed = responseEncryptionSchema.safeParse(value)
  if (!parsed.success) throw refuseParameters('must have jwk, enc and, if compressed, zip', parsed.error)
  const { jwk, enc, zip } = parsed.data
  if (jwk['alg'] !== 'ECDH-ES') throw refuseParameters('needs a jwk with alg ECDH-ES')
  if (jwk['use'] !== undefined && jwk['use'] !== 'enc') throw refuseParameters('has a jwk that is not for encryption')
  if (!isContentEncryption(enc)) throw refuseParameters(`needs as enc one of ${contentEncryptionAlgorithms.join(', ')}`)
  if (zip !== undefined && zip !== 'DEF') throw refuseParameters('has an unknown zip; DEF is the one supported')
  const recipient = recipientKey(jwk)
  if (!requestEncrypted) throw refuseParameters('is for encrypted requests alone: encrypt the request, too')
  return { jwk: recipient, enc, zip: zip ?? 'none' }
}

function recipientKey(jwk: JsonObject): P256PublicJwk {
  try {
    return parsePublicJwk(jwk)
  } catch (error) {
    throw refuseParameters('has a jwk that is no public key on P-256', error)
  }
}

const isContentEncryption = (enc: string): enc is ContentEncryption =>
  (contentEncryptionAlgorithms as readonly string[]).includes(enc)

const refuseParameters = (fault: string, cause?: unknown) =>
  refuseCredential('invalid_encryption_parameters', `credential_response_encryption ${fault}`, cause)

/**
 * Decrypts a request to its text, which nobody has looked at yet.
 *
 * @param maxBytes what it may inflate to
 * @throws ProtocolError<CredentialErrorCode> `invalid_credential_request` if it is no JWE; otherwise
 *   `invalid_encryption_parameters`, whichever part of the encryption does not fit
 */
export async function decryptCredentialRequest(jwe: string, key: DecryptionKey, maxBytes: number): Promise<string> {
  try {
    protectedHeader(jwe)
  } catch (error) {
    throw refuseCredential('invalid_credential_request', 'The body is not a JWE in Compact Serialization', error)
  }
  try {
    return await decryptJweText(jwe, key, { maxBytes })
  } catch (error) {
    throw refuseCredential(
      'invalid_encryption_parameters',
      'The request does not decrypt: use ECDH-ES, and a key with its kid, enc and zip of credential_request_encryption',
      error,
    )
  }
}

/** Encrypts a response as the wallet asked: `alg` and `kid` are those of its key. */
export const encryptCredentialResponse = (response: object, { jwk, enc, zip }: ResponseEncryption): Promise<string> =>
  encryptJwe(response as JsonObject, jwk, enc, zip)

/**
 * The wallet's half: encrypts the body of a request to one of the issuer's keys.
 *
 * @throws CheckFailed if the issuer publishes no key or algorithm that is supported here
 */
export async function encryptRequest(
  request: OutboundRequest,
  { jwks, enc_values_supported, zip_values_supported }: CredentialRequestEncryption,
): Promise<OutboundRequest> {
  const enc = enc_values_supported.find(isContentEncryption)
  const zip = zip_values_supported?.includes('DEF') === true ? 'DEF' : 'none'
  confirm(enc !== undefined, 'the issuer takes no content encryption that is supported here')
  const key = jwks.keys.map(issuerKey).find((found) => found !== undefined)
  confirm(key !== undefined, 'the issuer publishes no ECDH-ES key on P-256 with a kid')
  const body = await encryptJwe(JSON.parse(request.body ?? '') as JsonObject, key, enc, zip)
  return { ...request, contentType: encryptedMediaType, accept: `${encryptedMediaType}, application/json`, body }
}

function issuerKey(jwk: JsonObject): P256PublicJwk | undefined {
  const usable = jwk['alg'] === 'ECDH-ES' && typeof jwk['kid'] === 'string' && (jwk['use'] ?? 'enc') === 'enc'
  try {
    return usable ? parsePublicJwk(jwk) : undefined
  } catch (error) {
    if (error instanceof CheckFailed) return undefined
    throw error
  }
}

/**
 * The member that asks for an encrypted answer; undefined if the issuer does not offer what is supported here.
 *
 * @param jwk a key made for this request
 */
export function makeResponseEncryption(
  supported: CredentialResponseEncryption | undefined,
  jwk: EncryptionJwk,
): JsonObject | undefined {
  const enc = supported?.enc_values_supported.find(isContentEncryption)
  if (!supported || enc === undefined || !supported.alg_values_supported.includes('ECDH-ES')) return undefined
  return { jwk: { ...jwk }, enc, ...(supported.zip_values_supported?.includes('DEF') === true && { zip: 'DEF' }) }
}

/**
 * The plain document in an encrypted answer. Errors are never encrypted and pass through.
 *
 * @param key whose public half the request named
 * @param maxBytes what the answer may inflate to
 * @throws CheckFailed if a successful answer is not encrypted although that was asked for, or does not decrypt
 */
export async function decryptResponse(
  document: FetchedDocument,
  key: DecryptionKey,
  maxBytes: number,
): Promise<FetchedDocument> {
  if (document.status < 200 || document.status > 299) {
    confirm(document.contentType !== encryptedMediaType, 'the issuer encrypted an error, which is forbidden')
    return document
  }
  confirm(document.contentType === encryptedMediaType, 'the issuer did not encrypt its answer although it was asked to')
  const text = await decryptJweText(document.text.trim(), key, { maxBytes })
  return { ...document, contentType: 'application/json', text }
}
