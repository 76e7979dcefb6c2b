import { confirm } from '../src/base/checks.ts'
import { after, seconds, type EpochSeconds } from '../src/base/time.ts'
import type { FetchedDocument } from '../src/http/fetch-document.ts'
import type { PrivateJwk, SigningKey } from '../src/jose/signing-key.ts'
import { requestRefused } from '../src/oauth/error-response.ts'
import { credentialRequest, type Proofs } from '../src/openid4vci/credential-request.ts'
import {
  processCredentialResponse,
  type CredentialResponse,
  type DeferredCredentialResponse,
} from '../src/openid4vci/credential-response.ts'
import { deferredCredentialRequest, processDeferredCredentialResponse } from '../src/openid4vci/deferred-credential.ts'
import { makeKeyProof } from '../src/openid4vci/key-proof.ts'
import { nonceRequest, processNonceResponse } from '../src/openid4vci/nonce-endpoint.ts'
import { askIssuer } from './ask-issuer.ts'
import { keyAttestationFor } from './attest-wallet.ts'
import type { WalletContext } from './context.ts'
import type {
  DeferredCredential,
  IssuerOfOffer,
  OfferedConfiguration,
  ReceivedCredential,
  Requested,
} from './issuance-records.ts'
import { limits } from './limits.ts'
import { matchCopies } from './match-copies.ts'
import { atIssuer, outside, refusedWith } from './outside.ts'
import type { Tokens } from './redeem-code.ts'
import { refuse } from './wallet-errors.ts'

export type IssuersAnswer = { readonly received: ReceivedCredential } | { readonly deferred: DeferredCredential }

/**
 * Asks for one credential, with keys that no other credential has, one for each copy — OpenID4VCI 1.0 "Credential
 * Request". A nonce that the issuer no longer takes is fetched anew, once.
 *
 * @throws ProtocolError `issuer_refused`, `issuer_unreachable`, `credential_denied`, `wallet_not_attested`
 */
export function requestCredential(
  context: WalletContext,
  instanceId: string,
  issuer: IssuerOfOffer,
  access: Tokens,
  { configuration, requested }: { readonly configuration: OfferedConfiguration; readonly requested: Requested },
): Promise<IssuersAnswer> {
  const endpoint = issuer.credentialEndpoint
  const keys = Array.from({ length: configuration.copies.number }, () => context.generateKey())
  const ask = async (): Promise<FetchedDocument> => {
    const nonceAnswer = await context.fetchDocument({
      ...nonceRequest(issuer.nonceEndpoint),
      timeout: limits.outboundTimeout,
    })
    const { c_nonce: nonce, dpopNonce } = processNonceResponse(nonceAnswer)
    const proofs = await proofsOf(context, instanceId, keys.map(({ key }) => key), {
      kind: configuration.proof,
      audience: issuer.credentialIssuer,
      clientId: access.clientId,
      nonce,
    })
    return askIssuer(context, issuer, access, {
      endpoint,
      dpopNonce,
      confidential: true,
      request: (parts) =>
        credentialRequest({
          endpoint,
          proofs,
          requested:
            requested.identifier === undefined
              ? { by: 'credential_configuration_id', id: requested.configurationId }
              : { by: 'credential_identifier', id: requested.identifier },
          ...parts,
        }),
    })
  }
  return atIssuersDesk(async () => {
    const first = await ask()
    const staleNonce = first.status === 400 && requestRefused(first).code === 'invalid_nonce'
    const answer = processCredentialResponse(staleNonce ? await ask() : first)
    return answered(answer, { requested, now: context.clock.now(), keys: keys.map(withPublicKey) })
  })
}

/**
 * Asks whether a credential that was put off is ready — OpenID4VCI 1.0 "Deferred Credential Endpoint". Whoever calls
 * has waited as long as the issuer said.
 *
 * @throws as {@link requestCredential}; `credential_denied` ends it
 */
export function requestDeferredCredential(
  context: WalletContext,
  issuer: IssuerOfOffer,
  access: Tokens,
  { requested, transactionId, keys }: DeferredCredential,
): Promise<IssuersAnswer> {
  const endpoint = issuer.deferredEndpoint
  return atIssuersDesk(async () => {
    confirm(endpoint !== undefined, 'the issuer put the credential off and has no endpoint to collect it later')
    const document = await askIssuer(context, issuer, access, {
      endpoint,
      confidential: true,
      request: (parts) => deferredCredentialRequest({ endpoint, transactionId, ...parts }),
    })
    const answer = processDeferredCredentialResponse(document, transactionId)
    const restored = keys.map((privateJwk) => withPublicKey({ key: context.signingKey(privateJwk), privateJwk }))
    return answered(answer, { requested, now: context.clock.now(), keys: restored })
  })
}

async function atIssuersDesk(ask: () => Promise<IssuersAnswer>): Promise<IssuersAnswer> {
  return outside(atIssuer, async () => {
    try {
      return await ask()
    } catch (error) {
      const denied = refusedWith(error, 'credential_request_denied', 'invalid_transaction_id')
      if (denied === undefined) throw error
      throw refuse('credential_denied', `The issuer decided not to issue this credential. ${denied}`, { cause: error })
    }
  })
}

interface ProofWishes {
  readonly kind: OfferedConfiguration['proof']
  readonly audience: string
  readonly clientId: string | undefined
  readonly nonce: string
}

/** OpenID4VCI 1.0 "Proof Types": a proof by each key, or one key attestation for all of them. */
async function proofsOf(
  context: WalletContext,
  instanceId: string,
  keys: readonly SigningKey[],
  { kind, audience, clientId, nonce }: ProofWishes,
): Promise<Proofs> {
  const proof = (key: SigningKey, keyAttestation?: string): Promise<string> =>
    makeKeyProof({ key, audience, nonce, clientId, now: context.clock.now(), keyAttestation })
  if (kind === 'jwt') {
    const [first, ...more] = await Promise.all(keys.map((key) => proof(key)))
    return { jwt: [first!, ...more] }
  }
  const attestation = await keyAttestationFor(context, instanceId, keys, nonce)
  return kind === 'attestation' ? { attestation: [attestation] } : { jwt: [await proof(keys[0]!, attestation)] }
}

interface OwnKey {
  readonly publicJwk: SigningKey['publicJwk']
  readonly privateJwk: PrivateJwk
}

const withPublicKey = ({ key, privateJwk }: { key: SigningKey; privateJwk: PrivateJwk }): OwnKey => ({
  publicJwk: key.publicJwk,
  privateJwk,
})

function answered(
  answer: CredentialResponse | DeferredCredentialResponse,
  { requested, now, keys }: { requested: Requested; now: EpochSeconds; keys: readonly OwnKey[] },
): IssuersAnswer {
  if ('transaction_id' in answer) {
    const wait = seconds(Math.min(Math.ceil(answer.interval), limits.longestInterval))
    const privateKeys = keys.map(({ privateJwk }) => privateJwk)
    const { transaction_id: transactionId } = answer
    return { deferred: { requested, transactionId, keys: privateKeys, notBefore: after(now, wait) } }
  }
  const { credentials, notification_id } = answer
  confirm(credentials.length <= keys.length, 'the issuer answered with more credentials than there were keys')
  const matched = matchCopies(
    credentials.map(({ credential }) => credential),
    keys,
  )
  const copies = matched.map(({ credential, key }) => ({ credential, key: key.privateJwk }))
  return { received: { requested, copies, ...(notification_id !== undefined && { notificationId: notification_id }) } }
}
