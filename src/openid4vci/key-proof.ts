import {
  CheckFailed, confirm, firstWith, pass, runChecks, type Check, type Pass, type Verdict,
} from '../base/checks.ts'
import { minutes, type EpochSeconds } from '../base/time.ts'
import { jwkThumbprint, parsePublicJwk, type P256PublicJwk } from '../jose/jwk.ts'
import { describe, parseCompactJws, signCompactJws, verifyEs256, type CompactJws } from '../jose/jws.ts'
import type { SigningKey } from '../jose/signing-key.ts'
import type { OneTimeStore } from '../store/one-time-store.ts'
import type { CredentialErrorCode } from './credential-response.ts'

/** How old a key proof may be, and how far a wallet's clock may be ahead of ours. */
export const keyProofMaxAge = minutes(5)
export const keyProofMaxAhead = minutes(1)

/**
 * Makes the proof that the wallet has the key — OpenID4VCI 1.0 "jwt Proof Type". The key stands in the header as `jwk`.
 *
 * @param audience the Credential Issuer Identifier
 * @param clientId `iss`; undefined when the token was obtained anonymously, where it must be left out
 * @param keyAttestation goes into the header: it attests this key first, and those of further copies behind it
 */
export function makeKeyProof({ key, audience, nonce, clientId, now, keyAttestation }: {
  readonly key: SigningKey
  readonly audience: string
  readonly nonce: string | undefined
  readonly clientId: string | undefined
  readonly now: EpochSeconds
  readonly keyAttestation?: string | undefined
}): Promise<string> {
  const { kty, crv, x, y } = key.publicJwk
  return signCompactJws(
    key,
    {
      typ: 'openid4vci-proof+jwt',
      jwk: { kty, crv, x, y },
      ...(keyAttestation !== undefined && { key_attestation: keyAttestation }),
    },
    {
      ...(clientId !== undefined && { iss: clientId }),
      aud: audience,
      iat: now,
      ...(nonce !== undefined && { nonce }),
    },
  )
}

export interface KeyProofExpectations {
  /** The Credential Issuer Identifier, exactly as published. */
  readonly audience: string
  /** The `client_id` that the token request named; null if it named none. */
  readonly clientId: string | null
  readonly now: EpochSeconds
  /** The challenges that were handed out and not yet spent. Looked up here, spent by the issuance that succeeds. */
  readonly nonces: OneTimeStore<true>
}

export type KeyProofSubject = KeyProofExpectations & { readonly proof: CompactJws }

const [spec, proofType] = ['OpenID4VCI 1.0 "Verifying Proof"', 'OpenID4VCI 1.0 "jwt Proof Type"']
const signed = ['key_proof_signature']

/** OpenID4VCI 1.0 "Verifying Proof", in its order. */
export const keyProofChecks: readonly Check<KeyProofSubject>[] = [
  { id: 'key_proof_type', spec: `${spec}: explicitly typed`, needs: [], run: type },
  { id: 'key_proof_key', spec: `${proofType}: jwk, kid, x5c`, needs: [], run: publicKey },
  { id: 'key_proof_attestation', spec: `${proofType}: key_attestation`, needs: [], run: attestation },
  { id: 'key_proof_signature', spec: `${spec}: signature`, needs: ['key_proof_key'], run: signature },
  { id: 'key_proof_issuer', spec: `${proofType}: iss`, needs: signed, run: issuer },
  { id: 'key_proof_audience', spec: `${proofType}: aud`, needs: signed, run: audience },
  { id: 'key_proof_fresh', spec: `${spec}: iat`, needs: signed, run: fresh },
  { id: 'key_proof_nonce', spec: `${spec}: nonce`, needs: signed, run: nonce },
  { id: 'key_proof_nonce_known', spec: 'OpenID4VCI 1.0 "Nonce Endpoint"', needs: ['key_proof_nonce'], run: nonceKnown },
]

/** @throws CheckFailed if the text is no JWT */
export const decodeKeyProof = (text: string, expected: KeyProofExpectations): KeyProofSubject => ({
  ...expected,
  proof: parseCompactJws(text),
})

export interface ProvenKey {
  /** `kty`, `crv`, `x`, `y` and nothing else: what `cnf.jwk` will hold. */
  readonly holderKey: P256PublicJwk
  readonly nonce: string
  /** `key_attestation` of the header as it came, still to be verified; undefined if the proof has none. */
  readonly keyAttestation: string | undefined
}

