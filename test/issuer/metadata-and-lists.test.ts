import { afterAll, beforeAll, expect, test } from 'vitest'
import { minutes } from '../../src/base/time.ts'
import { authorizationServerMetadataUrl, parseAuthorizationServerMetadata } from '../../src/oauth/authorization-server-metadata.ts'
import { credentialIssuerMetadataUrl, parseCredentialIssuerMetadata } from '../../src/openid4vci/credential-issuer-metadata.ts'
import { deskOffer, issuerWorld, type IssuerWorld } from './issuer-world.ts'

let world: IssuerWorld
beforeAll(async () => { world = await issuerWorld('EU/diploma', { basePath: '/musterland' }) })
afterAll(() => world.close())

test('an issuer below a path has both metadata documents where the path is inserted', async () => {
  expect(world.url).toMatch(/\/musterland$/)
  const issuer = await fetch(credentialIssuerMetadataUrl(world.url))
  expect([issuer.status, issuer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
  const metadata = parseCredentialIssuerMetadata(await issuer.json(), world.url)
  expect(metadata).toMatchObject({ credential_issuer: world.url, credential_endpoint: `${world.url}/credential`, nonce_endpoint: `${world.url}/nonce` })

  const server = await fetch(authorizationServerMetadataUrl(world.url))
  expect([server.status, server.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
  expect(parseAuthorizationServerMetadata(await server.json(), world.url).token_endpoint).toBe(`${world.url}/token`)
})

test('discovery-end-point-verification: the authorization server’s metadata, RFC 8414 and HAIP 1.0', async () => {
  const scopes = Object.values(world.context.metadata.credential_configurations_supported).map(({ scope }) => scope)
  expect(await (await fetch(authorizationServerMetadataUrl(world.url))).json()).toEqual({
    issuer: world.url,
    authorization_endpoint: `${world.url}/authorize`,
    pushed_authorization_request_endpoint: `${world.url}/par`,
    require_pushed_authorization_requests: true,
    token_endpoint: `${world.url}/token`,
    challenge_endpoint: `${world.url}/challenge`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'urn:ietf:params:oauth:grant-type:pre-authorized_code', 'refresh_token'],
    scopes_supported: [...new Set(scopes)],
    authorization_details_types_supported: ['openid_credential'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['attest_jwt_client_auth', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    client_attestation_signing_alg_values_supported: ['ES256'],
    client_attestation_pop_signing_alg_values_supported: ['ES256'],
    dpop_signing_alg_values_supported: ['ES256'],
    authorization_response_iss_parameter_supported: true,
    'pre-authorized_grant_anonymous_access_supported': true,
  })
})

test('OpenID4VCI 1.0 and HAIP 1.0: what the metadata must say of each configuration', async () => {
  const metadata = (await (await fetch(credentialIssuerMetadataUrl(world.url))).json()) as { credential_configurations_supported: Record<string, Record<string, unknown>> }
  expect(metadata).toMatchObject({ batch_credential_issuance: { batch_size: 10 } })
  for (const configuration of Object.values(metadata.credential_configurations_supported)) {
    expect(configuration).toMatchObject({
      format: 'dc+sd-jwt',
      scope: expect.any(String),
      vct: expect.any(String),
      cryptographic_binding_methods_supported: ['jwk'],
      credential_signing_alg_values_supported: ['ES256'],
      proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
    })
    const { display, claims } = configuration['credential_metadata'] as { display: { name: string; locale: string }[]; claims: { path: string[]; display: { locale: string }[] }[] }
    expect(display.map(({ locale }) => locale)).toEqual(['en', 'ja', 'fr'])
    for (const claim of claims) expect(claim.display.map(({ locale }) => locale)).toEqual(['en', 'ja', 'fr'])
  }
})

test('an offer by reference is read again until it ends', async () => {
  const { credential_offer_uri } = await deskOffer(world, 'zoe', { by: 'reference' })
  const [first, second] = [await fetch(credential_offer_uri!), await fetch(credential_offer_uri!)]
  expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([200, 'application/json; charset=utf-8', 'no-store'])
  expect(await first.json()).toEqual(await second.json())
  world.clock.advance(minutes(10))
  const late = await fetch(credential_offer_uri!)
  expect([late.status, await late.json()]).toMatchObject([404, { error: 'not_found' }])
})

test('the nonce endpoint gives anybody a fresh challenge, never cached', async () => {
  const answers = await Promise.all([1, 2].map(() => fetch(`${world.url}/nonce`, { method: 'POST' })))
  expect(answers.map(({ status, headers }) => [status, headers.get('cache-control')])).toEqual([[200, 'no-store'], [200, 'no-store']])
  const [one, other] = (await Promise.all(answers.map((answer) => answer.json()))) as { c_nonce: string }[]
  expect(one).toEqual({ c_nonce: expect.stringMatching(/^nonce_[\w-]{43}$/) })
  expect(other!.c_nonce).not.toBe(one!.c_nonce)
})

test('a nonce request with a body is answered all the same', async () => {
  const answer = await fetch(`${world.url}/nonce`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"broken' })
  expect(answer.status).toBe(200)
})

const requests: readonly (readonly [string, string, RequestInit, number, string])[] = [
  ['an unknown offer', '/offers/off_unknown', {}, 404, 'not_found'],
  ['an offer that is posted to', '/offers/off_unknown', { method: 'POST' }, 405, 'method_not_allowed'],
  ['the nonce endpoint by GET', '/nonce', {}, 405, 'method_not_allowed'],
  ['a status list that there is not', '/status-lists/99', {}, 404, 'not_found'],
  ['a status list by its strange name', '/status-lists/__proto__', {}, 404, 'not_found'],
  ['a status list of the past', '/status-lists/1?time=1', {}, 501, 'unsupported_parameter'],
  ['a status list as CWT', '/status-lists/1', { headers: { accept: 'application/statuslist+cwt' } }, 406, 'not_acceptable'],
  ['a status list by POST', '/status-lists/1', { method: 'POST' }, 405, 'method_not_allowed'],
  ['an address that there is not', '/nowhere', {}, 404, 'not_found'],
  ['the token endpoint by GET', '/token', {}, 405, 'method_not_allowed'],
  ['the authorization endpoint by POST', '/authorize', { method: 'POST' }, 405, 'method_not_allowed'],
  ['an authorization that there is not', '/authorize/auth_unknown', {}, 404, 'not_found'],
  ['an address with a broken escape', '/offers/%zz', {}, 400, 'invalid_request'],
  ['a query parameter twice', '/status-lists/1?time=1&time=2', {}, 400, 'invalid_request'],
]
test.each(requests)('refused with a code: %s', async (_what, path, init, status, code) => {
  const answer = await fetch(world.url + path, { ...init, headers: { accept: 'application/json, */*', ...(init.headers as Record<string, string>) } })
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ error: code, error_description: expect.any(String) })
})

test('the metadata is not found where the path is not inserted, nor by another method', async () => {
  const { origin } = new URL(world.url)
  expect((await fetch(`${origin}/.well-known/openid-credential-issuer`)).status).toBe(404)
  expect((await fetch(`${world.url}/.well-known/openid-credential-issuer`)).status).toBe(404)
  expect((await fetch(credentialIssuerMetadataUrl(world.url), { method: 'POST' })).status).toBe(405)
})

test('health', async () => {
  expect(await (await fetch(`${world.url}/health`)).json()).toEqual({ status: 'ok' })
})
