import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { protectedHeader } from '../../src/jose/jwe.ts'
import { codedRefusal, collector, encryption, headerOf, issued, keyAttestation, payloadOf, refusal, type Collector, type Parts } from './collector.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** The modules of OpenID's issuer plan that concern the credential issuer, by their names. */
let world: IssuerWorld
let wallet: Collector
beforeAll(async () => { world = await issuerWorld('JP/diploma') })
afterAll(() => world.close())
const begin = async (variant: '' | '_key_attested' = '') => { wallet = await collector(world, { subject: 'hanako', variant }) }

describe('oid4vci-1_0-issuer-happy-flow', () => {
  beforeAll(() => begin())

  test('to credential and notification, with parameters nobody knows', async () => {
    const answer = await wallet.credential({ random_parameter: 'x', unknown: { deep: [null] } })
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('date')]).toEqual([200, 'no-store', expect.any(String)])
    const { credentials, notification_id, ...others } = await issued(answer)
    expect([credentials.length, others]).toEqual([1, {}])
    const told = await wallet.notify({ notification_id, event: 'credential_accepted', event_description: 'anything', random: 'x' })
    expect([told.status, await told.text()]).toEqual([204, ''])
  })

  test('encrypted, and a second time with zip DEF: then the response is compressed, too', async () => {
    const { wish, seal, open } = encryption(world)
    const ask = async (parts: Parts, zip: 'DEF' | 'none') => {
      const body = await seal(await wallet.request({ credential_response_encryption: wish(parts) }), 'A128GCM', zip)
      return wallet.post('/credential', body, { contentType: 'application/jwt' })
    }
    const [plain, compressed] = [await ask({}, 'none'), await ask({ zip: 'DEF', enc: 'A256GCM' }, 'DEF')]
    for (const [answer, header] of [[plain, { alg: 'ECDH-ES', enc: 'A128GCM', kid: 'wallet-enc-1' }], [compressed, { alg: 'ECDH-ES', enc: 'A256GCM', kid: 'wallet-enc-1', zip: 'DEF' }]] as const) {
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'application/jwt', 'no-store'])
      const jwe = await answer.text()
      const { epk: _, ...protectedMembers } = protectedHeader(jwe)
      expect(protectedMembers).toEqual(header)
      expect(await open(jwe)).toEqual({ credentials: [{ credential: expect.stringContaining('~') }], notification_id: expect.any(String) })
    }
  })
})

describe('oid4vci-1_0-issuer-happy-flow-additional-requests', () => {
  beforeAll(() => begin())
  test.each([
    ['an IPv6 customer address', { 'x-fapi-customer-ip-address': '2001:DB8::1893:25c8:1946' }],
    ['Accept text/html before JSON', { accept: 'text/html, application/json;q=0.9, */*;q=0.8' }],
    ['Accept anything at all', { accept: '*/*' }],
    ['Accept with a charset', { accept: 'application/json;charset=UTF-8' }],
    ['an interaction id', { 'x-fapi-interaction-id': '93bac548-d2de-4546-b106-880a5018460d' }],
  ])('%s', async (_what, headers) => {
    const answer = await wallet.post('/credential', await wallet.request(), { headers })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
    expect([null, headers['x-fapi-interaction-id' as keyof typeof headers]]).toContain(answer.headers.get('x-fapi-interaction-id'))
  })
})

test('oid4vci-1_0-issuer-happy-flow-multiple-clients: the token of one with the DPoP key of another is refused; times link nobody', async () => {
  const [one, other] = [await collector(world, { subject: 'hanako' }), await collector(world, { subject: 'taro' })]
  const mixed = await one.post('/credential', await one.request(), { accessToken: other.accessToken })
  expect([mixed.status, await mixed.json()]).toMatchObject([401, { error: 'invalid_dpop_proof' }])
  const times = await Promise.all([one, other].map(async (wallet) => {
    const { iat, nbf, exp } = payloadOf((await issued(await wallet.credential())).credentials[0]!.credential)
    return [iat, nbf, exp]
  }))
  expect(times[0]).toEqual(times[1])
})

test('oid4vci-1_0-issuer-happy-flow-skip-notification: nothing is owed', async () => {
  await begin()
  await wallet.credential()
  expect((await wallet.credential()).status).toBe(200)
})

