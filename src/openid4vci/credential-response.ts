import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { ProtocolError } from '../base/errors.ts'
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

/** OpenID4VCI 1.0 "Credential Response", issued at once: one credential for each key proof, in their order. */
export interface CredentialResponse {
  readonly credentials: readonly [{ readonly credential: string }, ...{ readonly credential: string }[]]
}

export const makeCredentialResponse = (credentials: readonly [string, ...string[]]): CredentialResponse => {
  const [first, ...more] = credentials
  return { credentials: [{ credential: first }, ...more.map((credential) => ({ credential }))] }
}

const credentialResponseSchema = z.object({
  credentials: z.tuple([z.object({ credential: z.string().min(1) })], z.object({ credential: z.string().min(1) })),
})

/**
 * The wallet's half. A response that defers the credential (202, `transaction_id`) is not what was asked for here.
 *
 * @throws RequestRefused with the issuer's error code; see `requiredDpopNonce` for the one that asks for a retry
 * @throws CheckFailed if the answer holds no credential
 */
export function processCredentialResponse(document: FetchedDocument): CredentialResponse {
  const parsed = credentialResponseSchema.safeParse(parseJsonDocument(document, 'credential response'))
  if (!parsed.success) {
    throw new CheckFailed(`not a credential response: ${z.prettifyError(parsed.error)}`, {}, parsed.error)
  }
  return parsed.data as CredentialResponse
}
