import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/base/json.ts'
import type { FetchedDocument } from '../../src/http/fetch-document.ts'
import { ephemeralDecryptionKey } from '../../src/jose/adapters/ephemeral-decryption-key.ts'
import { encryptJwe, protectedHeader } from '../../src/jose/jwe.ts'
import {
  decryptCredentialRequest, decryptResponse, encryptCredentialResponse, encryptRequest, makeResponseEncryption, parseResponseEncryption,
} from '../../src/openid4vci/credential-encryption.ts'
import type { CredentialRequestEncryption } from '../../src/openid4vci/credential-issuer-metadata.ts'
import { deferredCredentialRequest } from '../../src/openid4vci/deferred-credential.ts'

const issuer = ephemeralDecryptionKey('issuer-1')
const wallet = ephemeralDecryptionKey('wallet-1')
const maxBytes = 50_000

const offered: CredentialRequestEncryption = {
  jwks: { keys: [{ ...issuer.encryptionJwk }] },
  enc_values_supported: ['A256GCM', 'A128GCM'],
  zip_values_supported: ['DEF'],
  encryption_required: false,
}
const responses = { alg_values_supported: ['ECDH-ES'], enc_values_supported: ['A128GCM', 'A256GCM'], zip_values_supported: ['DEF'], encryption_required: false }
const request = deferredCredentialRequest({ endpoint: 'https://issuer.example/deferred', transactionId: 'tx_1', responseEncryption: undefined, accessToken: 'at_1', dpopProof: 'd' })

describe('a request', () => {
  test('is encrypted to the issuer’s key by its kid, compressed where that is offered, and read back', async () => {
    const encrypted = await encryptRequest(request, offered)
    expect(encrypted).toMatchObject({ contentType: 'application/jwt', headers: request.headers, url: request.url })
    expect(protectedHeader(encrypted.body!)).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'issuer-1', zip: 'DEF' })
    expect(await decryptCredentialRequest(encrypted.body!, issuer.decryptionKey, maxBytes)).toBe(request.body)
  })

  test('is not compressed where that is not offered, and keys that cannot be used are passed over', async () => {
    const { zip_values_supported: _, ...plain } = offered
    const keys: JsonObject[] = [
      { kty: 'OKP', crv: 'X25519', x: issuer.encryptionJwk.x, alg: 'ECDH-ES', kid: '0' },
      { ...issuer.encryptionJwk, kid: '1', alg: 'ECDH-ES+A256KW' },
      { ...issuer.encryptionJwk, kid: '2', use: 'sig' },
      { kty: 'EC', crv: 'P-256', x: issuer.encryptionJwk.x, y: issuer.encryptionJwk.y, alg: 'ECDH-ES' },
      { ...issuer.encryptionJwk },
    ]
    const { body } = await encryptRequest(request, { ...plain, jwks: { keys }, enc_values_supported: ['A192GCM', 'A128GCM'] })
    expect(protectedHeader(body!)).toMatchObject({ kid: 'issuer-1', enc: 'A128GCM' })
    expect(protectedHeader(body!)).not.toHaveProperty('zip')
  })

  test.each([
    ['no usable key', { ...offered, jwks: { keys: [{ kty: 'RSA' }] } }, 'no ECDH-ES key'],
    ['no known content encryption', { ...offered, enc_values_supported: ['A128CBC-HS256'] }, 'no content encryption'],
  ])('is not sent to an issuer with %s', async (_what, metadata, says) => {
    await expect(encryptRequest(request, metadata)).rejects.toMatchObject({ name: 'CheckFailed', message: expect.stringContaining(says) })
  })

  test.each([
    ['no JWE', async () => 'text', 'invalid_credential_request'],
    ['a JWS', async () => 'eyJhbGciOiJub25lIn0.e30.', 'invalid_credential_request'],
    ['another kid', async () => encryptJwe({}, { ...issuer.encryptionJwk, kid: 'other' }, 'A128GCM'), 'invalid_encryption_parameters'],
    ['no kid', async () => { const { kid: _, ...jwk } = issuer.encryptionJwk; return encryptJwe({}, jwk, 'A128GCM') }, 'invalid_encryption_parameters'],
    ['another key', async () => encryptJwe({}, { ...wallet.encryptionJwk, kid: 'issuer-1' }, 'A128GCM'), 'invalid_encryption_parameters'],
    ['a bomb', async () => encryptJwe({ text: 'a'.repeat(maxBytes) }, issuer.encryptionJwk, 'A128GCM', 'DEF'), 'invalid_encryption_parameters'],
  ])('is refused by the issuer: %s', async (_what, make, code) => {
    await expect(decryptCredentialRequest(await make(), issuer.decryptionKey, maxBytes)).rejects.toMatchObject({ name: 'ProtocolError', code, status: 400 })
  })
})

