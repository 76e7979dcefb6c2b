import { CheckFailed, runChecks } from '../src/base/checks.ts'
import { minutes } from '../src/base/time.ts'
import { jwkThumbprint, sameKey } from '../src/jose/jwk.ts'
import type { Proofs } from '../src/openid4vci/credential-request.ts'
import { refuseCredential } from '../src/openid4vci/credential-response.ts'
import {
  acceptKeyAttestation, decodeKeyAttestation, keyAttestationChecks, keyAttestationFault, type AttestedKeys,
} from '../src/openid4vci/key-attestation.ts'
import { decodeKeyProof, keyProofFault, verifyKeyProof, type ProvenKey } from '../src/openid4vci/key-proof.ts'
import type { IssuedConfiguration } from './configurations.ts'
import type { IssuerContext } from './context.ts'
import type { HolderKeys } from './issuance-records.ts'
import { limits } from './limits.ts'
import type { CredentialGrant } from './records.ts'

/** The keys that a request proves or has attested, each once, and the challenges it uses, to be spent. */
export interface ProvenKeys {
  readonly keys: HolderKeys
  readonly nonces: ReadonlySet<string>
}

/**
 * Which keys the credentials are to be bound to — OpenID4VCI 1.0 "Proof Types", HAIP 1.0 "Key Attestations": one key
 * for each key proof. A single proof that carries a key attestation is signed with the first attested key and stands
 * for all of them (ETSI TS 119 472-3 V1.1.1); so does an attestation alone.
 *
 * @throws ProtocolError<CredentialErrorCode> `invalid_proof`, `invalid_nonce`; nothing is spent
 */
export async function provenKeys(
  context: IssuerContext,
  grant: CredentialGrant,
  configuration: IssuedConfiguration,
  proofs: Proofs,
): Promise<ProvenKeys> {
  const proven = 'jwt' in proofs
    ? await keysOfProofs(context, grant, configuration, proofs.jwt)
    : await keysOfAttestation(context, configuration, proofs.attestation[0])
  const thumbprints = new Set(proven.keys.map(jwkThumbprint))
  if (proven.keys.length > limits.batchSize) {
    throw refuseCredential('invalid_proof', `Send at most ${limits.batchSize} keys; see batch_credential_issuance`)
  }
  if (thumbprints.size !== proven.keys.length) {
    throw refuseCredential('invalid_proof', 'Send each key once: copies with the same key could be linked')
  }
  return proven
}

async function keysOfAttestation(
  context: IssuerContext,
  configuration: IssuedConfiguration,
  text: string,
): Promise<ProvenKeys> {
  if (!configuration.keyAttestationsRequired) {
    throw refuseCredential('invalid_proof', 'The proof type of this credential configuration is jwt; see the metadata')
  }
  const { attestedKeys, nonce } = await verifiedAttestation(context, configuration, 'attestation', text)
  return { keys: attestedKeys, nonces: noncesOf([nonce]) }
}

async function keysOfProofs(
  context: IssuerContext,
  grant: CredentialGrant,
  configuration: IssuedConfiguration,
  jwts: readonly [string, ...string[]],
): Promise<ProvenKeys> {
  if (jwts.length > limits.batchSize) {
    throw refuseCredential('invalid_proof', `Send at most ${limits.batchSize} proofs; see batch_credential_issuance`)
  }
  const [first, ...more] = await Promise.all(jwts.map((jwt) => provenKey(context, grant, jwt)))
  const proofs = [first!, ...more] as const
  const attestations = await Promise.all(proofs.map((proof) => attestationOf(context, configuration, proof)))
  const attested = more.length === 0 ? attestations[0] : undefined
  if (attested && !sameKey(attested.attestedKeys[0], proofs[0].holderKey)) {
    throw refuseCredential('invalid_proof', 'The key proof is not signed with the first of the attested keys')
  }
  return {
    keys: attested ? attested.attestedKeys : [proofs[0].holderKey, ...more.map(({ holderKey }) => holderKey)],
    nonces: noncesOf([...proofs.map(({ nonce }) => nonce), ...attestations.map((attestation) => attestation?.nonce)]),
  }
}

const noncesOf = (nonces: readonly (string | undefined)[]): ReadonlySet<string> =>
  new Set(nonces.filter((nonce) => nonce !== undefined))

async function provenKey(
  { config, clock, records, onBug }: IssuerContext,
  { client_id }: CredentialGrant,
  jwt: string,
): Promise<ProvenKey> {
  const expected = { audience: config.credentialIssuer, clientId: client_id, now: clock.now(), nonces: records.nonces }
  const verdict = await verifyKeyProof(readable('key proof', () => decodeKeyProof(jwt, expected)), onBug)
  if (verdict.accepted) return verdict.value
  const { code, description } = keyProofFault(verdict)
  throw refuseCredential(code, description)
}

/** The attestation in a proof's header; it must attest the key that signed. */
async function attestationOf(
  context: IssuerContext,
  configuration: IssuedConfiguration,
  { keyAttestation, holderKey }: ProvenKey,
): Promise<AttestedKeys | undefined> {
  if (keyAttestation === undefined) {
    if (!configuration.keyAttestationsRequired) return undefined
    throw refuseCredential('invalid_proof', 'This credential configuration needs a key_attestation in the key proof')
  }
  const attested = await verifiedAttestation(context, configuration, 'jwt', keyAttestation)
  if (!attested.attestedKeys.some((key) => sameKey(key, holderKey))) {
    throw refuseCredential('invalid_proof', 'The key proof is signed with a key that its attestation does not attest')
  }
  return attested
}

async function verifiedAttestation(
  { clock, records, attesters, onBug }: IssuerContext,
  { keyAttestationsRequired }: IssuedConfiguration,
  proofType: 'jwt' | 'attestation',
  text: string,
): Promise<AttestedKeys> {
  const now = clock.now()
  const subject = readable('key attestation', () => decodeKeyAttestation(text, {
    proofType,
    required: keyAttestationsRequired ?? {},
    mostKeys: limits.batchSize,
    now,
    skew: minutes(1),
    nonces: records.nonces,
    trusted: (x5c) => attesters.keyAttestation(x5c, now),
    notRevoked: (status) => attesters.notRevoked(status, now),
  }))
  const report = await runChecks(subject, keyAttestationChecks, onBug)
  if (report.accepted) return acceptKeyAttestation(report, subject)
  const { code, description } = keyAttestationFault(report)
  throw refuseCredential(code, description)
}

function readable<Subject>(what: string, decode: () => Subject): Subject {
  try {
    return decode()
  } catch (error) {
    if (error instanceof CheckFailed) throw refuseCredential('invalid_proof', `The ${what} is ${error.message}`, error)
    throw error
  }
}

/**
 * Spends the challenges of a request whose every other part is right; of two requests with one challenge, one goes on.
 *
 * @throws ProtocolError<CredentialErrorCode> `invalid_nonce`
 */
export async function spendNonces({ records }: IssuerContext, nonces: ReadonlySet<string>): Promise<void> {
  for (const nonce of nonces) {
    if ((await records.nonces.take(nonce)) === undefined) {
      throw refuseCredential('invalid_nonce', 'The nonce was just used; take a new c_nonce from the nonce endpoint')
    }
  }
}
