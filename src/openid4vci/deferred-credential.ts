import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { ProtocolError } from '../base/errors.ts'
import type { JsonObject } from '../base/json.ts'
import { seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { parseResponseEncryption, type ResponseEncryption } from './credential-encryption.ts'
import {
  processCredentialResponse, refuseCredential, type CredentialErrorCode, type CredentialResponse,
  type DeferredCredentialResponse,
} from './credential-response.ts'

/** OpenID4VCI 1.0 "Deferred Credential Error Response": those of the credential endpoint and one more. */
export type DeferredCredentialErrorCode = CredentialErrorCode | 'invalid_transaction_id'

/** Unknown, delivered, expired and somebody else's are one answer, so that nobody learns which. */
export const unknownTransaction = (): ProtocolError<DeferredCredentialErrorCode> =>
  new ProtocolError('invalid_transaction_id', 'transaction_id is unknown, or its credential was collected')

/** OpenID4VCI 1.0 "Deferred Credential Request". */
export interface DeferredCredentialRequest {
  readonly transaction_id: string
  readonly responseEncryption: ResponseEncryption | undefined
}

const deferredCredentialRequestSchema = z.object({
  transaction_id: z.string().min(1).max(500),
  credential_response_encryption: z.unknown().optional(),
})

/**
 * Reads a Deferred Credential Request; unknown members are ignored.
 *
 * @throws ProtocolError<CredentialErrorCode> `invalid_credential_request`, `invalid_encryption_parameters`
 */
export function parseDeferredCredentialRequest(
  body: unknown,
  { encrypted }: { readonly encrypted: boolean },
): DeferredCredentialRequest {
  const parsed = deferredCredentialRequestSchema.safeParse(body)
  if (!parsed.success) {
    const description = 'Send transaction_id, as the credential endpoint gave it'
    throw refuseCredential('invalid_credential_request', description, parsed.error)
  }
  const { transaction_id, credential_response_encryption } = parsed.data
  return { transaction_id, responseEncryption: parseResponseEncryption(credential_response_encryption, encrypted) }
}

/** The wallet's half: asks whether the credential is ready. */
export const deferredCredentialRequest = (
  { endpoint, transactionId, responseEncryption, accessToken, dpopProof }: {
    readonly endpoint: string
    readonly transactionId: string
    /** From `makeResponseEncryption`; the request is then to be encrypted with `encryptRequest`. */
    readonly responseEncryption: JsonObject | undefined
    readonly accessToken: string
    readonly dpopProof: string
  },
): OutboundRequest => ({
  url: endpoint,
  method: 'POST',
  accept: 'application/json',
  contentType: 'application/json',
  headers: { Authorization: `DPoP ${accessToken}`, DPoP: dpopProof },
  body: JSON.stringify({
    transaction_id: transactionId,
    ...(responseEncryption && { credential_response_encryption: responseEncryption }),
  }),
  maxBytes: 2_000_000,
  timeout: seconds(20),
})

/**
 * @throws RequestRefused with the issuer's error code: `credential_request_denied` and `invalid_transaction_id` end it
 * @throws CheckFailed if the answer is neither kind of response, or of another transaction
 */
export function processDeferredCredentialResponse(
  document: FetchedDocument,
  transactionId: string,
): CredentialResponse | DeferredCredentialResponse {
  const response = processCredentialResponse(document)
  if ('transaction_id' in response && response.transaction_id !== transactionId) {
    throw new CheckFailed('the issuer answered for another transaction')
  }
  return response
}
