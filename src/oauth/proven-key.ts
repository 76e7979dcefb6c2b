import { CheckFailed } from '../base/checks.ts'
import { ProtocolError } from '../base/errors.ts'
import {
  decodeDpopProof, dpopChecks, dpopFault, verifyDpop, type DpopErrorCode, type DpopExpectations,
} from './dpop.ts'

/**
 * Judges the DPoP proof of a request to an authorization server — RFC 9449 §5, §10.1.
 *
 * @returns the thumbprint of the proof's key, for a token or a code to be bound to
 * @throws ProtocolError<DpopErrorCode>; `use_dpop_nonce` comes with the header `DPoP-Nonce` (§8)
 */
export async function proveKey(
  dpopProof: string,
  expected: DpopExpectations,
  onBug: (error: unknown) => void,
): Promise<{ readonly jkt: string }> {
  const verdict = await verifyDpop(decoded(dpopProof, expected), dpopChecks, onBug)
  if (verdict.accepted) return verdict.value
  const { code, description } = dpopFault(verdict)
  throw new ProtocolError<DpopErrorCode>(code, description, {
    headers: { 'DPoP-Nonce': expected.nonces.current(expected.now) },
  })
}

function decoded(proof: string, expected: DpopExpectations) {
  try {
    return decodeDpopProof(proof, expected)
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error
    throw new ProtocolError<DpopErrorCode>('invalid_dpop_proof', `The DPoP proof is ${error.message}`, { cause: error })
  }
}
