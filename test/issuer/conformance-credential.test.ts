import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/base/json.ts'
import { confirmOfType } from '../../src/sd-jwt/type-metadata-rules.ts'
import { fetchTypeMetadata, integrityOf, processTypeMetadataResponse } from '../../src/sd-jwt/type-metadata.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { fetchStatusListToken } from '../../src/status-list/fetch-status-list-token.ts'
import { verifyStatusListToken } from '../../src/status-list/status-list-token.ts'
import { readStatus } from '../../src/status-list/status-list.ts'
import { importPublicJwk } from '../../src/jose/jwk.ts'
import { parseCompactJws, verifyEs256 } from '../../src/jose/jws.ts'
import { parseX5c } from '../../src/x509/x5c.ts'
import { codedRefusal, collector, encryption, headerOf, issued, payloadOf, refusal, type Collector } from './collector.ts'
import { http, issuerWorld, type IssuerWorld } from './issuer-world.ts'

/** What OpenID's conformance suite asserts of the credential endpoint and of SD-JWT VCs, row by row. */
let world: IssuerWorld
let wallet: Collector
let credential: string
beforeAll(async () => {
  world = await issuerWorld('JP/identity')
  wallet = await collector(world, { subject: 'hanako' })
  credential = (await issued(await wallet.credential())).credentials[0]!.credential
})
afterAll(() => world.close())

test('VCIValidateCredentialNonceResponse: POST without access token, 200, no-store, a fresh c_nonce each time', async () => {
  const ask = async () => fetch(`${world.url}/nonce`, { method: 'POST' })
  const [one, other] = [await ask(), await ask()]
  expect([one.status, one.headers.get('cache-control'), one.headers.get('content-type')]).toEqual([200, 'no-store', 'application/json; charset=utf-8'])
  expect(await one.json()).not.toEqual(await other.json())
})

