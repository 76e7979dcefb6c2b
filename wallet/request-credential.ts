import { CheckFailed } from '../src/base/checks.ts'
import type { FetchedDocument } from '../src/http/fetch-document.ts'
import { requestRefused } from '../src/oauth/error-response.ts'
import { credentialRequest } from '../src/openid4vci/credential-request.ts'
import { processCredentialResponse } from '../src/openid4vci/credential-response.ts'
import { makeKeyProof } from '../src/openid4vci/key-proof.ts'
import { nonceRequest, processNonceResponse } from '../src/openid4vci/nonce-endpoint.ts'
import type { WalletContext } from './context.ts'
import { withDpop } from './dpop-request.ts'
import { limits } from './limits.ts'
import { atIssuer, outside } from './outside.ts'
import type { Access, HeldOffer, OfferedConfiguration, ReceivedCredential } from './records.ts'

/**
 * Asks for one configuration, with a key that no other credential has — OpenID4VCI 1.0 "Credential Request". A nonce
 * that the issuer no longer takes is fetched anew, once.
 *
 * @throws ProtocolError `issuer_refused`, `issuer_unreachable`
 */
export async function requestCredential(
  context: WalletContext,
  { issuer }: HeldOffer,
  { token, dpopKey }: Access,
  configuration: OfferedConfiguration,
): Promise<ReceivedCredential> {
  const { fetchDocument, clock, generateKey, signingKey } = context
  const { key, privateJwk } = generateKey()
  const endpoint = issuer.credentialEndpoint
  const ask = async (): Promise<FetchedDocument> => {
    const nonceAnswer = await fetchDocument({ ...nonceRequest(issuer.nonceEndpoint), timeout: limits.outboundTimeout })
    const { c_nonce: nonce, dpopNonce } = processNonceResponse(nonceAnswer)
    const proof = await makeKeyProof({
      key,
      audience: issuer.credentialIssuer,
      nonce,
      clientId: undefined,
      now: clock.now(),
    })
    return withDpop(
      context,
      { key: signingKey(dpopKey), endpoint, accessToken: token, nonce: dpopNonce },
      (dpopProof) => ({
        ...credentialRequest({
          endpoint,
          dpopProof,
          accessToken: token,
          keyProofs: [proof],
          requested: { by: 'credential_configuration_id', id: configuration.id },
        }),
        maxBytes: limits.credentialResponse,
        timeout: limits.outboundTimeout,
      }),
    )
  }
  return outside(atIssuer, async () => {
    const first = await ask()
    const staleNonce = first.status === 400 && requestRefused(first).code === 'invalid_nonce'
    const { credentials } = processCredentialResponse(staleNonce ? await ask() : first)
    if (credentials.length !== 1)
      throw new CheckFailed('the issuer answered one key proof with more than one credential')
    return { configurationId: configuration.id, credential: credentials[0].credential, key: privateJwk }
  })
}
