import type { FetchedDocument, OutboundRequest } from '../src/http/fetch-document.ts'
import type { SigningKey } from '../src/jose/signing-key.ts'
import { makeDpopProof } from '../src/oauth/dpop.ts'
import { requiredDpopNonce } from '../src/oauth/error-response.ts'
import type { WalletContext } from './context.ts'

/**
 * Sends a request with a DPoP proof; if the server wants its nonce in it, once more with that nonce — RFC 9449 §8 and
 * §9.
 */
export async function withDpop(
  { fetchDocument, clock, random }: WalletContext,
  {
    key,
    endpoint,
    accessToken,
    nonce,
  }: { key: SigningKey; endpoint: string; accessToken: string | undefined; nonce?: string | undefined },
  request: (dpopProof: string) => OutboundRequest,
): Promise<FetchedDocument> {
  const send = async (dpopNonce: string | undefined): Promise<FetchedDocument> =>
    fetchDocument(
      request(
        await makeDpopProof({
          key,
          method: 'POST',
          url: endpoint,
          accessToken,
          nonce: dpopNonce,
          now: clock.now(),
          random,
        }),
      ),
    )
  const first = await send(nonce)
  const required = requiredDpopNonce(first)
  return required === undefined ? first : send(required)
}