describe('errors of the credential endpoint: always 400, plain, without further members', () => {
  const sealed = encryption
  const faults: readonly (readonly [string, () => Promise<Response>, string])[] = [
    ['a plain request that wants an encrypted answer', async () => wallet.credential({ credential_response_encryption: sealed(world).wish() }), 'invalid_encryption_parameters'],
    ['an unsupported enc', async () => encrypted({ enc: 'A128CBC-HS256' }), 'invalid_encryption_parameters'],
    ['an unsupported zip', async () => encrypted({ zip: 'GZIP' }), 'invalid_encryption_parameters'],
    ['no jwk', async () => encrypted({ jwk: undefined }), 'invalid_encryption_parameters'],
    ['a proof that does not hold, in an encrypted request', async () => {
      const { seal, wish } = sealed(world)
      return wallet.post('/credential', await seal({ ...(await wallet.request()), proofs: { jwt: ['x'] }, credential_response_encryption: wish() }), { contentType: 'application/jwt' })
    }, 'invalid_proof'],
    ['a JWE for another key', async () => {
      const { seal } = sealed({ ...world, context: { ...world.context, metadata: { ...world.context.metadata, credential_request_encryption: { ...world.context.metadata.credential_request_encryption!, jwks: { keys: [{ ...sealed(world).jwk, kid: 'other' }] } } } } })
      return wallet.post('/credential', await seal(await wallet.request()), { contentType: 'application/jwt' })
    }, 'invalid_encryption_parameters'],
    ['a few bytes that inflate to many', async () => {
      const { seal } = sealed(world)
      return wallet.post('/credential', await seal({ padding: 'x'.repeat(1_000_000) }, 'A128GCM', 'DEF'), { contentType: 'application/jwt' })
    }, 'invalid_encryption_parameters'],
    ['no JWE', async () => wallet.post('/credential', 'nonsense', { contentType: 'application/jwt' }), 'invalid_credential_request'],
    ['JSON that says it is a JWE', async () => wallet.post('/credential', await wallet.request(), { contentType: 'application/jwt' }), 'invalid_credential_request'],
    ['a JWE that says it is JSON', async () => wallet.post('/credential', await sealed(world).seal(await wallet.request())), 'invalid_credential_request'],
    ['a form', async () => wallet.post('/credential', 'a=b', { contentType: 'application/x-www-form-urlencoded' }), 'invalid_credential_request'],
  ]
  const encrypted = async (parts: { readonly [name: string]: unknown }) => {
    const { seal, wish } = sealed(world)
    return wallet.post('/credential', await seal(await wallet.request({ credential_response_encryption: wish(parts) })), { contentType: 'application/jwt' })
  }
  test.each(faults)('%s', async (_what, ask, code) => {
    expect(await refusal(await ask())).toEqual(codedRefusal(code))
  })

  test('an encrypted request that does not ask for encryption is answered in the clear', async () => {
    const answer = await wallet.post('/credential', await encryption(world).seal(await wallet.request()), { contentType: 'application/jwt; charset=utf-8' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
  })

  test('a key without kid is answered by a JWE without kid', async () => {
    const { seal, jwk: { kid: _, ...jwk }, open } = encryption(world)
    const answer = await wallet.post('/credential', await seal(await wallet.request({ credential_response_encryption: { jwk, enc: 'A128GCM' } })), { contentType: 'application/jwt' })
    const jwe = await answer.text()
    expect(JSON.parse(Buffer.from(jwe.split('.')[0]!, 'base64url').toString())).not.toHaveProperty('kid')
    await expect(open(jwe)).rejects.toThrow('kid differs')
  })
})

describe('the SD-JWT VC', () => {
  test('typ dc+sd-jwt; vct is that of the configuration; no Key Binding JWT', () => {
    const { metadata: { credential_configurations_supported: configurations } } = world.context
    expect(headerOf(credential)['typ']).toBe('dc+sd-jwt')
    expect(payloadOf(credential)['vct']).toBe(configurations[wallet.configurationId]!.vct)
    expect(credential.endsWith('~')).toBe(true)
  })

  test('VCIEnsureSdJwtCnfMatchesProofKey: cnf has the proof’s key, public, and nothing else', () => {
    const { kty, crv, x, y } = wallet.key.publicJwk
    expect(payloadOf(credential)['cnf']).toEqual({ jwk: { kty, crv, x, y } })
  })

  test('ValidateSdJwtDisclosureSaltsAreUnique, 128 bits and more', () => {
    const salts = parseSdJwt(credential).disclosures.map(({ text }) => (JSON.parse(Buffer.from(text, 'base64url').toString()) as [string])[0])
    expect(new Set(salts).size).toBe(salts.length)
    for (const salt of salts) expect(Buffer.from(salt, 'base64url').length).toBeGreaterThanOrEqual(16)
  })

  test('it ends, and its status can be asked', () => {
    expect(payloadOf(credential)).toMatchObject({ exp: expect.any(Number), status: { status_list: { idx: expect.any(Number), uri: `${world.url}/status-lists/1` } } })
  })

  test('ValidateSdJwtCredentialX5cCertificateChain (HAIP): signed by a leaf that is not self-signed, the anchor is not in x5c', () => {
    const { issuerJwt } = parseSdJwt(credential)
    const chain = parseX5c(issuerJwt.header)
    expect(() => verifyEs256(issuerJwt, chain[0].publicKey)).not.toThrow()
    expect(chain[0].ca).toBe(false)
  })
})

describe('the status list', () => {
  const list = async () => {
    const { idx, uri } = (payloadOf(credential)['status'] as { status_list: { idx: number; uri: string } }).status_list
    return { idx, uri, text: await fetchStatusListToken(http)(uri) }
  }

  test('Accept application/statuslist+jwt is answered with it; the value at idx is VALID', async () => {
    const { idx, uri, text } = await list()
    const answer = await fetch(uri, { headers: { accept: 'application/statuslist+jwt' } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/statuslist+jwt'])
    expect(readStatus(verifyStatusListToken(text, { uri, now: world.clock.now() }).list(), idx)).toBe(0)
  })

  test('ValidateStatusListTokenX5cCertificateChain (HAIP) and VerifyStatusListTokenSignatureUsingEmbeddedJwk (plain): both keys are one', async () => {
    const jws = parseCompactJws((await list()).text)
    const jwk = jws.header['jwk'] as unknown as Parameters<typeof importPublicJwk>[0]
    expect(Object.keys(jwk).toSorted()).toEqual(['crv', 'kty', 'x', 'y'])
    expect(importPublicJwk(jwk).equals(parseX5c(jws.header)[0].publicKey)).toBe(true)
    expect(() => verifyEs256(jws, jwk)).not.toThrow()
  })
})

describe('type metadata', () => {
  test('a type of the lab’s own namespace: its integrity is in the credential, its document at the issuer', async () => {
    const { vct, 'vct#integrity': integrity } = payloadOf(credential) as { vct: string; 'vct#integrity': string }
    const answer = await fetch(`${world.url}/type-metadata/${wallet.configurationId}`)
    const text = await answer.text()
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('access-control-allow-origin')]).toEqual([200, 'application/json; charset=utf-8', '*'])
    expect([integrity, (JSON.parse(text) as JsonObject)['vct']]).toEqual([integrityOf(text), vct])
    const document = { url: '', status: 200, contentType: 'application/json', header: () => undefined, text }
    expect(() => confirmOfType(credential, [processTypeMetadataResponse(document, { vct, integrity })])).not.toThrow()
  })

  test('VCIEnsureSdJwtVcVctMatchesTypeMetadataVct, VCIVerifyTypeMetadataIntegrity, …SelectiveDisclosureConforms: a type that is an address', async () => {
    const described = await collector(world, { subject: 'taro', variant: '_described' })
    const { credentials } = await issued(await described.credential())
    const { vct, 'vct#integrity': integrity } = payloadOf(credentials[0]!.credential) as { vct: string; 'vct#integrity': string }
    expect(vct).toBe(`${world.url}/type-metadata/${described.configurationId}`)
    const types = await fetchTypeMetadata(http, { vct, integrity })
    expect(types).toMatchObject([{ vct }])
    expect(() => confirmOfType(credentials[0]!.credential, types)).not.toThrow()
    expect(types[0].display!.map(({ locale }) => locale)).toEqual(['en', 'ja', 'fr'])
    for (const claim of types[0].claims!) expect(claim).toMatchObject({ sd: expect.stringMatching(/^(always|never)$/), mandatory: expect.any(Boolean), display: [{ locale: 'en', label: expect.any(String) }, { locale: 'ja' }, { locale: 'fr' }] })
  })

  test('a public type is its owner’s to describe: no integrity, no document', async () => {
    const other = await issuerWorld('EU/identity')
    const held = await collector(other, { subject: 'zoe' })
    expect(payloadOf((await issued(await held.credential())).credentials[0]!.credential)).not.toHaveProperty('vct#integrity')
    for (const id of [held.configurationId, 'unknown', '__proto__']) {
      const answer = await fetch(`${other.url}/type-metadata/${id}`)
      expect([answer.status, await answer.json()]).toMatchObject([404, { error: 'not_found' }])
    }
    await other.close()
  })
})
