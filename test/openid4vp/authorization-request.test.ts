import { describe, expect, test } from 'vitest'
import { CheckFailed } from '../../src/base/checks.ts'
import type { FetchedDocument } from '../../src/http/fetch-document.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import {
  makeAuthorizationRequestUrl,
  parseAuthorizationRequest,
  processRequestObjectResponse,
  requestObjectRequest,
} from '../../src/openid4vp/authorization-request.ts'
import { goodRequestObject, link, now } from './support.ts'

describe('the link', () => {
  test.each([
    'openid4vp://',
    'haip-vp://',
    'https://wallet.example/authorize',
    'http://wallet.localhost:4404/authorize?lang=ja',
  ])('made for %s is read back', (endpoint) =>
    expect(parseAuthorizationRequest(makeAuthorizationRequestUrl(endpoint, link))).toEqual(link),
  )

  test('has client_id, request_uri and request_uri_method, and nothing else', () => {
    const url = new URL(makeAuthorizationRequestUrl('https://wallet.example/authorize', link))
    expect([...url.searchParams.keys()]).toEqual(['client_id', 'request_uri', 'request_uri_method'])
  })

  test('the order of parameters, a fragment and further parameters do not matter', () => {
    const read = parseAuthorizationRequest(
      'openid4vp://?x=1&request_uri=https%3A%2F%2Fv.example%2Fr&client_id=c#fragment',
    )
    expect(read).toEqual({ client_id: 'c', request_uri: 'https://v.example/r', request_uri_method: 'get' })
  })

  test.each([
    ['no parameters', 'openid4vp://'],
    ['no request_uri', 'openid4vp://?client_id=c'],
    ['no client_id', 'openid4vp://?request_uri=https%3A%2F%2Fv.example'],
    ['an empty client_id', 'openid4vp://?client_id=&request_uri=https%3A%2F%2Fv.example'],
    ['a request by value', 'openid4vp://?client_id=c&request=eyJ'],
    ['request_uri that is no URL', 'openid4vp://?client_id=c&request_uri=v'],
    ['request_uri with a fragment', 'openid4vp://?client_id=c&request_uri=https%3A%2F%2Fv.example%23f'],
    ['client_id twice', 'openid4vp://?client_id=c&client_id=d&request_uri=https%3A%2F%2Fv.example'],
    [
      'an unknown request_uri_method',
      'openid4vp://?client_id=c&request_uri=https%3A%2F%2Fv.example&request_uri_method=PUT',
    ],
    ['more than 8192 characters', `openid4vp://?client_id=${'c'.repeat(8192)}&request_uri=https%3A%2F%2Fv.example`],
  ])('with %s is refused', (_what, url) => {
    expect(() => parseAuthorizationRequest(url)).toThrow(CheckFailed)
  })
})

describe('the Request Object', () => {
  const { header, payload } = parseCompactJws(goodRequestObject)

  test('has the header that HAIP 1.0 and ETSI TS 119 472-2 ask for', () => {
    expect(header).toMatchObject({ alg: 'ES256', typ: 'oauth-authz-req+jwt', iat: now })
    expect(header['x5c']).toHaveLength(1)
  })

  test('has these parameters and no other', () => {
    expect(Object.keys(payload).toSorted()).toEqual([
      'aud',
      'client_id',
      'client_metadata',
      'dcql_query',
      'nonce',
      'response_mode',
      'response_type',
      'response_uri',
      'state',
      'verifier_info',
    ])
  })

  test('has client_metadata with the three members of HAIP 1.0', () => {
    expect(payload['client_metadata']).toMatchObject({
      jwks: { keys: [{ kty: 'EC', crv: 'P-256', use: 'enc', alg: 'ECDH-ES', kid: 'key-1' }] },
      encrypted_response_enc_values_supported: ['A128GCM', 'A256GCM'],
      vp_formats_supported: { 'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] } },
    })
    expect(JSON.stringify(payload)).not.toContain('"d":')
  })
})

describe('fetching it', () => {
  test('asks for the media type of RFC 9101 and follows no redirect', () => {
    const request = requestObjectRequest(link)
    expect(request).toMatchObject({ url: link.request_uri, accept: 'application/oauth-authz-req+jwt' })
    expect(request.redirects ?? 0).toBe(0)
  })

  const answer = (changes: Partial<FetchedDocument>): FetchedDocument => ({
    url: link.request_uri,
    status: 200,
    contentType: 'application/oauth-authz-req+jwt',
    header: () => undefined,
    text: goodRequestObject,
    ...changes,
  })

  test('gives the JWT', () => expect(processRequestObjectResponse(answer({}))).toBe(goodRequestObject))

  test.each([
    ['404', { status: 404 }],
    ['a redirect', { status: 302 }],
    ['a page', { contentType: 'text/html' }],
    ['no content type', { contentType: '' }],
  ])('%s is refused', (_what, changes) => {
    expect(() => processRequestObjectResponse(answer(changes))).toThrow(CheckFailed)
  })
})
