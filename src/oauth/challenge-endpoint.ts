import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { parseJsonDocument } from './error-response.ts'

/** Attestation-Based Client Authentication -07: where a server gives the next challenge along with any answer. */
export const attestationChallengeHeader = 'OAuth-Client-Attestation-Challenge'

/** Attestation-Based Client Authentication -07 "Challenge Retrieval". */
export interface ChallengeResponse {
  readonly attestation_challenge: string
}

/** The client's half: an empty POST that nobody authenticates. */
export const challengeRequest = (endpoint: string): OutboundRequest => ({
  url: endpoint,
  method: 'POST',
  accept: 'application/json',
  body: '',
  maxBytes: 10_000,
  timeout: seconds(10),
})

const challengeResponseSchema = z.object({ attestation_challenge: z.string().min(1).max(2000) })

/** @throws RequestRefused or CheckFailed */
export function processChallengeResponse(document: FetchedDocument): string {
  const parsed = challengeResponseSchema.safeParse(parseJsonDocument(document, 'challenge response'))
  if (!parsed.success) throw new CheckFailed('the challenge response has no attestation_challenge', {}, parsed.error)
  return parsed.data.attestation_challenge
}
