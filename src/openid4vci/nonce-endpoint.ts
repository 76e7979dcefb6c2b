import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { token, type Random } from '../base/random.ts'
import { after, minutes, seconds, type EpochSeconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { parseJsonDocument } from '../oauth/error-response.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'

/** OpenID4VCI 1.0 "Nonce Response". */
export interface NonceResponse {
  readonly c_nonce: string
}

/** Long enough for a person who has to unlock a wallet. */
export const nonceLifetime = minutes(5)

/** A fresh challenge for key proofs; it is spent by the request that succeeds with it. */
export async function makeNonceResponse(
  nonces: OneTimeStore<true>,
  { now, random }: { readonly now: EpochSeconds; readonly random: Random },
): Promise<NonceResponse> {
  const c_nonce = token(random, 'nonce_')
  await nonces.put(c_nonce, true, after(now, nonceLifetime))
  return { c_nonce }
}

/** The wallet's half: "Nonce Request", an empty POST that nobody authenticates. */
export const nonceRequest = (endpoint: string): OutboundRequest => ({
  url: endpoint,
  method: 'POST',
  accept: 'application/json',
  body: '',
  maxBytes: 10_000,
  timeout: seconds(10),
})

/**
 * @returns the challenge, and the nonce for the next DPoP proof if the issuer sent one along
 * @throws RequestRefused or CheckFailed
 */
export function processNonceResponse(document: FetchedDocument): { c_nonce: string; dpopNonce: string | undefined } {
  const parsed = z.object({ c_nonce: z.string().min(1) }).safeParse(parseJsonDocument(document, 'nonce response'))
  if (!parsed.success) throw new CheckFailed('the nonce response has no c_nonce', {}, parsed.error)
  return { c_nonce: parsed.data.c_nonce, dpopNonce: document.header('dpop-nonce') }
}
