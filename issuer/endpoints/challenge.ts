import type { RequestHandler } from 'express'
import type { ChallengeResponse } from '../../src/oauth/challenge-endpoint.ts'
import type { IssuerContext } from '../context.ts'

/** Attestation-Based Client Authentication -07 "Challenge Retrieval": for anybody, good for several requests. */
export const challenge =
  ({ attestationChallenges, clock }: IssuerContext): RequestHandler =>
  (_req, res) => {
    const response: ChallengeResponse = { attestation_challenge: attestationChallenges.current(clock.now()) }
    res.set('Cache-Control', 'no-store').json(response)
  }
