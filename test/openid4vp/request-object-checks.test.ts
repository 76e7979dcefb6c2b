import { describe, expect, test } from 'vitest'
import { notPassed, runChecks } from '../../src/base/checks.ts'
import { toBase64url, utf8 } from '../../src/base/bytes.ts'
import type { Json } from '../../src/base/json.ts'
import { signRequestObject } from '../../src/openid4vp/authorization-request.ts'
import {
  acceptRequestObject,
  requestObjectChecks,
  type RequestObjectSubject,
} from '../../src/openid4vp/request-object-checks.ts'
import { parseChain } from '../../src/x509/x5c.ts'
import {
  ca,
  changed,
  encryptionJwk,
  goodRequestObject,
  link,
  now,
  presentationRequest,
  query,
  stranger,
  subjectOf,
  verifier,
} from './support.ts'

const bug = (error: unknown): never => {
  throw error
}
const judge = (subject: RequestObjectSubject) => runChecks(subject, requestObjectChecks, bug)

test('a good request passes every check, and can be read', async () => {
  const subject = subjectOf(goodRequestObject)
  const report = await judge(subject)
  expect(notPassed(report)).toEqual([])
  expect(acceptRequestObject(report, subject)).toMatchObject({
    clientId: link.client_id,
    nonce: presentationRequest.nonce,
    state: presentationRequest.state,
    responseUri: presentationRequest.response_uri,
    query,
    encryption: { recipient: { kid: encryptionJwk.kid }, enc: 'A256GCM' },
    verifierInfo: [{ format: 'registration_cert', data: toBase64url(utf8('a.b.c')) }],
  })
})

test('a request that was not accepted cannot be read', async () => {
  const subject = subjectOf(await changed({ payload: { nonce: undefined } }))
  expect(() => acceptRequestObject({ accepted: false, checks: [] }, subject)).toThrow('must not be read')
})

const unencodable = { format: 'registration_cert', data: '***' }
const badQuery = { credentials: [{ id: 'a b', format: 'dc+sd-jwt', meta: { vct_values: ['x'] } }] }
const unboundQuery = {
  credentials: [
    { id: 'a', format: 'dc+sd-jwt', meta: { vct_values: ['x'] }, require_cryptographic_holder_binding: false },
  ],
}
const transaction = toBase64url(utf8(JSON.stringify({ type: 'urn:lab:payment', credential_ids: ['diploma'] })))
const [x, y] = [encryptionJwk.x, encryptionJwk.y]

