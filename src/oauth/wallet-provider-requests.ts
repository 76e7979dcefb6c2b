import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { epochSeconds, seconds } from '../base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../http/fetch-document.ts'
import { parseJsonDocument } from './error-response.ts'

/** Where a wallet gets its attestations, and what opens it. How they talk is outside every specification: a lab API. */
export interface WalletProvider {
  /** Base URL: the audience of every proof. */
  readonly url: string
  readonly token: string
}

const request = ({ url, token }: WalletProvider, path: string, body: object): OutboundRequest => ({
  url: url + path,
  method: 'POST',
  accept: 'application/json',
  contentType: 'application/json',
  headers: { Authorization: `Bearer ${token}` },
  body: JSON.stringify(body),
  maxBytes: 100_000,
  timeout: seconds(10),
})

/** A challenge for the proofs of one request that follows. */
export const providerChallengeRequest = (provider: WalletProvider): OutboundRequest =>
  request(provider, '/challenges', {})

/** @throws RequestRefused or CheckFailed */
export const processProviderChallengeResponse = (document: FetchedDocument): string =>
  read(document, z.object({ challenge: z.string().min(1) }), 'challenge').challenge

/** Registers an instance of the wallet by its own key. @param proof of that key, see `possession-proof.ts` */
export const instanceRegistrationRequest = (
  provider: WalletProvider,
  { challenge, proof }: { readonly challenge: string; readonly proof: string },
): OutboundRequest => request(provider, '/instances', { challenge, proof })

/** @throws RequestRefused or CheckFailed */
export const processInstanceRegistrationResponse = (document: FetchedDocument): { readonly instanceId: string } => ({
  instanceId: read(document, z.object({ instance_id: z.string().min(1) }), 'registration').instance_id,
})

/**
 * Asks for a wallet attestation.
 *
 * @param instanceProof of the key that the instance registered with
 * @param proof of the key that the attestation shall be bound to
 */
export const clientAttestationRequest = (
  provider: WalletProvider,
  { challenge, instanceProof, proof }: {
    readonly challenge: string
    readonly instanceProof: string
    readonly proof: string
  },
): OutboundRequest => request(provider, '/client-attestations', { challenge, instance_proof: instanceProof, proof })

const expiresAt = z.int().transform(epochSeconds)
const clientAttestation = z
  .object({ client_attestation: z.string().min(1), client_id: z.string().min(1), expires_at: expiresAt })
  .transform(({ client_attestation, client_id, expires_at }) => ({
    clientAttestation: client_attestation, clientId: client_id, expiresAt: expires_at,
  }))
export type ObtainedClientAttestation = z.output<typeof clientAttestation>

/** @throws RequestRefused, for example with `instance_revoked`, or CheckFailed */
export const processClientAttestationResponse = (document: FetchedDocument): ObtainedClientAttestation =>
  read(document, clientAttestation, 'wallet attestation')

/**
 * Asks for one attestation of all keys of a batch.
 *
 * @param proofs one for each key, in the order in which the attestation shall name them
 * @param nonce the issuer's `c_nonce`; undefined if it gives none
 */
export const keyAttestationRequest = (
  provider: WalletProvider,
  { challenge, instanceProof, proofs, nonce }: {
    readonly challenge: string
    readonly instanceProof: string
    readonly proofs: readonly [string, ...string[]]
    readonly nonce: string | undefined
  },
): OutboundRequest =>
  request(provider, '/key-attestations', {
    challenge, instance_proof: instanceProof, proofs, ...(nonce !== undefined && { nonce }),
  })

const keyAttestation = z
  .object({ key_attestation: z.string().min(1), expires_at: expiresAt })
  .transform(({ key_attestation, expires_at }) => ({ keyAttestation: key_attestation, expiresAt: expires_at }))
export type ObtainedKeyAttestation = z.output<typeof keyAttestation>

/** @throws RequestRefused, for example with `instance_revoked`, or CheckFailed */
export const processKeyAttestationResponse = (document: FetchedDocument): ObtainedKeyAttestation =>
  read(document, keyAttestation, 'key attestation')

function read<Schema extends z.ZodType>(document: FetchedDocument, schema: Schema, what: string): z.output<Schema> {
  const parsed = schema.safeParse(parseJsonDocument(document, what))
  if (parsed.success) return parsed.data
  const faults = z.prettifyError(parsed.error)
  throw new CheckFailed(`the wallet provider's answer is no ${what}: ${faults}`, {}, parsed.error)
}
