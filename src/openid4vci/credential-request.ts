import { z } from 'zod'
import type { JsonObject } from '../base/json.ts'
import { seconds } from '../base/time.ts'
import type { OutboundRequest } from '../http/fetch-document.ts'
import { parseResponseEncryption, type ResponseEncryption } from './credential-encryption.ts'
import { refuseCredential } from './credential-response.ts'

/** OpenID4VCI 1.0 "Credential Request": what is asked for, the proofs of one type, how the answer is to come. */
export interface CredentialRequest {
  readonly requested: RequestedCredential
  readonly proofs: Proofs
  readonly responseEncryption: ResponseEncryption | undefined
}

export type RequestedCredential =
  | { readonly by: 'credential_configuration_id'; readonly id: string }
  | { readonly by: 'credential_identifier'; readonly id: string }

/** The `proofs` member as it is sent: "jwt Proof Type" or, with exactly one element, "attestation Proof Type". */
export type Proofs =
  | { readonly jwt: readonly [string, ...string[]] }
  | { readonly attestation: readonly [string] }

const identifier = z.string().min(1).max(500)

const credentialRequestSchema = z.object({
  credential_configuration_id: identifier.optional(),
  credential_identifier: identifier.optional(),
  credential_response_encryption: z.unknown().optional(),
  proofs: z.unknown().optional(),
})

/** Many more than any wallet sends at once; the flow says how many it takes. */
const proofList = z
  .tuple([z.string().min(1)], z.string().min(1))
  .refine(({ length }) => length <= 100, 'too many proofs')

/**
 * Reads a Credential Request; unknown members are ignored.
 *
 * @param encrypted whether it came as a JWE: only then may it ask for an encrypted response
 * @throws ProtocolError<CredentialErrorCode>
 */
export function parseCredentialRequest(
  body: unknown,
  { encrypted }: { readonly encrypted: boolean },
): CredentialRequest {
  const parsed = credentialRequestSchema.safeParse(body)
  if (!parsed.success) {
    throw refuseCredential(
      'invalid_credential_request', 'The body is not a Credential Request: ' + issues(parsed.error), parsed.error,
    )
  }
  return {
    requested: requestedCredential(parsed.data),
    responseEncryption: parseResponseEncryption(parsed.data.credential_response_encryption, encrypted),
    proofs: parseProofs(parsed.data.proofs),
  }
}

function requestedCredential({ credential_configuration_id, credential_identifier }: {
  readonly credential_configuration_id?: string | undefined
  readonly credential_identifier?: string | undefined
}): RequestedCredential {
  if ((credential_configuration_id === undefined) === (credential_identifier === undefined)) {
    throw refuseCredential(
      'invalid_credential_request', 'Send exactly one of credential_configuration_id and credential_identifier',
    )
  }
  return credential_configuration_id === undefined
    ? { by: 'credential_identifier', id: credential_identifier! }
    : { by: 'credential_configuration_id', id: credential_configuration_id }
}

function parseProofs(value: unknown): Proofs {
  if (value === undefined) {
    throw refuseCredential('invalid_proof', 'Send proofs: the credential is bound to a key of the wallet')
  }
  const parsed = z.record(z.string(), z.unknown()).safeParse(value)
  if (!parsed.success) {
    throw refuseCredential('invalid_proof', 'proofs must be an object with one proof type', parsed.error)
  }
  const types = Object.keys(parsed.data)
  if (types.length !== 1) throw refuseCredential('invalid_proof', 'proofs must have exactly one proof type')
  const [type] = types
  if (type !== 'jwt' && type !== 'attestation') {
    throw refuseCredential('invalid_proof', 'The proof types accepted here are jwt and attestation')
  }
  const list = proofList.safeParse(parsed.data[type])
  if (!list.success) {
    throw refuseCredential('invalid_proof', `proofs.${type} must be a non-empty array of JWTs`, list.error)
  }
  const [first, ...more] = list.data
  if (type === 'jwt') return { jwt: [first, ...more] }
  if (more.length > 0) throw refuseCredential('invalid_proof', 'proofs.attestation must have exactly one element')
  return { attestation: [first] }
}

const issues = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ').slice(0, 300)

/** The wallet's half: asks for credentials with the access token, its DPoP proof and the proofs of the keys. */
export const credentialRequest = ({ endpoint, requested, proofs, responseEncryption, accessToken, dpopProof }: {
  readonly endpoint: string
  readonly requested: RequestedCredential
  readonly proofs: Proofs
  /** From `makeResponseEncryption`; the request is then to be encrypted with `encryptRequest`. */
  readonly responseEncryption?: JsonObject | undefined
  readonly accessToken: string
  readonly dpopProof: string
}): OutboundRequest => ({
  url: endpoint,
  method: 'POST',
  accept: 'application/json',
  contentType: 'application/json',
  headers: { Authorization: `DPoP ${accessToken}`, DPoP: dpopProof },
  body: JSON.stringify({
    [requested.by]: requested.id,
    proofs,
    ...(responseEncryption && { credential_response_encryption: responseEncryption }),
  }),
  maxBytes: 2_000_000,
  timeout: seconds(20),
})