/** Runs {@link keyProofChecks}; the proven key can be read only if all passed. */
export async function verifyKeyProof(
  subject: KeyProofSubject,
  onBug: (error: unknown) => void,
): Promise<Verdict<ProvenKey>> {
  const report = await runChecks(subject, keyProofChecks, onBug)
  if (!report.accepted) return { accepted: false, report }
  const { kty, crv, x, y } = keyOf(subject)
  const nonce = subject.proof.payload['nonce'] as string
  const keyAttestation = subject.proof.header['key_attestation'] as string | undefined
  return { accepted: true, report, value: { holderKey: { kty, crv, x, y }, nonce, keyAttestation } }
}

/** The first check that did not hold, as the one error that the response may carry. */
export function keyProofFault({ report }: Verdict<unknown>): {
  readonly code: CredentialErrorCode
  readonly description: string
} {
  const fault = firstWith(report, 'failed', 'indeterminate')
  return {
    code: fault?.id === 'key_proof_nonce_known' ? 'invalid_nonce' : 'invalid_proof',
    description: `The key proof does not hold: ${fault?.outcome.detail ?? 'no check ran'}`,
  }
}

function type({ proof }: KeyProofSubject): Pass {
  const { typ } = proof.header
  confirm(typ === 'openid4vci-proof+jwt', `typ is ${describe(typ)}; it must be 'openid4vci-proof+jwt'`)
  return pass('typ is openid4vci-proof+jwt')
}

function publicKey(subject: KeyProofSubject): Pass {
  return pass('the header has one public key', { jkt: jwkThumbprint(keyOf(subject)) })
}

function keyOf({ proof }: KeyProofSubject): P256PublicJwk {
  const present = ['jwk', 'kid', 'x5c'].filter((name) => name in proof.header)
  confirm(
    present.length === 1,
    `the header has ${present.join(' and ') || 'no key'}; it must have exactly one of jwk, kid and x5c`,
  )
  if (present[0] !== 'jwk') throw new CheckFailed(`the header names its key by ${present[0]}; this issuer takes jwk`)
  return parsePublicJwk(proof.header['jwk'])
}

function attestation({ proof }: KeyProofSubject): Pass {
  const { key_attestation } = proof.header
  if (key_attestation === undefined) return pass('the proof carries no key attestation')
  confirm(typeof key_attestation === 'string', `key_attestation is ${describe(key_attestation)}; it must be a JWT`)
  return pass('the proof carries a key attestation')
}

function signature(subject: KeyProofSubject): Pass {
  verifyEs256(subject.proof, keyOf(subject))
  return pass('signed with the key in the header')
}

function issuer({ proof, clientId }: KeyProofSubject): Pass {
  const { iss } = proof.payload
  if (iss === undefined) return pass('no iss')
  confirm(clientId !== null, 'iss must be left out: the access token was obtained without a client_id')
  confirm(iss === clientId, 'iss is not the client_id that obtained the access token')
  return pass('iss is the client')
}

function audience({ proof, audience }: KeyProofSubject): Pass {
  const { aud } = proof.payload
  const addressed = Array.isArray(aud) ? aud.length === 1 && aud[0] === audience : aud === audience
  confirm(addressed, 'aud is not this Credential Issuer', { expected: audience })
  return pass('made for this issuer')
}

function fresh({ proof, now }: KeyProofSubject): Pass {
  const { iat } = proof.payload
  confirm(typeof iat === 'number' && Number.isFinite(iat), `iat is ${describe(iat)}; it must be a number`)
  const age = now - (iat as number)
  confirm(age <= keyProofMaxAge, `iat is ${Math.round(age)} seconds ago; at most ${keyProofMaxAge} are accepted`)
  confirm(
    -age <= keyProofMaxAhead, `iat is ${Math.round(-age)} seconds ahead; at most ${keyProofMaxAhead} are accepted`,
  )
  return pass('made just now')
}

function nonce({ proof }: KeyProofSubject): Pass {
  const { nonce } = proof.payload
  confirm(typeof nonce === 'string' && nonce !== '', 'nonce is missing; take a c_nonce from the nonce endpoint')
  return pass('has a nonce')
}

async function nonceKnown({ proof, nonces }: KeyProofSubject): Promise<Pass> {
  const known = await nonces.peek(proof.payload['nonce'] as string)
  confirm(known === true, 'the nonce is unknown, used or expired; take a new c_nonce from the nonce endpoint')
  return pass('the nonce is one of ours and unspent')
}
