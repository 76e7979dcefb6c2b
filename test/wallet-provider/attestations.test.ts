import { afterEach, beforeEach, expect, test } from 'vitest'
import { attestersOf } from '../../issuer/attesters.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { notPassed, runChecks } from '../../src/base/checks.ts'
import { after, hours, minutes, seconds } from '../../src/base/time.ts'
import { jwkThumbprint } from '../../src/jose/jwk.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import type { SigningKey } from '../../src/jose/signing-key.ts'
import { makeClientAttestationPop } from '../../src/oauth/client-attestation.ts'
import { acceptClientAttestation, clientAttestationChecks, decodeClientAttestation } from '../../src/oauth/client-attestation-checks.ts'
import { RequestRefused } from '../../src/oauth/error-response.ts'
import { acceptKeyAttestation, decodeKeyAttestation, keyAttestationChecks } from '../../src/openid4vci/key-attestation.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { parseAttesterAnchors } from '../../src/trust/attester-anchors.ts'
import { clientId, desk, http, newKey, providerWorld, testInstance, type ProviderWorld } from './provider-world.ts'

const noBug = (error: unknown): void => { throw error }

let world: ProviderWorld
beforeEach(async () => { world = await providerWorld() })
afterEach(() => world.close())

/** What an issuer is told of the provider, in its configuration. */
const anchors = () => parseAttesterAnchors({
  clientAttestation: [world.pki.walletAuthority.certificate], keyAttestation: [world.pki.keyAuthority.certificate],
})
const nobody = { clientAttestation: [], keyAttestation: [] }

/** An issuer's judgement of a wallet attestation, with a proof by `key`. */
async function judgedByIssuer(attestation: string, key: SigningKey, trusted: ReturnType<typeof anchors> = anchors()) {
  const now = world.clock.now()
  const attesters = attestersOf(trusted, http)
  const used = memoryStore(world.clock).oneTime<never>('pops')
  const subject = decodeClientAttestation({
    attestation,
    pop: await makeClientAttestationPop(key, { iss: clientId, aud: 'https://issuer.example', challenge: undefined, now, random: systemRandom }),
  }, {
    authorizationServer: 'https://issuer.example', now, skew: seconds(30), challenge: 'none-issued',
    trusted: (x5c) => attesters.clientAttestation(x5c, now),
    notRevoked: (status) => attesters.notRevoked(status, now),
    claimPop: (id, expiresAt) => used.claim(id, expiresAt),
  })
  return { report: await runChecks(subject, clientAttestationChecks, noBug), subject }
}

test('a registered instance gets a wallet attestation that an issuer accepts', async () => {
  const instance = testInstance(world)
  await instance.register()
  const key = newKey()
  const { clientAttestation, clientId: told, expiresAt } = await instance.attestWallet(key)
  const { report, subject } = await judgedByIssuer(clientAttestation, key)
  expect(notPassed(report)).toEqual([])
  const { kty, crv, x, y } = key.publicJwk
  expect(acceptClientAttestation(report, subject)).toEqual({ clientId, instanceKey: { kty, crv, x, y }, walletName: 'LAB Wallet' })
  expect({ told, iss: subject.attestation.payload['iss'], exp: subject.attestation.payload['exp'] }).toEqual({ told: clientId, iss: world.url, exp: expiresAt })
})

test('an issuer that trusts nobody, or the provider only for keys, does not accept it', async () => {
  const instance = testInstance(world)
  await instance.register()
  const key = newKey()
  const { clientAttestation } = await instance.attestWallet(key)
  for (const trusted of [nobody, { ...nobody, keyAttestation: anchors().keyAttestation }]) {
    const { report } = await judgedByIssuer(clientAttestation, key, trusted)
    expect(notPassed(report)).toContain('client_attestation_trusted')
  }
})

test('two attestations of one instance have nothing in common that those of two instances have not', async () => {
  const [one, other] = [testInstance(world), testInstance(world)]
  await one.register()
  await other.register()
  const attested = await Promise.all([one, one, other].map(async (instance) => parseCompactJws((await instance.attestWallet(newKey())).clientAttestation)))
  const varying = ['cnf', 'status']
  const shared = attested.map(({ payload }) => Object.fromEntries(Object.entries(payload).filter(([name]) => !varying.includes(name))))
  expect(new Set(shared.map((part) => JSON.stringify(part))).size).toBe(1)
  expect(new Set(attested.map(({ header }) => JSON.stringify(header))).size).toBe(1)
  for (const name of varying) expect(new Set(attested.map(({ payload }) => JSON.stringify(payload[name]))).size).toBe(3)
  expect(Number(shared[0]!['iat']) % hours(1)).toBe(0)
})

