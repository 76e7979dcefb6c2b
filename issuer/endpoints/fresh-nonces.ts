import type { RequestHandler } from 'express'
import { attestationChallengeHeader } from '../../src/oauth/challenge-endpoint.ts'
import type { IssuerContext } from '../context.ts'

/** RFC 9449 §8.2, §9: every answer brings the nonce for the next DPoP proof, so that nobody has to be asked again. */
export const freshDpopNonce =
  ({ dpopNonces, clock }: IssuerContext): RequestHandler =>
  (_req, res, next) => {
    res.set('DPoP-Nonce', dpopNonces.current(clock.now()))
    next()
  }

/** The same for the challenge of a client attestation — Attestation-Based Client Authentication -07. */
export const freshChallenge =
  ({ attestationChallenges, clock }: IssuerContext): RequestHandler =>
  (_req, res, next) => {
    res.set(attestationChallengeHeader, attestationChallenges.current(clock.now()))
    next()
  }
