import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adjustableClock, type AdjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { Log } from '../../src/base/log.ts'
import { before, days } from '../../src/base/time.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import type { FetchDocument } from '../../src/http/fetch-document.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import type { SigningKey } from '../../src/jose/signing-key.ts'
import { makeWalletProviderPki, type WalletProviderPki } from '../../src/lab/pki.ts'
import { makePossessionProof } from '../../src/oauth/possession-proof.ts'
import {
  clientAttestationRequest, instanceRegistrationRequest, keyAttestationRequest, processClientAttestationResponse,
  processInstanceRegistrationResponse, processKeyAttestationResponse, processProviderChallengeResponse,
  providerChallengeRequest, type ObtainedClientAttestation, type ObtainedKeyAttestation, type WalletProvider,
} from '../../src/oauth/wallet-provider-requests.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { makeWalletProviderApp } from '../../src/wallet-provider/app.ts'
import { parseWalletProviderConfig } from '../../src/wallet-provider/config.ts'
import { makeWalletProviderContext, type WalletProviderContext } from '../../src/wallet-provider/context.ts'
import { walletProvider } from '../../src/wallet-provider/organisation.ts'
import type { Certified } from '../../src/x509/adapters/pki.ts'

export const walletToken = 'a-wallet-token-for-tests-of-32-characters'
export const deskToken = 'a-desk-token-for-tests-of-32-characters'
export const clientId = 'https://wallet.example'
export const http: FetchDocument = nodeFetchDocument({ development: true, allowedAddresses: ['loopback'] })

/** One wallet provider on loopback, with its keys and a clock that the test moves. */
export interface ProviderWorld {
  readonly provider: WalletProvider
  readonly url: string
  readonly clock: AdjustableClock
  readonly pki: WalletProviderPki
  readonly context: WalletProviderContext
  readonly environment: Readonly<Record<string, string>>
  readonly logged: readonly string[]
  close(): Promise<void>
}

export async function providerWorld({ basePath = '' } = {}): Promise<ProviderWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'kakehashi-provider-'))
  const clock = adjustableClock()
  const pki = await makeWalletProviderPki(walletProvider, before(clock.now(), days(1)))
  const binding = await bind({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${binding.port}${basePath}`
  const keyFile = (name: string, { privateJwk, x5c }: Certified): string => {
    writeFileSync(join(folder, name), JSON.stringify({ privateJwk, x5c }))
    return join(folder, name)
  }
  const environment = {
    PROVIDER_URL: url,
    PROVIDER_PORT: String(binding.port),
    PROVIDER_DATABASE: ':memory:',
    PROVIDER_DEVELOPMENT_HTTP: 'yes',
    PROVIDER_KEY_FILE: keyFile('wallets.json', pki.walletAttester),
    PROVIDER_KEY_ATTESTATION_KEY_FILE: keyFile('keys.json', pki.keyAttester),
    PROVIDER_STATUS_KEY_FILE: keyFile('status.json', pki.status),
    PROVIDER_CLIENT_ID: clientId,
    PROVIDER_WALLET_TOKEN: walletToken,
    PROVIDER_DESK_TOKEN: deskToken,
  }
  const logged: string[] = []
  const store = memoryStore(clock)
  const context = await makeWalletProviderContext(parseWalletProviderConfig(environment), {
    clock, random: systemRandom, log: linesIn(logged), store,
  })
  binding.serve(makeWalletProviderApp(context))
  return {
    provider: { url, token: walletToken }, url, clock, pki, context, environment, logged,
    close: async () => {
      await binding.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const linesIn = (lines: string[]): Log => {
  const line = (event: string, fields?: object): void => void lines.push(`${event} ${JSON.stringify(fields ?? {})}`)
  return { info: line, warn: line, error: (event, error, fields) => line(event, { ...fields, error: String(error) }) }
}

export const newKey = (): SigningKey => generateSoftwareKey().key

/** An installation of the wallet as it talks to its provider, every step over HTTP. */
export interface TestInstance {
  readonly key: SigningKey
  challenge(): Promise<string>
  proof(key: SigningKey, challenge: string): Promise<string>
  register(): Promise<string>
  attestWallet(key: SigningKey): Promise<ObtainedClientAttestation>
  attestKeys(keys: readonly [SigningKey, ...SigningKey[]], nonce?: string): Promise<ObtainedKeyAttestation>
}

export function testInstance({ provider, clock }: Pick<ProviderWorld, 'provider' | 'clock'>): TestInstance {
  const key = newKey()
  const proof = (key: SigningKey, challenge: string): Promise<string> =>
    makePossessionProof({ key, audience: provider.url, challenge, now: clock.now() })
  const challenge = async (): Promise<string> => processProviderChallengeResponse(await http(providerChallengeRequest(provider)))
  return {
    key,
    challenge,
    proof,
    register: async () => {
      const given = await challenge()
      const request = instanceRegistrationRequest(provider, { challenge: given, proof: await proof(key, given) })
      return processInstanceRegistrationResponse(await http(request)).instanceId
    },
    attestWallet: async (bound) => {
      const given = await challenge()
      const proofs = { challenge: given, instanceProof: await proof(key, given), proof: await proof(bound, given) }
      return processClientAttestationResponse(await http(clientAttestationRequest(provider, proofs)))
    },
    attestKeys: async ([first, ...more], nonce) => {
      const given = await challenge()
      const proofs = [await proof(first, given), ...(await Promise.all(more.map((one) => proof(one, given))))] as const
      const request = keyAttestationRequest(provider, { challenge: given, instanceProof: await proof(key, given), proofs, nonce })
      return processKeyAttestationResponse(await http(request))
    },
  }
}

/** The desk's two requests. */
export const desk = ({ url }: Pick<ProviderWorld, 'url'>) => ({
  instances: async () => (await (await fetch(`${url}/desk/instances`, { headers: { authorization: `Bearer ${deskToken}` } })).json()) as {
    readonly instances: readonly { readonly instance_id: string; readonly status: string }[]
  },
  revoke: (id: string, body: unknown = { status: 'revoked' }) =>
    fetch(`${url}/desk/instances/${id}/status`, {
      method: 'POST',
      headers: { authorization: `Bearer ${deskToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
})
