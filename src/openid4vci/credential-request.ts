import { z } from 'zod'
import { seconds } from '../base/time.ts'
import type { OutboundRequest } from '../http/fetch-document.ts'
import { refuseCredential } from './credential-response.ts'

/** OpenID4VCI 1.0 "Credential Request": what is asked for, and the key proofs of the one type used. */
export interface CredentialRequest {
  readonly requested: RequestedCredential
  readonly proofs: { readonly type: 'jwt'; readonly jwts: readonly [string, ...string[]] }
}

export type RequestedCredential =
  | { readonly by: 'credential_configuration_id'; readonly id: string }
  | { readonly by: 'credential_identifier'; readonly id: string }

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
 * @throws ProtocolError<CredentialErrorCode>
 */
export function parseCredentialRequest(body: unknown): CredentialRequest {
  const parsed = credentialRequestSchema.safeParse(body)
  if (!parsed.success) {
    throw refuseCredential(
      'invalid_credential_request', 'The body is not a Credential Request: ' + issues(parsed.error), parsed.error,
    )
  }
  if (parsed.data.credential_response_encryption !== undefined) {
    throw refuseCredential(
      'invalid_encryption_parameters',
      'This issuer does not encrypt credential responses; leave credential_response_encryption out',
    )
  }
  return { requested: requestedCredential(parsed.data), proofs: parseProofs(parsed.data.proofs) }
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

function parseProofs(value: unknown): CredentialRequest['proofs'] {
  if (value === undefined) {
    throw refuseCredential('invalid_proof', 'Send proofs: the credential is bound to a key of the wallet')
  }
  const parsed = z.record(z.string(), z.unknown()).safeParse(value)
  if (!parsed.success) {
    throw refuseCredential('invalid_proof', 'proofs must be an object with one proof type', parsed.error)
  }
  const types = Object.keys(parsed.data)
  if (types.length !== 1) throw refuseCredential('invalid_proof', 'proofs must have exactly one proof type')
  if (types[0] !== 'jwt') throw refuseCredential('invalid_proof', 'The proof type accepted here is jwt')
  const jwts = proofList.safeParse(parsed.data['jwt'])
  if (!jwts.success) throw refuseCredential('invalid_proof', 'proofs.jwt must be a non-empty array of JWTs', jwts.error)
  return { type: 'jwt', jwts: jwts.data as [string, ...string[]] }
}

const issues = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ').slice(0, 300)

/** The wallet's half: asks for a credential with the access token, its DPoP proof and the key proofs. */
export const credentialRequest = ({ endpoint, requested, keyProofs, accessToken, dpopProof }: {
  readonly endpoint: string
  readonly requested: RequestedCredential
  readonly keyProofs: readonly [string, ...string[]]
  readonly accessToken: string
  readonly dpopProof: string
}): OutboundRequest => ({
  url: endpoint,
  method: 'POST',
  accept: 'application/json',
  contentType: 'application/json',
  headers: { Authorization: `DPoP ${accessToken}`, DPoP: dpopProof },
  body: JSON.stringify({ [requested.by]: requested.id, proofs: { jwt: keyProofs } }),
  maxBytes: 2_000_000,
  timeout: seconds(20),
})
