import { expect, test } from 'vitest'
import type { FetchedDocument } from '../../src/http/fetch-document.ts'
import { RequestRefused, requiredDpopNonce } from '../../src/oauth/error-response.ts'
import { grantTypeOf, makeTokenResponse, processTokenResponse, tokenRequest } from '../../src/oauth/token-endpoint.ts'
import { minutes } from '../../src/base/time.ts'

const answer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): FetchedDocument => ({
  url: 'https://as.example/token',
  status,
  contentType: 'application/json',
  header: (name) => headers[name.toLowerCase()],
  text: typeof body === 'string' ? body : JSON.stringify(body),
})

test('a token request is a form with the proof in the DPoP header', () => {
  const request = tokenRequest({ endpoint: 'https://as.example/token', parameters: { grant_type: 'a b', code: 'ü&=' }, dpopProof: 'proof' })
  expect(request).toMatchObject({ method: 'POST', contentType: 'application/x-www-form-urlencoded', headers: { DPoP: 'proof' } })
  expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({ grant_type: 'a b', code: 'ü&=' })
})

test('what makeTokenResponse makes is read back', () => {
  expect(processTokenResponse(answer(200, makeTokenResponse('at_1', minutes(5), {})))).toEqual({ access_token: 'at_1', token_type: 'DPoP', expires_in: 300 })
})

test('a response without expires_in and with token_type in another case is tolerated (RFC 6749 §5.1)', () => {
  expect(processTokenResponse(answer(200, { access_token: 'at_1', token_type: 'dpop', unknown: true }))).toEqual({ access_token: 'at_1', token_type: 'DPoP' })
})

test.each([
  ['a token that is not bound to our key', answer(200, { access_token: 'a', token_type: 'Bearer' }), /must be DPoP/],
  ['no token', answer(200, { token_type: 'DPoP' }), /access_token/],
  ['no JSON', answer(200, '<html>'), /not JSON/],
  ['another media type', { ...answer(200, {}), contentType: 'text/html' }, /text\/html/],
])('refused: %s', (_what, document, says) => {
  expect(() => processTokenResponse(document)).toThrow(says)
})

test('an error response keeps its code, its description and its status', () => {
  const refusal = answer(400, { error: 'invalid_grant', error_description: 'tx_code is wrong' })
  expect(() => processTokenResponse(refusal)).toThrow(new RequestRefused({ code: 'invalid_grant', description: 'tx_code is wrong', status: 400 }))
  expect(() => processTokenResponse(answer(502, '<html>'))).toThrow('http_502')
})

test('RFC 9449 §8: only an answer that asks for a nonce gives one', () => {
  expect(requiredDpopNonce(answer(400, { error: 'use_dpop_nonce' }, { 'dpop-nonce': 'n1' }))).toBe('n1')
  expect(requiredDpopNonce(answer(401, {}, { 'dpop-nonce': 'n2', 'www-authenticate': 'DPoP error="use_dpop_nonce"' }))).toBe('n2')
  expect(requiredDpopNonce(answer(400, { error: 'invalid_grant' }, { 'dpop-nonce': 'n3' }))).toBeUndefined()
  expect(requiredDpopNonce(answer(200, {}, { 'dpop-nonce': 'n4' }))).toBeUndefined()
})

test('grant_type is required', () => {
  expect(grantTypeOf({ grant_type: 'x' })).toBe('x')
  expect(() => grantTypeOf({})).toThrow('grant_type is missing')
})
