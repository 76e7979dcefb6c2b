import { describe, expect, test } from 'vitest'
import { CheckFailed } from '../../src/base/checks.ts'
import { ProtocolError } from '../../src/base/errors.ts'
import type { FetchedDocument } from '../../src/http/fetch-document.ts'
import { ephemeralDecryptionKey } from '../../src/jose/adapters/ephemeral-decryption-key.ts'
import { contentEncryptionAlgorithms, encryptJwe, protectedHeader } from '../../src/jose/jwe.ts'
import {
  errorResponseRequest,
  openResponse,
  parsePostedResponse,
  processDirectPostResponse,
  vpTokenRequest,
  type PostedResponse,
} from '../../src/openid4vp/authorization-response.ts'
import { responseEncryption } from '../../src/openid4vp/client-metadata.ts'
import vector from '../vectors/openid4vp/encrypted-response.json' with { type: 'json' }
import { decryptionKey, encryptionJwk } from './support.ts'

describe('OpenID4VP 1.0 "Encrypted Responses", the example', () => {
  const { kid, d, x, y } = vector.recipient_private_key_jwk

  test('opens to the published payload', async () => {
    const key = { kid, privateJwk: { kty: 'EC', crv: 'P-256', x, y, d } } as const
    const opened = await openResponse(vector.response_jwe, key)
    expect(opened).toEqual({ kind: 'presentation', vp_token: vector.expected_payload.vp_token, state: undefined })
    expect(protectedHeader(vector.response_jwe)).toEqual(vector.expected_jwe_header)
  })

  test('a wallet chooses the published key and algorithm from the four keys offered', () => {
    const { recipient, enc } = responseEncryption(vector.request.client_metadata)
    expect({ kid: recipient.kid, enc }).toEqual({
      kid: vector.expected_jwe_header.kid,
      enc: vector.expected_jwe_header.enc,
    })
  })
})

describe('a response', () => {
  const target = {
    responseUri: 'https://verifier.example/r',
    state: 'abc',
    encryption: { recipient: encryptionJwk, enc: 'A256GCM' },
  } as const
  const posted = async (request: ReturnType<typeof vpTokenRequest>): Promise<PostedResponse> =>
    parsePostedResponse(Object.fromEntries(new URLSearchParams((await request).body)))

  test.each(contentEncryptionAlgorithms)('is opened with %s', async (enc) => {
    const form = await posted(
      vpTokenRequest({ ...target, encryption: { recipient: encryptionJwk, enc } }, { q: ['p'] }),
    )
    if (form.kind !== 'encrypted') throw new Error('not encrypted')
    expect(protectedHeader(form.response)).toMatchObject({ alg: 'ECDH-ES', enc, kid: 'key-1' })
    expect(await openResponse(form.response, decryptionKey)).toEqual({
      kind: 'presentation',
      vp_token: { q: ['p'] },
      state: 'abc',
    })
  })

  test('is one form parameter, posted to response_uri without a query', async () => {
    const request = await vpTokenRequest(target, { q: ['p'] })
    expect(request).toMatchObject({
      url: target.responseUri,
      method: 'POST',
      contentType: 'application/x-www-form-urlencoded',
    })
    expect([...new URLSearchParams(request.body).keys()]).toEqual(['response'])
  })

  test('that is an error is encrypted as well', async () => {
    const form = await posted(errorResponseRequest(target, 'access_denied', 'the holder said no'))
    if (form.kind !== 'encrypted') throw new Error('not encrypted')
    expect(await openResponse(form.response, decryptionKey)).toEqual({
      kind: 'error',
      error: { error: 'access_denied', error_description: 'the holder said no' },
      state: 'abc',
    })
  })

  test.each<[string, () => Promise<string>]>([
    [
      'to another key with the same kid',
      () => encryptJwe({ vp_token: {} }, ephemeralDecryptionKey('key-1').encryptionJwk, 'A128GCM'),
    ],
    ['to another kid', () => encryptJwe({ vp_token: {} }, { ...encryptionJwk, kid: 'other' }, 'A128GCM')],
    ['with neither vp_token nor error', () => encryptJwe({ state: 'abc' }, encryptionJwk, 'A128GCM')],
    ['with an error that is an object', () => encryptJwe({ error: { a: 1 } }, encryptionJwk, 'A128GCM')],
    ['that is no JWE', async () => 'a.b.c'],
    ['that was cut short', async () => (await encryptJwe({ vp_token: {} }, encryptionJwk, 'A128GCM')).slice(0, -4)],
  ])('%s does not open', async (_what, make) => {
    await expect(openResponse(await make(), decryptionKey)).rejects.toThrow(CheckFailed)
  })
})

describe('the form at response_uri', () => {
  test('may be an error that the wallet did not encrypt', () => {
    expect(
      parsePostedResponse({ error: 'invalid_request', error_description: 'unsupported client_id_prefix', state: 's' }),
    ).toEqual({
      kind: 'error',
      error: { error: 'invalid_request', error_description: 'unsupported client_id_prefix' },
      state: 's',
    })
  })

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['no object', 'response=x'],
    ['an unencrypted VP Token', { vp_token: '{}', state: 's' }],
    ['a VP Token beside the response', { response: 'x', vp_token: '{}' }],
    ['response and error together', { response: 'x', error: 'access_denied' }],
    ['an empty response', { response: '' }],
    ['an error with a quote', { error: 'a"b' }],
    ['an error with a line break', { error: 'access_denied', error_description: 'a\nb' }],
    ['a description of 2000 characters', { error: 'access_denied', error_description: 'a'.repeat(2000) }],
  ])('%s is invalid_request', (_what, form) => {
    expect(() => parsePostedResponse(form)).toThrow(ProtocolError)
  })
})

describe("the Verifier's answer", () => {
  const answer = (status: number, body: unknown, contentType = 'application/json'): FetchedDocument => ({
    url: 'https://verifier.example/r',
    status,
    contentType,
    header: () => undefined,
    text: typeof body === 'string' ? body : JSON.stringify(body),
  })

  test('may have an address to follow, with its fragment', () => {
    const redirect_uri = 'https://verifier.example/done#response_code=1'
    expect(processDirectPostResponse(answer(200, { redirect_uri }))).toEqual({ accepted: true, redirect_uri })
  })
  test('may be empty', () => expect(processDirectPostResponse(answer(200, {}))).toEqual({ accepted: true }))
  test('may be a refusal', () => {
    expect(processDirectPostResponse(answer(400, { error: 'invalid_request', error_description: 'no' }))).toEqual({
      accepted: false,
      error: 'invalid_request',
      error_description: 'no',
    })
  })

  test.each([
    ['a script as redirect_uri', answer(200, { redirect_uri: 'javascript:alert(1)' })],
    ['a redirect_uri that is a number', answer(200, { redirect_uri: 1 })],
    ['a page', answer(200, '<p>thanks</p>', 'text/html')],
    ['broken JSON', answer(200, '{')],
    ['a redirect', answer(302, {})],
    ['a server error', answer(500, { error: 'server_error' })],
    ['a refusal without a code', answer(400, {})],
  ])('%s is no answer of the protocol', (_what, document) => {
    expect(() => processDirectPostResponse(document)).toThrow(CheckFailed)
  })
})
