import type { FetchedDocument } from '../http/fetch-document.ts'
import { requiredDpopNonce } from './error-response.ts'

/**
 * Sends a request whose DPoP proof carries the server's nonce; if the server asks for another nonce, once more with
 * that one — RFC 9449 §8, §9.
 *
 * @param known the last nonce that this server gave; undefined before it gave any
 * @param send makes a fresh proof, and whatever else counts once, for every attempt
 * @returns the answer, and the nonce for the next request — RFC 9449 §8.2
 */
export async function withDpopNonce(
  known: string | undefined,
  send: (nonce: string | undefined) => Promise<FetchedDocument>,
): Promise<{ readonly document: FetchedDocument; readonly nonce: string | undefined }> {
  const first = await send(known)
  const required = requiredDpopNonce(first)
  const document = required === undefined ? first : await send(required)
  return { document, nonce: document.header('dpop-nonce') ?? required ?? known }
}
