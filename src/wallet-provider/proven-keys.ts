import { CheckFailed } from '../base/checks.ts'
import { token } from '../base/random.ts'
import { after } from '../base/time.ts'
import type { P256PublicJwk } from '../jose/jwk.ts'
import { decodePossessionProof, possessionFault, verifyPossessionProof } from '../oauth/possession-proof.ts'
import type { WalletProviderContext } from './context.ts'
import { refuse } from './errors.ts'
import { limits } from './limits.ts'

/** A challenge for the proofs of one request. */
export async function giveChallenge({ records, random, clock }: WalletProviderContext): Promise<string> {
  const challenge = token(random, 'challenge_')
  await records.challenges.put(challenge, true, after(clock.now(), limits.challenge))
  return challenge
}

/**
 * The keys that a request proves to have, in the order of its proofs. Every proof answers the request's challenge,
 * which any attempt spends.
 *
 * @throws ProtocolError `invalid_challenge` or `invalid_proof`
 */
export async function provenKeys<Proofs extends readonly string[]>(
  { records, config, clock, onBug }: WalletProviderContext,
  challenge: string,
  proofs: Proofs,
): Promise<{ readonly [Index in keyof Proofs]: P256PublicJwk }> {
  if ((await records.challenges.take(challenge)) === undefined) {
    throw refuse('invalid_challenge', 'The challenge is unknown, used or expired; take a new one')
  }
  const expected = { audience: config.url, challenge, now: clock.now() }
  const keys = await Promise.all(proofs.map(async (proof) => {
    const verdict = await verifyPossessionProof(decoded(proof, expected), onBug)
    if (!verdict.accepted) throw refuse('invalid_proof', possessionFault(verdict))
    return verdict.value
  }))
  return keys as unknown as { readonly [Index in keyof Proofs]: P256PublicJwk }
}

function decoded(proof: string, expected: Parameters<typeof decodePossessionProof>[1]) {
  try {
    return decodePossessionProof(proof, expected)
  } catch (error) {
    if (error instanceof CheckFailed) throw refuse('invalid_proof', `The proof is ${error.message}`, { cause: error })
    throw error
  }
}