/** Each with the body to send, or how to send it, and the code that the module expects. */
const failures: readonly (readonly [string, () => Promise<Response>, string])[] = [
  ['fail-invalid-nonce', async () => wallet.credential({ proofs: { jwt: [await wallet.keyProof({ nonce: 'random' })] } }), 'invalid_nonce'],
  ['fail-invalid-jwt-proof-signature', async () => wallet.credential({ proofs: { jwt: [await wallet.keyProof({ key: { ...generateSoftwareKey().key, publicJwk: wallet.key.publicJwk } })] } }), 'invalid_proof'],
  ['fail-missing-proof', async () => { const { proofs: _, ...request } = await wallet.request(); return wallet.post('/credential', request) }, 'invalid_proof'],
  ['fail-unknown-credential-configuration', () => wallet.credential({ credential_configuration_id: 'unknown' }), 'unknown_credential_configuration'],
  ['fail-unknown-credential-identifier', async () => { const { credential_configuration_id: _, ...request } = await wallet.request(); return wallet.post('/credential', { ...request, credential_identifier: 'unknown' }) }, 'unknown_credential_identifier'],
  ['fail-unsupported-encryption-algorithm', async () => {
    const { wish, seal, jwk } = encryption(world)
    const body = await seal(await wallet.request({ credential_response_encryption: wish({ jwk: { ...jwk, alg: 'UNSUPPORTED_ALG' } }) }))
    return wallet.post('/credential', body, { contentType: 'application/jwt' })
  }, 'invalid_encryption_parameters'],
]

describe.each(failures)('oid4vci-1_0-issuer-%s', (_module, ask, code) => {
  beforeAll(() => begin())
  test(`400 ${code}, plain JSON, not cached; and the next attempt succeeds`, async () => {
    expect(await refusal(await ask())).toEqual(codedRefusal(code))
    expect((await wallet.credential()).status).toBe(200)
  })
})

test('oid4vci-1_0-issuer-fail-on-access-token-in-query', async () => {
  await begin()
  const answer = await fetch(`${world.url}/credential?access_token=${wallet.accessToken}`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(await wallet.request()),
  })
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^DPoP /)])
})

