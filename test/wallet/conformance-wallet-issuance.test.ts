import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { adjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { seconds } from '../../src/base/time.ts'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { parseCompactJws, signCompactJws } from '../../src/jose/jws.ts'
import { browserClient } from './browser-client.ts'
import { goodBehaviour, suiteIssuer, type SuiteBehaviour, type SuiteIssuer } from './suite-issuer.ts'
import { walletWorld, type Answer, type Holder, type WalletWorld } from './wallet-world.ts'

let world: WalletWorld
let suite: SuiteIssuer
let holder: Holder
let folder: string
beforeAll(async () => {
  const [clock, wallet] = [adjustableClock(), { redirectUri: '' }]
  suite = await suiteIssuer(clock, wallet)
  folder = await mkdtemp(join(tmpdir(), 'kakehashi-suite-'))
  const anchors = join(folder, 'anchors.json')
  await writeFile(anchors, JSON.stringify(suite.pinnedAnchors))
  world = await walletWorld({ clock, settings: { wallet: { WALLET_PINNED_ANCHORS_FILE: anchors, WALLET_AUTO_ACCEPT: 'yes' } } })
  wallet.redirectUri = `${world.wallet}/callback`
  holder = await world.holder()
})
afterAll(async () => {
  await world.close()
  await suite.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => suite.clear())

const wish = () => ({ issuer: suite.issuer, credential_configuration_id: suite.configurationId })
const issuance = async (changes: Partial<SuiteBehaviour>): Promise<Answer> => {
  suite.behaviour = { ...goodBehaviour, ...changes }
  const begun = await holder.api('/issuance', wish())
  if (!suite.behaviour.deferred) return begun
  expect(begun).toMatchObject({ status: 202, body: { outcome: 'pending' } })
  world.clock.advance(seconds(5))
  return holder.api(`/issuances/${String(begun.body['id'])}`)
}

describe('the modules of the wallet plan: what a wallet must get through', () => {
  const variants = [
    ['immediate, plain', {}],
    ['deferred, plain', { deferred: true }],
    ['immediate, encrypted', { encrypted: true }],
    ['deferred, encrypted', { deferred: true, encrypted: true }],
  ] as const satisfies readonly (readonly [string, Partial<SuiteBehaviour>])[]
  const modules: readonly (readonly [string, Partial<SuiteBehaviour>])[] = [
    ['oid4vci-1_0-wallet-test-credential-issuance', { notification: false }],
    ['oid4vci-1_0-wallet-test-credential-issuance-notification', {}],
    ['oid4vci-1_0-wallet-test-client-attestation-challenge', { challenge: true }],
    ['oid4vci-1_0-wallet-test-batch-credential-issuance', { batchSize: 10 }],
  ]
  const rows = modules.flatMap(([name, changes]) =>
    variants.map(([variant, more]) => [`${name}, ${variant}`, { ...changes, ...more }] as const),
  )
  test.each<readonly [string, Partial<SuiteBehaviour>]>([
    ...rows,
    ['oid4vci-1_0-wallet-happy-path-with-scopes-without-authorization-details-in-token-response', { authorizationDetails: false }],
    ['fapi2-security-profile-final-client-test-happy-path', {}],
    ['fapi2-security-profile-final-client-test-happy-path-no-dpop-nonce', { dpopNonces: false }],
    ['fapi2-security-profile-final-client-test-token-type-case-insensitivity', { tokenType: 'dPoP' }],
    ['fapi2-security-profile-final-client-test-rs-dpop-auth-scheme-case-insensitivity', { tokenType: 'DPOP' }],
    ['fapi2-security-profile-final-client-test-token-endpoint-response-without-expires_in', { expiresIn: false }],
    ['the server demands a challenge that it did not announce', { demands: 'challenge' }],
    ['the server demands a fresh attestation', { demands: 'fresh attestation' }],
    ['a key attestation is required with the proof', { keyAttestation: 'required' }],
    ['a key attestation is required with the proof, for a batch', { keyAttestation: 'required', batchSize: 5 }],
    ['a key attestation is the proof', { keyAttestation: 'attestation', batchSize: 3 }],
    ['the configuration has no scope', { scope: false }],
    ['the configuration has no scope and the issuer names its servers: locations', { scope: false, namesServers: true }],
    ['the token response names a dataset', { scope: false, authorizationDetails: true }],
  ])('%s', async (_name, changes) => {
    const ended = await issuance(changes)
    expect(suite.faults).toEqual([])
    expect(ended.body).toMatchObject({ outcome: 'accepted' })
    expect(suite.notifications).toEqual(
      suite.behaviour.notification ? [{ notification_id: 'suite-notification', event: 'credential_accepted' }] : [],
    )
    const { body } = await holder.api('/credentials')
    const [held] = (body['credentials'] as Record<string, unknown>[]).toReversed()
    const number = suite.behaviour.batchSize
    expect(held).toMatchObject(number > 1 ? { copies: { issued: number, unused: number } } : { configuration_id: suite.configurationId })
    await holder.api(`/credentials/${String(held!['id'])}/delete`, {})
  })
})

describe('the modules of the wallet plan: where a wallet must stop', () => {
  const leaveOut = (name: string) => (answer: URLSearchParams) => answer.delete(name)
  const replace = (name: string, value: string) => (answer: URLSearchParams) => answer.set(name, value)
  const prefix = 'fapi2-security-profile-final-client-test-'
  test.each<readonly [string, Partial<SuiteBehaviour>, string, string]>([
    [`${prefix}discovery-issuer-mismatch`, { changeServerMetadata: (it) => ({ ...it, issuer: 'https://other.example/' }) }, 'invalid_issuer_metadata', 'server-metadata'],
    [`${prefix}invalid-authorization-response-iss`, { changeAnswer: replace('iss', 'https://other.example/') }, 'authorization_mismatch', 'authorize'],
    [`${prefix}remove-authorization-response-iss`, { changeAnswer: leaveOut('iss') }, 'authorization_mismatch', 'authorize'],
    [`${prefix}ensure-authorization-response-with-invalid-state-fails`, { changeAnswer: replace('state', 'another') }, 'authorization_mismatch', 'authorize'],
    [`${prefix}ensure-authorization-response-with-invalid-missing-state-fails`, { changeAnswer: leaveOut('state') }, 'authorization_mismatch', 'authorize'],
    ['the answer has a code twice', { changeAnswer: (it) => it.append('code', 'another') }, 'authorization_mismatch', 'authorize'],
    ['the answer has neither code nor error', { changeAnswer: leaveOut('code') }, 'authorization_mismatch', 'authorize'],
    ['the answer is an error', { changeAnswer: (it) => { it.delete('code'); it.set('error', 'access_denied') } }, 'authorization_refused', 'authorize'],
    ['the issuer metadata are of another issuer', { changeIssuerMetadata: (it) => ({ ...it, credential_issuer: 'https://other.example/' }) }, 'invalid_issuer_metadata', 'issuer-metadata'],
    ['the issuer metadata are those without the slash', { changeIssuerMetadata: (it) => ({ ...it, credential_issuer: String(it['credential_issuer']).slice(0, -1) }) }, 'invalid_issuer_metadata', 'issuer-metadata'],
    ['the server metadata are those without the slash', { changeServerMetadata: (it) => ({ ...it, issuer: String(it['issuer']).slice(0, -1) }) }, 'invalid_issuer_metadata', 'server-metadata'],
    ['the server does not promise iss', { changeServerMetadata: (it) => ({ ...it, authorization_response_iss_parameter_supported: false }) }, 'unsupported_offer', 'server-metadata'],
    ['the server has no PAR', { changeServerMetadata: ({ pushed_authorization_request_endpoint: _, ...it }) => it }, 'unsupported_offer', 'server-metadata'],
    ['the server knows plain PKCE alone', { changeServerMetadata: (it) => ({ ...it, code_challenge_methods_supported: ['plain'] }) }, 'unsupported_offer', 'server-metadata'],
    ['the server metadata lie at another address, by a redirect', { serverMetadataAt: 'elsewhere' }, 'issuer_unreachable', 'server-metadata'],
    ['the token is not bound', { tokenType: 'Bearer' }, 'issuer_refused', 'token'],
  ])('%s', async (_name, changes, code, last) => {
    expect(await issuance(changes)).toMatchObject({ body: { error: code } })
    expect(suite.asked.at(-1)).toBe(last)
    expect(suite.faults).toEqual([])
  })

  test('one credential of the batch is forged: none is stored, and the issuer is told', async () => {
    const behaviour = { ...goodBehaviour, batchSize: 3 }
    const texts: string[] = []
    suite.behaviour = { ...behaviour, changeCredential: (text) => (texts.push(text), text) }
    await holder.api('/issuance', wish())
    const other = await forged(texts[0]!)
    suite.clear()
    const before = (await holder.api('/credentials')).body['credentials'] as unknown[]
    const refused = await issuance({ batchSize: 3, changeCredential: (text, index) => (index === 1 ? other : text) })
    expect(refused).toMatchObject({ body: { error: 'credential_refused' } })
    expect(suite.notifications).toEqual([
      { notification_id: 'suite-notification', event: 'credential_failure', event_description: 'issuer_signature' },
    ])
    expect(((await holder.api('/credentials')).body['credentials'] as unknown[]).length).toBe(before.length)
  })
})

describe('the suite drives the wallet', () => {
  test('GET /credential_offer: the wallet starts by itself and says how it ended', async () => {
    const browser = browserClient(world.wallet)
    const offer = suite.offer()
    const { status, location } = await browser.get(`/credential_offer?${offer.slice(offer.indexOf('?') + 1)}`)
    expect(status).toBe(303)
    expect((await browser.get(location)).headers['issuance-outcome']).toBe('accepted')
    expect(suite.faults).toEqual([])
  })

  test('the deferred endpoint is not asked before its interval', async () => {
    suite.behaviour = { ...goodBehaviour, deferred: true }
    const { body } = await holder.api('/issuance', wish())
    expect(body).toMatchObject({ outcome: 'pending', poll_after: expect.any(String) })
    const path = `/issuances/${String(body['id'])}`
    expect((await holder.api(path)).body).toMatchObject({ outcome: 'pending', state: 'pending' })
    expect(suite.asked).not.toContain('credential_deferred')
    world.clock.advance(seconds(5))
    expect((await holder.api(path)).body).toMatchObject({ outcome: 'accepted' })
    expect(suite.asked.filter((name) => name === 'credential_deferred').length).toBe(1)
  })

  test('a credential that is deleted: the issuer is told, once it is gone', async () => {
    const { body } = await issuance({})
    const [{ id }] = body['credentials'] as [{ id: string }]
    suite.notifications.length = 0
    expect(await holder.api(`/credentials/${id}/delete`, {})).toMatchObject({ body: { status: 'deleted' } })
    expect(suite.notifications).toEqual([{ notification_id: 'suite-notification', event: 'credential_deleted' }])
  })

  test('metadata are asked for at two addresses, with the slash and without it, and nowhere else', async () => {
    await issuance({})
    expect(suite.asked.slice(0, 2)).toEqual(['issuer-metadata', 'server-metadata'])
    expect(suite.faults).toEqual([])
  })
})

/** A credential with another signature than the issuer's. */
const forged = async (credential: string): Promise<string> => {
  const [jwt, ...rest] = credential.split('~')
  const { header, payload } = parseCompactJws(jwt!)
  const { alg: _, ...members } = header
  return [await signCompactJws(generateSoftwareKey().key, members, payload), ...rest].join('~')
}
