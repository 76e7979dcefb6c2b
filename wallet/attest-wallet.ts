import { sha256Base64url } from '../src/base/bytes.ts'
import { before, minutes } from '../src/base/time.ts'
import type { FetchedDocument, OutboundRequest } from '../src/http/fetch-document.ts'
import type { PrivateJwk, SigningKey } from '../src/jose/signing-key.ts'
import { makePossessionProof } from '../src/oauth/possession-proof.ts'
import {
  clientAttestationRequest,
  instanceRegistrationRequest,
  keyAttestationRequest,
  processClientAttestationResponse,
  processInstanceRegistrationResponse,
  processKeyAttestationResponse,
  processProviderChallengeResponse,
  providerChallengeRequest,
  type WalletProvider,
} from '../src/oauth/wallet-provider-requests.ts'
import type { HeldAttestation, ProviderRegistration } from './attestation-records.ts'
import type { WalletContext } from './context.ts'
import { limits } from './limits.ts'
import { outside } from './outside.ts'
import { recordKey } from './records.ts'
import { refuse } from './wallet-errors.ts'

/**
 * This wallet's attestation for one authorization server — HAIP 1.0 "Wallet Attestation": its key and the attestation
 * are shown to no other server. Kept until shortly before it expires; the key stays when it is renewed, since refresh
 * tokens are bound to it.
 *
 * @param fresh the server did not take the one that is kept
 * @throws ProtocolError `wallet_not_attested`
 */
export async function clientAttestationFor(
  context: WalletContext,
  instanceId: string,
  authorizationServer: string,
  { fresh = false }: { readonly fresh?: boolean } = {},
): Promise<HeldAttestation> {
  const { records, clock } = context
  const recordId = recordKey(instanceId, sha256Base64url(authorizationServer))
  const held = await records.attestations.get(recordId)
  if (held && !fresh && clock.now() < before(held.expiresAt, soon)) return held

  const { key, privateJwk } = held ? kept(context, held.key) : context.generateKey()
  const obtained = await withProvider(context, instanceId, async ({ provider, registered, prove }) => {
    const request = clientAttestationRequest(provider, { ...registered, proof: await prove(key) })
    return processClientAttestationResponse(await ask(context, request))
  })
  const attestation: HeldAttestation = {
    key: privateJwk,
    clientId: obtained.clientId,
    attestation: obtained.clientAttestation,
    expiresAt: obtained.expiresAt,
  }
  await records.attestations.put(recordId, attestation)
  return attestation
}

/**
 * One attestation for all keys of a batch — HAIP 1.0 "Key Attestations".
 *
 * @param nonce the issuer's `c_nonce`
 * @throws ProtocolError `wallet_not_attested`
 */
export const keyAttestationFor = (
  context: WalletContext,
  instanceId: string,
  keys: readonly SigningKey[],
  nonce: string,
): Promise<string> =>
  withProvider(context, instanceId, async ({ provider, registered, prove }) => {
    const [first, ...more] = await Promise.all(keys.map(prove))
    const request = keyAttestationRequest(provider, { ...registered, proofs: [first!, ...more], nonce })
    return processKeyAttestationResponse(await ask(context, request)).keyAttestation
  })

const soon = minutes(2)

interface AtProvider {
  readonly provider: WalletProvider
  readonly registered: { readonly challenge: string; readonly instanceProof: string }
  readonly prove: (key: SigningKey) => Promise<string>
}

function withProvider<Answer>(
  context: WalletContext,
  instanceId: string,
  use: (at: AtProvider) => Promise<Answer>,
): Promise<Answer> {
  const provider = context.walletProvider
  if (!provider) throw refuse('wallet_not_attested', 'This wallet has no provider that could attest it.', { status: 503 })
  return outside(atProvider, async () => {
    const registration = await registered(context, provider, instanceId)
    const challenge = await challengeOf(context, provider)
    const prove = (key: SigningKey): Promise<string> =>
      makePossessionProof({ key, audience: provider.url, challenge, now: context.clock.now() })
    const instanceProof = await prove(context.signingKey(registration.key))
    return use({ provider, registered: { challenge, instanceProof }, prove })
  })
}

const atProvider = {
  unreachable: 'wallet_not_attested',
  invalid: 'wallet_not_attested',
  refused: 'wallet_not_attested',
} as const

/** Once for each wallet. The key is kept before the provider is asked: the same key again is the same instance. */
async function registered(
  context: WalletContext,
  provider: WalletProvider,
  instanceId: string,
): Promise<ProviderRegistration> {
  const { records, clock } = context
  await records.registrations.insert(instanceId, { key: context.generateKey().privateJwk })
  const registration = (await records.registrations.get(instanceId))!
  if (registration.instanceId !== undefined) return registration
  const challenge = await challengeOf(context, provider)
  const key = context.signingKey(registration.key)
  const proof = await makePossessionProof({ key, audience: provider.url, challenge, now: clock.now() })
  const answer = await ask(context, instanceRegistrationRequest(provider, { challenge, proof }))
  const complete = { ...registration, ...processInstanceRegistrationResponse(answer) }
  await records.registrations.put(instanceId, complete)
  return complete
}

const challengeOf = async (context: WalletContext, provider: WalletProvider): Promise<string> =>
  processProviderChallengeResponse(await ask(context, providerChallengeRequest(provider)))

const ask = ({ fetchDocument }: WalletContext, request: OutboundRequest): Promise<FetchedDocument> =>
  fetchDocument({ ...request, timeout: limits.outboundTimeout })

const kept = ({ signingKey }: WalletContext, privateJwk: PrivateJwk) => ({ key: signingKey(privateJwk), privateJwk })
