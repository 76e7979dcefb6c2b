import type { JsonObject } from '../src/base/json.ts'
import { token } from '../src/base/random.ts'
import type { FetchedDocument, OutboundRequest } from '../src/http/fetch-document.ts'
import { withDpopNonce } from '../src/oauth/dpop-nonce-retry.ts'
import { makeDpopProof } from '../src/oauth/dpop.ts'
import { decryptResponse, encryptRequest, makeResponseEncryption } from '../src/openid4vci/credential-encryption.ts'
import type { WalletContext } from './context.ts'
import type { IssuerOfOffer } from './issuance-records.ts'
import { limits } from './limits.ts'
import type { Tokens } from './redeem-code.ts'

export interface IssuerQuestion {
  readonly endpoint: string
  /** The last DPoP nonce that the issuer gave. */
  readonly dpopNonce?: string | undefined
  /** Whether the body and its answer are encrypted where the issuer offers it. */
  readonly confidential: boolean
  readonly request: (parts: {
    readonly accessToken: string
    readonly dpopProof: string
    readonly responseEncryption: JsonObject | undefined
  }) => OutboundRequest
}

/**
 * Asks the issuer with the access token and a proof of its key; once more if the issuer wants its own nonce in the
 * proof — RFC 9449 §9. What is confidential goes encrypted and comes back encrypted, to a key made for this one answer
 * — OpenID4VCI 1.0 "Encrypted Credential Requests and Responses".
 */
export async function askIssuer(
  { fetchDocument, clock, random, signingKey, decryptionKey, dpopNonces }: WalletContext,
  { requestEncryption, responseEncryption: offered }: IssuerOfOffer,
  { token: accessToken, dpopKey }: Tokens,
  { endpoint, dpopNonce, confidential, request }: IssuerQuestion,
): Promise<FetchedDocument> {
  const encryption = confidential ? requestEncryption : undefined
  const answerKey = encryption && offered ? decryptionKey(token(random, 'key_')) : undefined
  const responseEncryption = answerKey && makeResponseEncryption(offered, answerKey.encryptionJwk)
  const key = signingKey(dpopKey)
  const known = dpopNonce ?? dpopNonces.known(key.publicJwk, endpoint)
  const { document } = await withDpopNonce(known, async (nonce) => {
    const now = clock.now()
    const dpopProof = await makeDpopProof({ key, method: 'POST', url: endpoint, accessToken, nonce, now, random })
    const plain = request({ accessToken, dpopProof, responseEncryption })
    const sent = encryption ? await encryptRequest(plain, encryption) : plain
    return fetchDocument({ ...sent, maxBytes: limits.credentialResponse, timeout: limits.outboundTimeout })
  })
  dpopNonces.learn(key.publicJwk, endpoint, document)
  return answerKey ? decryptResponse(document, answerKey.decryptionKey, limits.credentialResponse) : document
}
