import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { FetchedDocument } from '../../src/http/fetch-document.ts'
import { credentialRequest, parseCredentialRequest as parse } from '../../src/openid4vci/credential-request.ts'
import { makeCredentialResponse, processCredentialResponse } from '../../src/openid4vci/credential-response.ts'
import { processNonceResponse } from '../../src/openid4vci/nonce-endpoint.ts'

interface Inline { readonly section: string; readonly type?: string; readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body_json?: { readonly [name: string]: unknown } }
const vector = <Value>(name: string): Value => JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/openid4vci/${name}.json`, 'utf8')) as Value
const { examples } = vector<{ readonly examples: readonly Inline[] }>('inline-examples')
const { responses } = vector<{ readonly responses: Readonly<Record<string, Inline>> }>('credential-requests-responses')

const parseCredentialRequest = (body: unknown) => parse(body, { encrypted: false })

const documentOf = ({ status = 200, headers = {}, body_json }: Inline): FetchedDocument => ({
  url: 'https://credential-issuer.example.com/credential',
  status,
  contentType: (headers['Content-Type'] ?? '').toLowerCase(),
  header: (name) => Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1],
  text: JSON.stringify(body_json),
})

const requests = examples.filter(({ section, type, body_json }) => section === 'Credential Request' && type === 'request' && body_json)
test('OpenID4VCI 1.0 "Credential Request": the published requests with proof type jwt are read', () => {
  const read = requests.filter(({ body_json }) => 'jwt' in (body_json!['proofs'] as object)).map(({ body_json }) => parseCredentialRequest(body_json))
  expect(read).toMatchObject([
    { requested: { by: 'credential_configuration_id', id: 'org.iso.18013.5.1.mDL' }, proofs: { jwt: [expect.any(String)] } },
    { requested: { by: 'credential_identifier', id: 'CivilEngineeringDegree-2023' }, proofs: { jwt: [expect.any(String), expect.any(String)] } },
  ])
})

test('OpenID4VCI 1.0 "Credential Request": the published request with proof type di_vp is refused as a proof', () => {
  const { body_json } = requests.find(({ body_json }) => 'di_vp' in (body_json!['proofs'] as object))!
  expect(() => parseCredentialRequest(body_json)).toThrow(expect.objectContaining({ code: 'invalid_proof' }))
})

const textCredentials = Object.entries(responses).filter(([name]) => name !== 'credential_response_ldp_vc')
test.each(textCredentials)('OpenID4VCI 1.0 "Credential Response": %s is read', (_name, response) => {
  expect(processCredentialResponse(documentOf(response))).toEqual(response.body_json)
})

test('OpenID4VCI 1.0 "Credential Response": a credential that is JSON is not what was asked for', () => {
  expect(() => processCredentialResponse(documentOf(responses['credential_response_ldp_vc']!))).toThrow('not a credential response')
})

const inline = examples.filter(({ section, type }) => section === 'Credential Response' && type === 'response')
test.each(inline.map((response) => [response.status, response] as const))('OpenID4VCI 1.0 "Credential Response": the published response with status %d is read', (_status, response) => {
  expect(processCredentialResponse(documentOf(response))).toEqual(response.body_json)
})

test.each([
  ['status 202 with credentials', 202, { credentials: [{ credential: 'a' }] }],
  ['status 200 with a transaction', 200, { transaction_id: 'x', interval: 5 }],
  ['a deferred response without interval', 202, { transaction_id: 'x' }],
  ['an interval of nothing', 202, { transaction_id: 'x', interval: 0 }],
  ['no credential', 200, { credentials: [] }],
])('refused as a credential response: %s', (_what, status, body_json) => {
  expect(() => processCredentialResponse(documentOf({ section: '', status, headers: { 'Content-Type': 'application/json' }, body_json }))).toThrow('not a credential response')
})

test('OpenID4VCI 1.0 "Credential Request Errors": the published error is a refusal with its code', () => {
  const refusal = examples.find(({ section }) => section === 'Credential Request Errors')!
  expect(() => processCredentialResponse(documentOf(refusal))).toThrow(expect.objectContaining({ name: 'RequestRefused', code: 'unknown_credential_configuration', status: 400 }))
})

test('OpenID4VCI 1.0 "Nonce Response": the published response is read', () => {
  const response = examples.find(({ section }) => section === 'Nonce Response')!
  expect(processNonceResponse(documentOf(response))).toEqual({ c_nonce: 'wKI4LT17ac15ES9bw8ac4', dpopNonce: 'eyJ7S_zG.eyJH0-Z.HX4w-7v' })
})

test('what credentialRequest makes is read back; what makeCredentialResponse makes too', () => {
  const request = credentialRequest({ endpoint: 'https://a.example/credential', requested: { by: 'credential_configuration_id', id: 'x' }, proofs: { jwt: ['p'] }, accessToken: 'at_1', dpopProof: 'd' })
  expect(request.headers).toEqual({ Authorization: 'DPoP at_1', DPoP: 'd' })
  expect(parseCredentialRequest(JSON.parse(request.body!))).toEqual({ requested: { by: 'credential_configuration_id', id: 'x' }, proofs: { jwt: ['p'] }, responseEncryption: undefined })
  expect(makeCredentialResponse(['a', 'b'], 'notif_1')).toEqual({ credentials: [{ credential: 'a' }, { credential: 'b' }], notification_id: 'notif_1' })
})

const good = { credential_configuration_id: 'x', proofs: { jwt: ['p'] } }
test('OpenID4VCI 1.0 "attestation Proof Type": exactly one key attestation', () => {
  expect(parseCredentialRequest({ ...good, proofs: { attestation: ['a'] } }).proofs).toEqual({ attestation: ['a'] })
})

test('unknown members are ignored', () => {
  expect(parseCredentialRequest({ ...good, unknown: { a: [1] } })).toEqual(parseCredentialRequest(good))
})

test.each([
  ['no object', 'text', 'invalid_credential_request'],
  ['an array', [good], 'invalid_credential_request'],
  ['neither identifier', { proofs: good.proofs }, 'invalid_credential_request'],
  ['both identifiers', { ...good, credential_identifier: 'y' }, 'invalid_credential_request'],
  ['an identifier of the wrong type', { ...good, credential_configuration_id: 7 }, 'invalid_credential_request'],
  ['an empty identifier', { ...good, credential_configuration_id: '' }, 'invalid_credential_request'],
  ['response encryption that is malformed', { ...good, credential_response_encryption: { jwk: {}, enc: 'A128GCM' } }, 'invalid_encryption_parameters'],
  ['no proofs', { credential_configuration_id: 'x' }, 'invalid_proof'],
  ['proofs that are no object', { ...good, proofs: ['p'] }, 'invalid_proof'],
  ['no proof type', { ...good, proofs: {} }, 'invalid_proof'],
  ['two proof types', { ...good, proofs: { jwt: ['p'], attestation: ['a'] } }, 'invalid_proof'],
  ['a proof type that there is not', { ...good, proofs: { cwt: ['a'] } }, 'invalid_proof'],
  ['two key attestations', { ...good, proofs: { attestation: ['a', 'b'] } }, 'invalid_proof'],
  ['no proof', { ...good, proofs: { jwt: [] } }, 'invalid_proof'],
  ['a single proof outside an array', { ...good, proofs: { jwt: 'p' } }, 'invalid_proof'],
  ['a proof that is no text', { ...good, proofs: { jwt: [{}] } }, 'invalid_proof'],
  ['more proofs than anyone sends', { ...good, proofs: { jwt: Array.from({ length: 101 }, () => 'p') } }, 'invalid_proof'],
])('refused: %s', (_what, body, code) => {
  expect(() => parseCredentialRequest(body)).toThrow(expect.objectContaining({ name: 'ProtocolError', code, status: 400 }))
})