/** One row for each check: what fails it and no other. Several rows where a check has several rules. */
const faults: readonly (readonly [string, string, () => Promise<RequestObjectSubject>])[] = [
  ['request_object_type', 'another typ', async () => subjectOf(await changed({ header: { typ: 'JWT' } }))],
  ['request_object_type', 'no typ', async () => subjectOf(await changed({ header: { typ: undefined } }))],
  ['request_object_type', 'no JWT at all', async () => subjectOf('nonsense')],
  ['request_object_certificate', 'no x5c', async () => subjectOf(await changed({ header: { x5c: undefined } }))],
  [
    'request_object_certificate',
    'a self-signed leaf',
    async () => subjectOf(await changed({ header: { x5c: [ca.certificate] } })),
  ],
  [
    'request_object_certificate',
    'the anchor in x5c',
    async () => subjectOf(await changed({ header: { x5c: [...verifier.x5c, ca.certificate] } })),
  ],
  [
    'request_object_signature',
    'signed by somebody else',
    async () => subjectOf(await changed({ header: { x5c: [...verifier.x5c] } }, stranger)),
  ],
  ['request_object_signature', 'another algorithm', async () => subjectOf(await changed({ header: { alg: 'HS256' } }))],
  ['request_object_signature', 'no algorithm', async () => subjectOf(await changed({ header: { alg: 'none' } }))],
  ['client_identifier', 'another prefix', () => withClientId('x509_san_dns:verifier.example')],
  [
    'client_identifier',
    'the hash of another certificate',
    () => withClientId(`x509_hash:${parseChain(stranger.x5c)[0].sha256}`),
  ],
  ['client_identifier', 'the hash without its prefix', () => withClientId(link.client_id.replace('x509_hash:', ''))],
  [
    'client_id_unchanged',
    'another client_id in the link',
    async () => ({
      ...subjectOf(goodRequestObject),
      authorizationRequest: { ...link, client_id: 'x509_hash:another' },
    }),
  ],
  ['request_audience', 'no aud', async () => subjectOf(await changed({ payload: { aud: undefined } }))],
  [
    'request_audience',
    'another aud',
    async () => subjectOf(await changed({ payload: { aud: 'https://wallet.example' } })),
  ],
  ['request_time', 'iat in the future', async () => subjectOf(await changed({ header: { iat: now + 31 } }))],
  ['request_time', 'iat that is a text', async () => subjectOf(await changed({ header: { iat: 'now' } }))],
  ['request_time', 'nbf in the future', async () => subjectOf(await changed({ payload: { nbf: now + 31 } }))],
  ['request_time', 'exp now', async () => subjectOf(await changed({ payload: { exp: now } }))],
  [
    'wallet_nonce',
    'a nonce that was not posted',
    async () => subjectOf(await changed({ payload: { wallet_nonce: 'x' } })),
  ],
  [
    'wallet_nonce',
    'a posted nonce that did not come back',
    async () => ({ ...subjectOf(goodRequestObject), walletNonce: 'posted' }),
  ],
  ['response_type', 'a code', async () => subjectOf(await changed({ payload: { response_type: 'code' } }))],
  ['response_mode', 'unencrypted', async () => subjectOf(await changed({ payload: { response_mode: 'direct_post' } }))],
  ['response_mode', 'none', async () => subjectOf(await changed({ payload: { response_mode: undefined } }))],
  ['response_uri', 'none', async () => subjectOf(await changed({ payload: { response_uri: undefined } }))],
  [
    'response_uri',
    'plain http',
    async () => subjectOf(await changed({ payload: { response_uri: 'http://verifier.example/r' } })),
  ],
  [
    'response_uri',
    'another scheme, in development',
    async () => ({
      ...subjectOf(await changed({ payload: { response_uri: 'file:///etc/passwd' } })),
      development: true,
    }),
  ],
  [
    'response_uri',
    'a fragment',
    async () => subjectOf(await changed({ payload: { response_uri: 'https://verifier.example/r#x' } })),
  ],
  [
    'response_uri',
    'a user name',
    async () => subjectOf(await changed({ payload: { response_uri: 'https://bank.example@verifier.example/r' } })),
  ],
  [
    'response_uri',
    'redirect_uri beside it',
    async () => subjectOf(await changed({ payload: { redirect_uri: 'https://verifier.example/cb' } })),
  ],
  ['request_parameters', 'a scope', async () => subjectOf(await changed({ payload: { scope: 'openid' } }))],
  [
    'request_parameters',
    'a request in the request',
    async () => subjectOf(await changed({ payload: { request_uri: 'https://verifier.example' } })),
  ],
  ['nonce', 'none', async () => subjectOf(await changed({ payload: { nonce: undefined } }))],
  ['nonce', 'a space in it', async () => subjectOf(await changed({ payload: { nonce: 'a b' } }))],
  ['nonce', 'a number', async () => subjectOf(await changed({ payload: { nonce: 7 } }))],
  ['dcql_query', 'a bad id', async () => subjectOf(await changed({ payload: { dcql_query: badQuery } }))],
  ['dcql_query', 'none', async () => subjectOf(await changed({ payload: { dcql_query: undefined } }))],
  ['dcql_query', 'a text', async () => subjectOf(await changed({ payload: { dcql_query: JSON.stringify(badQuery) } }))],
  [
    'state',
    'none where holder binding is waived',
    async () => subjectOf(await changed({ payload: { dcql_query: unboundQuery, state: undefined } })),
  ],
  ['state', 'a number', async () => subjectOf(await changed({ payload: { state: 7 } }))],
  [
    'response_encryption',
    'no client_metadata',
    async () => subjectOf(await changed({ payload: { client_metadata: undefined } })),
  ],
  ['response_encryption', 'no usable key', () => withKeys([{ kty: 'AKP', kid: 'a', alg: 'X' }])],
  ['response_encryption', 'a key without kid', () => withKeys([{ kty: 'EC', crv: 'P-256', x, y, alg: 'ECDH-ES' }])],
  ['response_encryption', 'a key for signing', () => withKeys([{ ...encryptionJwk, use: 'sig' }])],
  ['response_encryption', 'a private key', () => withKeys([{ ...encryptionJwk, d: x }])],
  ['response_encryption', 'no common algorithm', () => withKeys([{ ...encryptionJwk }], ['A128CBC-HS256'])],
  [
    'transaction_data',
    'an unknown type',
    async () => subjectOf(await changed({ payload: { transaction_data: [transaction] } })),
  ],
  [
    'transaction_data',
    'something unreadable',
    async () => subjectOf(await changed({ payload: { transaction_data: ['%'] } })),
  ],
  ['transaction_data', 'an empty list', async () => subjectOf(await changed({ payload: { transaction_data: [] } }))],
  ['verifier_info', 'a text', async () => subjectOf(await changed({ payload: { verifier_info: 'trust me' } }))],
  [
    'verifier_info',
    'an unreadable registration certificate',
    async () => subjectOf(await changed({ payload: { verifier_info: [unencodable] } })),
  ],
]

