import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { isJsonObject, type JsonObject } from '../base/json.ts'
import { contentEncryptionAlgorithms, type ContentEncryption, type EncryptionJwk } from '../jose/jwe.ts'
import { parsePublicJwk } from '../jose/jwk.ts'

/**
 * OpenID4VP 1.0 "New Parameters", `client_metadata`: exactly what HAIP 1.0 asks of a Verifier.
 *
 * @param encryptionJwk a fresh key for this one request
 */
export const makeClientMetadata = (encryptionJwk: EncryptionJwk): JsonObject => ({
  jwks: { keys: [{ ...encryptionJwk, use: 'enc' }] },
  encrypted_response_enc_values_supported: [...contentEncryptionAlgorithms],
  vp_formats_supported: { 'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] } },
})

/** To whom and how a Wallet encrypts its response. */
export interface ResponseEncryption {
  readonly recipient: EncryptionJwk
  readonly enc: ContentEncryption
}

/**
 * Chooses the key and algorithm for the response — OpenID4VP 1.0 "Encrypted Responses", HAIP 1.0 "OpenID for Verifiable Presentations".
 * Keys that this Wallet cannot use are passed over, whatever is wrong with them; A256GCM is preferred.
 *
 * @throws CheckFailed if no key or no algorithm is left
 */
export function responseEncryption(clientMetadata: unknown): ResponseEncryption {
  const parsed = clientMetadataSchema.safeParse(clientMetadata)
  if (!parsed.success) throw new CheckFailed('client_metadata has no jwks to encrypt the response to', {}, parsed.error)
  const { jwks, encrypted_response_enc_values_supported: offered } = parsed.data
  const recipient = jwks.keys.map(usableKey).find((key) => key !== undefined)
  if (!recipient) throw new CheckFailed('client_metadata.jwks has no P-256 key for ECDH-ES with a kid')
  const enc = (['A256GCM', 'A128GCM'] as const).find((algorithm) => offered.includes(algorithm))
  if (!enc) throw new CheckFailed('encrypted_response_enc_values_supported has neither A256GCM nor A128GCM')
  return { recipient, enc }
}

/** The default is the specification's. */
const clientMetadataSchema = z.object({
  jwks: z.object({ keys: z.array(z.unknown()).min(1).max(32) }),
  encrypted_response_enc_values_supported: z.array(z.string()).min(1).default(['A128GCM']),
})

function usableKey(value: unknown): EncryptionJwk | undefined {
  if (!isJsonObject(value) || value['alg'] !== 'ECDH-ES' || (value['use'] ?? 'enc') !== 'enc') return undefined
  try {
    const jwk = parsePublicJwk(value)
    return jwk.kid === undefined ? undefined : { ...jwk, kid: jwk.kid, alg: 'ECDH-ES' }
  } catch (error) {
    if (error instanceof CheckFailed) return undefined
    throw error
  }
}