describe('what a request says of the response', () => {
  const wish = { jwk: { ...wallet.encryptionJwk }, enc: 'A128GCM' }
  test('what makeResponseEncryption makes is read', () => {
    const made = makeResponseEncryption(responses, wallet.encryptionJwk)
    expect(made).toEqual({ jwk: wallet.encryptionJwk, enc: 'A128GCM', zip: 'DEF' })
    expect(parseResponseEncryption(made, true)).toEqual({ jwk: expect.objectContaining({ kid: 'wallet-1' }), enc: 'A128GCM', zip: 'DEF' })
    expect(parseResponseEncryption(wish, true)).toMatchObject({ zip: 'none' })
    expect(parseResponseEncryption(undefined, false)).toBeUndefined()
  })

  test.each([
    ['nothing', undefined],
    ['another algorithm', { ...responses, alg_values_supported: ['RSA-OAEP-256'] }],
    ['another content encryption', { ...responses, enc_values_supported: ['A128CBC-HS256'] }],
  ])('nothing is asked for where the issuer offers %s', (_what, metadata) => {
    expect(makeResponseEncryption(metadata, wallet.encryptionJwk)).toBeUndefined()
  })

  const faults: readonly (readonly [string, unknown, boolean])[] = [
    ['no object', 'A128GCM', true],
    ['no jwk', { enc: 'A128GCM' }, true],
    ['no enc', { jwk: wish.jwk }, true],
    ['a jwk without alg', { ...wish, jwk: { ...wish.jwk, alg: undefined } }, true],
    ['an unsupported alg', { ...wish, jwk: { ...wish.jwk, alg: 'UNSUPPORTED_ALG' } }, true],
    ['an unsupported enc', { ...wish, enc: 'A128CBC-HS256' }, true],
    ['an unsupported zip', { ...wish, zip: 'GZIP' }, true],
    ['a key for signatures', { ...wish, jwk: { ...wish.jwk, use: 'sig' } }, true],
    ['a private key', { ...wish, jwk: { ...wallet.decryptionKey.privateJwk, alg: 'ECDH-ES' } }, true],
    ['a key off the curve', { ...wish, jwk: { ...wish.jwk, y: wish.jwk.x } }, true],
    ['a request that is not encrypted itself', wish, false],
  ]
  test.each(faults)('refused with invalid_encryption_parameters: %s', (_what, value, encrypted) => {
    expect(() => parseResponseEncryption(value, encrypted)).toThrow(expect.objectContaining({ code: 'invalid_encryption_parameters', status: 400 }))
  })
})

describe('a response', () => {
  const document = (text: string, changes: Partial<FetchedDocument> = {}): FetchedDocument => ({ url: 'https://issuer.example/credential', status: 200, contentType: 'application/jwt', header: () => undefined, text, ...changes })
  const response = { credentials: [{ credential: 'eyJ~' }] }
  const encryption = { jwk: wallet.encryptionJwk, enc: 'A256GCM', zip: 'DEF' } as const

  test.each(['DEF', 'none'] as const)('comes back as a plain document, compression %s', async (zip) => {
    const jwe = await encryptCredentialResponse(response, { ...encryption, zip })
    expect(protectedHeader(jwe)).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'wallet-1' })
    const plain = await decryptResponse(document(jwe), wallet.decryptionKey, maxBytes)
    expect([plain.status, plain.contentType, JSON.parse(plain.text)]).toEqual([200, 'application/json', response])
  })

  test('an error passes through as it is; an encrypted error is none', async () => {
    const refused = document('{"error":"invalid_proof"}', { status: 400, contentType: 'application/json' })
    expect(await decryptResponse(refused, wallet.decryptionKey, maxBytes)).toBe(refused)
    await expect(decryptResponse(document('x', { status: 400 }), wallet.decryptionKey, maxBytes)).rejects.toThrow('encrypted an error')
  })

  test.each([
    ['plain although it was to be encrypted', async () => document(JSON.stringify(response), { contentType: 'application/json' }), 'did not encrypt'],
    ['for another key', async () => document(await encryptCredentialResponse(response, { ...encryption, jwk: { ...issuer.encryptionJwk, kid: 'wallet-1' } })), 'does not decrypt'],
    ['too long', async () => document(await encryptCredentialResponse({ a: 'a'.repeat(maxBytes) }, encryption)), 'inflates to more'],
  ])('is refused: %s', async (_what, make, says) => {
    await expect(decryptResponse(await make(), wallet.decryptionKey, maxBytes)).rejects.toMatchObject({ name: 'CheckFailed', message: expect.stringContaining(says) })
  })
})
