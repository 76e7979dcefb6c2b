import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { ProtocolError } from '../base/errors.ts'
import type { Seconds } from '../base/time.ts'
import type { FetchedDocument } from '../http/fetch-document.ts'
import { parseJsonDocument } from '../oauth/error-response.ts'

/** OpenID4VCI 1.0 "Credential Error Response", "Credential Request Errors". */
export type CredentialErrorCode =
  | 'invalid_credential_request'
  | 'unknown_credential_configuration'
  | 'unknown_credential_identifier'
  | 'invalid_proof'
  | 'invalid_nonce'
  | 'invalid_encryption_parameters'
  | 'credential_request_denied'

export const refuseCredential = (
  code: CredentialErrorCode,
  description: string,
  cause?: unknown,
): ProtocolError<CredentialErrorCode> => new ProtocolError(code, description, { cause })

/** OpenID4VCI 1.0 "Credential Response", issued at once: one credential for each key, in the order of the keys. */
export interface CredentialResponse {
  readonly credentials: readonly [{ readonly credential: string }, ...{ readonly credential: string }[]]
  /** Names this issuance in a notification; undefined if the issuer wants none. */
  readonly notification_id?: string
}

/** The same, not ready yet: status 202. */
export interface DeferredCredentialResponse {
  /** Names the issuance at the deferred credential endpoint. */
  readonly transaction_id: string
  /** Seconds to wait before the next attempt. */
  readonly interval: number
}

export const makeCredentialResponse = (
  credentials: readonly [string, ...string[]],
  notificationId: string,
): CredentialResponse => {
  const [first, ...more] = credentials
  return {
    credentials: [{ credential: first }, ...more.map((credential) => ({ credential }))],
    notification_id: notificationId,
  }
}

export const makeDeferredCredentialResponse = (
  transactionId: string,
  interval: Seconds,
): DeferredCredentialResponse => ({ transaction_id: transactionId, interval })

const credentialResponseSchema = z.object({
  credentials: z.tuple([z.object({ credential: z.string().min(1) })], z.object({ credential: z.string().min(1) })),
  notification_id: z.string().min(1).max(1000).optional(),
})

const deferredCredentialResponseSchema = z.object({
  transaction_id: z.string().min(1).max(1000),
  interval: z.number().positive(),
})

/**
 * The wallet's half. Whether an answer is of one kind or the other follows from its members; `'credentials' in` tells.
 *
 * @throws RequestRefused with the issuer's error code; see `requiredDpopNonce` for the one that asks for a retry
 * @throws CheckFailed if the answer is neither
 */
export function processCredentialResponse(document: FetchedDocument): CredentialResponse | DeferredCredentialResponse {
  const answer = parseJsonDocument(document, 'credential response')
  const deferred = document.status === 202
  const parsed = (deferred ? deferredCredentialResponseSchema : credentialResponseSchema).safeParse(answer)
  if (!parsed.success) {
    throw new CheckFailed(`not a credential response: ${z.prettifyError(parsed.error)}`, {}, parsed.error)
  }
  return parsed.data as CredentialResponse | DeferredCredentialResponse
}
