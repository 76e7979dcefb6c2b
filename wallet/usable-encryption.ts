import type { JsonObject } from '../src/base/json.ts'
import { parsePublicJwk } from '../src/jose/jwk.ts'
import { contentEncryptionAlgorithms } from '../src/jose/jwe.ts'
import type {
  CredentialIssuerMetadata,
  CredentialRequestEncryption,
  CredentialResponseEncryption,
} from '../src/openid4vci/credential-issuer-metadata.ts'

/** What an issuer offers of "Encrypted Credential Requests and Responses" and this wallet can use. */
export interface UsableEncryption {
  readonly requestEncryption: CredentialRequestEncryption | undefined
  /** Only along with the former: an answer is encrypted to a key that went encrypted. */
  readonly responseEncryption: CredentialResponseEncryption | undefined
}

/**
 * Keys and algorithms that this wallet does not know are left out: an issuer may have others for other wallets. The
 * stronger algorithm comes first.
 */
export function usableEncryption(metadata: CredentialIssuerMetadata): UsableEncryption {
  const requestEncryption = requestEncryptionOf(metadata)
  return { requestEncryption, responseEncryption: requestEncryption && responseEncryptionOf(metadata) }
}

function requestEncryptionOf({
  credential_request_encryption: offered,
}: CredentialIssuerMetadata): CredentialRequestEncryption | undefined {
  const keys = offered?.jwks.keys.filter(isUsable) ?? []
  const encs = strongestFirst(offered?.enc_values_supported ?? [])
  return offered && keys.length > 0 && encs.length > 0
    ? { ...offered, jwks: { keys }, enc_values_supported: encs }
    : undefined
}

function responseEncryptionOf({
  credential_response_encryption: offered,
}: CredentialIssuerMetadata): CredentialResponseEncryption | undefined {
  const encs = strongestFirst(offered?.enc_values_supported ?? [])
  return offered && encs.length > 0 && offered.alg_values_supported.includes('ECDH-ES')
    ? { ...offered, enc_values_supported: encs }
    : undefined
}

const strongestFirst = (offered: readonly string[]): readonly string[] =>
  contentEncryptionAlgorithms.filter((enc) => offered.includes(enc)).toReversed()

function isUsable(jwk: JsonObject): boolean {
  if (jwk['alg'] !== 'ECDH-ES' || typeof jwk['kid'] !== 'string' || (jwk['use'] ?? 'enc') !== 'enc') return false
  try {
    parsePublicJwk(jwk)
    return true
  } catch {
    return false
  }
}
