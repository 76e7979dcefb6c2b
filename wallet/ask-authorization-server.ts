import type { FetchedDocument, OutboundRequest } from '../src/http/fetch-document.ts'
import type { SigningKey } from '../src/jose/signing-key.ts'
import { attestationChallengeHeader, challengeRequest, processChallengeResponse } from '../src/oauth/challenge-endpoint.ts'
import {
  clientAttestationHeader,
  clientAttestationPopHeader,
  makeClientAttestationPop,
} from '../src/oauth/client-attestation.ts'
import { makeDpopProof } from '../src/oauth/dpop.ts'
import { requestRefused, requiredDpopNonce } from '../src/oauth/error-response.ts'
import { clientAttestationFor } from './attest-wallet.ts'
import type { WalletContext } from './context.ts'
import type { IssuerOfOffer } from './issuance-records.ts'
import { limits } from './limits.ts'

export interface Question {
  readonly endpoint: string
  /** The key that a token is to be bound to; undefined where no proof is sent. */
  readonly dpopKey: SigningKey | undefined
  /** @param headers the wallet's attestation, if it has one here, and the DPoP proof, if one is sent */
  readonly request: (headers: Readonly<Record<string, string>>) => OutboundRequest
}

/**
 * Asks an authorization server with what it wants to know of the wallet: its attestation with a fresh proof of the key,
 * and a DPoP proof. If the server wants its own nonce, a challenge or a newer attestation, the request goes out again
 * with that, once for each — RFC 9449 §8, Attestation-Based Client Authentication -07 "Challenge Retrieval" and "OAuth
 * Extensions Error Registration".
 */
export async function askAuthorizationServer(
  context: WalletContext,
  instanceId: string,
  issuer: IssuerOfOffer,
  { endpoint, dpopKey, request }: Question,
): Promise<FetchedDocument> {
  const asked = new Set<Wanted>()
  const known = dpopKey && context.dpopNonces.known(dpopKey.publicJwk, endpoint)
  let wishes: Wishes = { challenge: await firstChallenge(context, issuer), dpopNonce: known, fresh: false }
  for (;;) {
    const headers = {
      ...(issuer.client === 'attested' && (await attestationHeaders(context, instanceId, issuer, wishes))),
      ...(dpopKey && { DPoP: await dpopProof(context, dpopKey, endpoint, wishes.dpopNonce) }),
    }
    const sent = { ...request(headers), maxBytes: limits.tokenResponse, timeout: limits.outboundTimeout }
    const answer = await context.fetchDocument(sent)
    if (dpopKey) context.dpopNonces.learn(dpopKey.publicJwk, endpoint, answer)
    const wanted = wantedBy(answer)
    if (wanted === undefined || asked.has(wanted)) return answer
    asked.add(wanted)
    wishes = {
      challenge: answer.header(attestationChallengeHeader) ?? wishes.challenge,
      dpopNonce: requiredDpopNonce(answer) ?? wishes.dpopNonce,
      fresh: wanted === 'use_fresh_attestation',
    }
  }
}

interface Wishes {
  readonly challenge: string | undefined
  readonly dpopNonce: string | undefined
  readonly fresh: boolean
}

type Wanted = 'use_dpop_nonce' | 'use_attestation_challenge' | 'use_fresh_attestation'

function wantedBy(answer: FetchedDocument): Wanted | undefined {
  if (answer.status !== 400 && answer.status !== 401) return undefined
  if (requiredDpopNonce(answer) !== undefined) return 'use_dpop_nonce'
  const { code } = requestRefused(answer)
  if (code === 'use_attestation_challenge') {
    return answer.header(attestationChallengeHeader) === undefined ? undefined : code
  }
  return code === 'use_fresh_attestation' ? code : undefined
}

async function firstChallenge(
  { fetchDocument }: WalletContext,
  { client, challengeEndpoint }: IssuerOfOffer,
): Promise<string | undefined> {
  if (client !== 'attested' || challengeEndpoint === undefined) return undefined
  const request = { ...challengeRequest(challengeEndpoint), timeout: limits.outboundTimeout }
  return processChallengeResponse(await fetchDocument(request))
}

async function attestationHeaders(
  context: WalletContext,
  instanceId: string,
  { authorizationServer }: IssuerOfOffer,
  { challenge, fresh }: Wishes,
): Promise<Readonly<Record<string, string>>> {
  const { clientId, attestation, key } = await clientAttestationFor(context, instanceId, authorizationServer, { fresh })
  const pop = await makeClientAttestationPop(context.signingKey(key), {
    iss: clientId,
    aud: authorizationServer,
    challenge,
    now: context.clock.now(),
    random: context.random,
  })
  return { [clientAttestationHeader]: attestation, [clientAttestationPopHeader]: pop }
}

const dpopProof = (
  { clock, random }: WalletContext,
  key: SigningKey,
  url: string,
  nonce: string | undefined,
): Promise<string> => makeDpopProof({ key, method: 'POST', url, accessToken: undefined, nonce, now: clock.now(), random })

/** How this wallet calls itself there; undefined where it does not. */
export async function clientIdAt(
  context: WalletContext,
  instanceId: string,
  { client, authorizationServer }: IssuerOfOffer,
): Promise<string | undefined> {
  if (client === 'anonymous') return undefined
  if (client === 'public') return context.baseUrl.href.replace(/\/$/, '')
  return (await clientAttestationFor(context, instanceId, authorizationServer)).clientId
}