test('it lives less than 24 hours; then the issuer wants a fresh one', async () => {
  const instance = testInstance(world)
  await instance.register()
  const key = newKey()
  const { clientAttestation, expiresAt } = await instance.attestWallet(key)
  expect(expiresAt - world.clock.now()).toBeLessThan(hours(24))
  expect(expiresAt - world.clock.now()).toBeGreaterThan(hours(21))
  world.clock.advance(hours(24))
  const { report } = await judgedByIssuer(clientAttestation, key)
  expect(notPassed(report)).toContain('client_attestation_current')
})

test('a revoked instance: its attestations are invalid in the status list, and it gets no further one', async () => {
  const [lost, kept] = [testInstance(world), testInstance(world)]
  const id = await lost.register()
  await kept.register()
  const [lostKey, keptKey] = [newKey(), newKey()]
  const [{ clientAttestation: ofLost }, { clientAttestation: ofKept }] = [await lost.attestWallet(lostKey), await kept.attestWallet(keptKey)]

  expect(await (await desk(world).revoke(id)).json()).toMatchObject({ instance_id: id, status: 'revoked' })

  expect(notPassed((await judgedByIssuer(ofLost, lostKey)).report)).toEqual(['client_attestation_status', 'client_attestation_pop_replay'])
  expect(notPassed((await judgedByIssuer(ofKept, keptKey)).report)).toEqual([])
  await expect(lost.attestWallet(newKey())).rejects.toMatchObject({ code: 'instance_revoked', status: 403 })
  await expect(lost.attestKeys([newKey()])).rejects.toMatchObject({ code: 'instance_revoked', status: 403 })
  await expect(lost.register()).rejects.toMatchObject({ code: 'instance_revoked', status: 403 })
  expect((await desk(world).instances()).instances.map(({ status }) => status)).toEqual(['revoked', 'active'])
})

test('an issuer that cannot reach the status list does not accept', async () => {
  const instance = testInstance(world)
  await instance.register()
  const key = newKey()
  const { clientAttestation } = await instance.attestWallet(key)
  await world.close()
  const { report } = await judgedByIssuer(clientAttestation, key)
  expect(report.checks.find(({ id }) => id === 'client_attestation_status')?.outcome.status).toBe('indeterminate')
  world = await providerWorld()
})

test('one key attestation names all keys of a batch in their order, with the issuer’s nonce, and an issuer accepts it', async () => {
  const instance = testInstance(world)
  await instance.register()
  const keys = [newKey(), newKey(), newKey()] as const
  const { keyAttestation, expiresAt } = await instance.attestKeys(keys, 'nonce_of_the_issuer')
  const now = world.clock.now()
  const nonces = memoryStore(world.clock).oneTime<true>('nonces')
  await nonces.put('nonce_of_the_issuer', true, after(now, minutes(5)))
  const attesters = attestersOf(anchors(), http)
  const subject = decodeKeyAttestation(keyAttestation, {
    proofType: 'attestation', required: { key_storage: ['iso_18045_basic'], user_authentication: ['iso_18045_basic'] }, mostKeys: 10, now, skew: seconds(30), nonces,
    trusted: (x5c) => attesters.keyAttestation(x5c, now), notRevoked: (status) => attesters.notRevoked(status, now),
  })
  const report = await runChecks(subject, keyAttestationChecks, noBug)
  expect(notPassed(report)).toEqual([])
  const { attestedKeys, nonce, keyStorage } = acceptKeyAttestation(report, subject)
  expect(attestedKeys.map(jwkThumbprint)).toEqual(keys.map(({ publicJwk }) => jwkThumbprint(publicJwk)))
  expect({ nonce, keyStorage, lives: expiresAt - now }).toEqual({ nonce: 'nonce_of_the_issuer', keyStorage: ['iso_18045_basic'], lives: minutes(10) })
})

test('the authority for wallets is not the one for keys', async () => {
  const instance = testInstance(world)
  await instance.register()
  const { keyAttestation } = await instance.attestKeys([newKey()])
  const { x5c } = parseCompactJws(keyAttestation).header as { x5c: readonly string[] }
  const now = world.clock.now()
  await expect(attestersOf({ ...nobody, keyAttestation: anchors().clientAttestation }, http).keyAttestation(x5c, now)).rejects.toThrow(/not trusted here/)
  await expect(attestersOf(anchors(), http).keyAttestation(x5c, now)).resolves.toBeUndefined()
})

test('an instance that never registered gets nothing', async () => {
  const stranger = testInstance(world)
  await expect(stranger.attestWallet(newKey())).rejects.toMatchObject({ code: 'unknown_instance', status: 404 })
  await expect(stranger.attestKeys([newKey()])).rejects.toThrow(RequestRefused)
})

test('the same key registered again is the same instance, also at the same moment', async () => {
  const instance = testInstance(world)
  const ids = await Promise.all([instance.register(), instance.register(), instance.register()])
  expect(new Set([...ids, await instance.register()]).size).toBe(1)
  expect((await desk(world).instances()).instances).toHaveLength(1)
})