describe('oid4vci-1_0-issuer-fail-invalid-key-attestation-signature, and what else can be wrong with an attestation', () => {
  beforeAll(() => begin('_key_attested'))

  const attested = async (changes: { attester?: IssuerWorld['keyAttester']; nonce?: string; keys?: readonly ReturnType<typeof generateSoftwareKey>['key'][] } = {}) => {
    const keys = changes.keys ?? [generateSoftwareKey().key]
    const nonce = await wallet.nonce()
    return { keys, nonce, attestation: await keyAttestation(world, changes.attester ?? world.keyAttester, keys, { nonce: changes.nonce ?? nonce }) }
  }
  const broken = (jwt: string): string => `${jwt.slice(0, -6)}${jwt.endsWith('AAAAAA') ? 'BBBBBQ' : 'AAAAAA'}`

  const faults: readonly (readonly [string, () => Promise<Parts>, string])[] = [
    ['a broken signature, in a key proof', async () => { const { keys, nonce, attestation } = await attested(); return { jwt: [await wallet.keyProof({ key: keys[0]!, nonce, keyAttestation: broken(attestation) })] } }, 'invalid_proof'],
    ['a broken signature, as a proof', async () => ({ attestation: [broken((await attested()).attestation)] }), 'invalid_proof'],
    ['no attestation in the key proof', async () => ({ jwt: [await wallet.keyProof()] }), 'invalid_proof'],
    ['an attester whom nobody knows', async () => ({ attestation: [(await attested({ attester: world.impostorAttester })).attestation] }), 'invalid_proof'],
    ['a nonce that was not given', async () => ({ attestation: [(await attested({ nonce: 'random' })).attestation] }), 'invalid_nonce'],
    ['a proof by another key than the first', async () => { const { keys, nonce, attestation } = await attested({ keys: [generateSoftwareKey().key, generateSoftwareKey().key] }); return { jwt: [await wallet.keyProof({ key: keys[1]!, nonce, keyAttestation: attestation })] } }, 'invalid_proof'],
    ['a proof by a key that is not attested', async () => { const { nonce, attestation } = await attested(); return { jwt: [await wallet.keyProof({ nonce, keyAttestation: attestation }), await wallet.keyProof({ key: generateSoftwareKey().key, nonce, keyAttestation: attestation })] } }, 'invalid_proof'],
    ['more keys than a batch has', async () => ({ attestation: [(await attested({ keys: Array.from({ length: 11 }, () => generateSoftwareKey().key) })).attestation] }), 'invalid_proof'],
    ['a JWT of another kind', async () => ({ attestation: [await wallet.keyProof()] }), 'invalid_proof'],
    ['no JWT', async () => ({ attestation: ['nonsense'] }), 'invalid_proof'],
    ['two attestations', async () => ({ attestation: [(await attested()).attestation, (await attested()).attestation] }), 'invalid_proof'],
  ]
  test.each(faults)('refused, and nothing lost: %s', async (_what, proofs, code) => {
    expect(await refusal(await wallet.credential({ proofs: await proofs() }))).toEqual(codedRefusal(code))
    const { attestation } = await attested()
    expect((await wallet.credential({ proofs: { attestation: [attestation] } })).status).toBe(200)
  })

  test('HAIP 1.0 "Key Attestations", both ways: one credential for each attested key, in their order', async () => {
    const keys = Array.from({ length: 3 }, () => generateSoftwareKey().key)
    const { nonce, attestation } = await attested({ keys })
    const byProof = await attested({ keys })
    const answers = [
      await wallet.credential({ proofs: { attestation: [attestation] } }),
      await wallet.credential({ proofs: { jwt: [await wallet.keyProof({ key: keys[0]!, nonce: byProof.nonce, keyAttestation: byProof.attestation })] } }),
    ]
    for (const answer of answers) {
      const { credentials } = await issued(answer)
      const bound = credentials.map(({ credential }) => payloadOf(credential)['cnf'])
      expect(bound).toEqual(keys.map(({ publicJwk: { kty, crv, x, y } }) => ({ jwk: { kty, crv, x, y } })))
    }
    const again = await wallet.credential({ proofs: { attestation: [attestation] } })
    expect([nonce, await refusal(again)]).toEqual([expect.any(String), codedRefusal('invalid_nonce')])
  })

  test('an attestation without a nonce of its own is fresh by the nonce of the key proof', async () => {
    const key = generateSoftwareKey().key
    const attestation = await keyAttestation(world, world.keyAttester, [key])
    expect((await wallet.credential({ proofs: { jwt: [await wallet.keyProof({ key, keyAttestation: attestation })] } })).status).toBe(200)
    expect(await refusal(await wallet.credential({ proofs: { attestation: [attestation] } }))).toEqual(codedRefusal('invalid_proof'))
  })

  test('keys of a storage that says nothing of itself are not enough', async () => {
    const key = generateSoftwareKey().key
    const attestation = await keyAttestation(world, world.keyAttester, [key], { nonce: await wallet.nonce(), keyStorage: ['home_made'] })
    expect(await refusal(await wallet.credential({ proofs: { attestation: [attestation] } }))).toEqual(codedRefusal('invalid_proof'))
  })
})

test('a configuration that does not require attestations takes a key proof with one, if it holds, and no attestation alone', async () => {
  await begin()
  const key = generateSoftwareKey().key
  const nonce = await wallet.nonce()
  const [good, bad] = [await keyAttestation(world, world.keyAttester, [key]), await keyAttestation(world, world.impostorAttester, [key])]
  expect(await refusal(await wallet.credential({ proofs: { attestation: [good] } }))).toEqual(codedRefusal('invalid_proof'))
  expect(await refusal(await wallet.credential({ proofs: { jwt: [await wallet.keyProof({ key, nonce, keyAttestation: bad })] } }))).toEqual(codedRefusal('invalid_proof'))
  const answer = await wallet.credential({ proofs: { jwt: [await wallet.keyProof({ key, nonce, keyAttestation: good })] } })
  expect(headerOf((await issued(answer)).credentials[0]!.credential)).toMatchObject({ typ: 'dc+sd-jwt' })
})