describe('fault table', () => {
  test.each(faults)('%s fails, and no other: %s', async (id, _what, make) => {
    const { checks } = await judge(await make())
    expect(checks.filter(({ outcome }) => outcome.status === 'failed').map((check) => check.id)).toEqual([id])
  })

  test('every check has a row', () => {
    expect(new Set(faults.map(([id]) => id))).toEqual(new Set(requestObjectChecks.map(({ id }) => id)))
  })
})

describe('what is not a fault', () => {
  test.each<[string, () => Promise<string>]>([
    ['iss, which is ignored', () => changed({ payload: { iss: 'somebody' } })],
    ['an unknown parameter', () => changed({ payload: { later: { a: 1 } } })],
    ['no state', () => changed({ payload: { state: undefined } })],
    ['no verifier_info', () => changed({ payload: { verifier_info: undefined } })],
    [
      'attestations of unknown formats',
      () => changed({ payload: { verifier_info: [{ format: 'x', data: { a: 1 } }] } }),
    ],
    ['no iat: only the European profile asks for it', () => changed({ header: { iat: undefined } })],
    ['aud as a list of one', () => changed({ payload: { aud: ['https://self-issued.me/v2'] } })],
  ])('%s', async (_what, make) => {
    expect(notPassed(await judge(subjectOf(await make())))).toEqual([])
  })

  test('keys that this wallet cannot use are passed over', async () => {
    const subject = await withKeys([
      { kty: 'AKP', alg: 'ML-KEM' },
      'text',
      { ...encryptionJwk, crv: 'P-384' },
      { ...encryptionJwk, kid: 'good', use: 'enc' },
    ])
    const report = await judge(subject)
    expect(acceptRequestObject(report, subject).encryption.recipient.kid).toBe('good')
  })

  test("without a list of algorithms A128GCM is the specification's default", async () => {
    const subject = await withKeys([{ ...encryptionJwk }], 'absent')
    expect(acceptRequestObject(await judge(subject), subject).encryption.enc).toBe('A128GCM')
  })

  test('plain http in development, and the report says so', async () => {
    const requestObject = await changed({ payload: { response_uri: 'http://verifier.localhost:1/r' } })
    const report = await judge({ ...subjectOf(requestObject), development: true })
    expect(report.accepted).toBe(true)
    expect(report.checks.find(({ id }) => id === 'response_uri')?.outcome.evidence).toHaveProperty('deviation')
  })

  test('the wallet_nonce that was posted and comes back', async () => {
    const requestObject = await signRequestObject(verifier, presentationRequest, { now, wallet_nonce: 'posted' })
    expect((await judge({ ...subjectOf(requestObject), walletNonce: 'posted' })).accepted).toBe(true)
  })
})

async function withClientId(client_id: string): Promise<RequestObjectSubject> {
  return { ...subjectOf(await changed({ payload: { client_id } })), authorizationRequest: { ...link, client_id } }
}

async function withKeys(keys: readonly Json[], enc: readonly string[] | 'absent' = ['A128GCM', 'A256GCM']) {
  const algorithms = enc === 'absent' ? {} : { encrypted_response_enc_values_supported: enc }
  return subjectOf(await changed({ payload: { client_metadata: { jwks: { keys }, ...algorithms } } }))
}
