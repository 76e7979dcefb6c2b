import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preAuthorizedCodeGrant } from '../../src/openid4vci/credential-offer.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { configuration, offerOf } from './offer-peer.ts'
import { walletWorld, type Holder, type WalletWorld } from './wallet-world.ts'

let world: WalletWorld
let holder: Holder
beforeAll(async () => {
  world = await walletWorld()
  holder = await world.holder()
})
afterAll(() => world.close())

const scheme = 'openid-credential-offer://?'
const byValue = (offer: unknown): string => `${scheme}credential_offer=${encodeURIComponent(JSON.stringify(offer))}`
const byReference = (uri: string): string => `${scheme}credential_offer_uri=${encodeURIComponent(uri)}`

/** An issuer of the test's own, at an address of a verifier peer: whatever it says is served there. */
function issuerPeer(name: string, { metadata = {}, server = {} }: { metadata?: object; server?: object } = {}) {
  const peer = world.verifiers.EU
  const issuer = `${peer.url}/${name}`
  const json = (document: object) => ({ contentType: 'application/json', body: JSON.stringify(document) })
  peer.serve(
    `/.well-known/openid-credential-issuer/${name}`,
    json({
      credential_issuer: issuer,
      credential_endpoint: `${issuer}/credential`,
      nonce_endpoint: `${issuer}/nonce`,
      display: [{ name: 'LAB-Peer', locale: 'en' }],
      credential_configurations_supported: { one: configuration },
      ...metadata,
    }),
  )
  peer.serve(
    `/.well-known/oauth-authorization-server/${name}`,
    json({
      issuer,
      token_endpoint: `${issuer}/token`,
      'pre-authorized_grant_anonymous_access_supported': true,
      ...server,
    }),
  )
  return { issuer, offer: offerOf(issuer) }
}

describe('an offer that is in order', () => {
  test.each(['value', 'reference'] as const)('is previewed, given by %s', async (by) => {
    const { offer } = await world.offer('university.jp', 'hanako', { by, tx_code: true })
    const { status, body } = await holder.api('/offers', { offer })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      state: 'open',
      issuer: { credential_issuer: world.url('university.jp'), name: 'LAB-Mihon University', listed: null },
      credentials: [
        {
          configuration_id: 'lab_jp_diploma',
          vct: 'urn:eu.europa.ec.eudi:learning:credential:1',
          name: 'LAB-Diploma (Mihon)',
        },
      ],
      tx_code: { input_mode: 'numeric', length: 6 },
    })
    expect((body['checks'] as { outcome: string }[]).every(({ outcome }) => outcome === 'passed')).toBe(true)
    expect(JSON.stringify(body)).not.toMatch(/code_[\w-]{43}/)
  })

  test('of an issuer whose identifier has a path is looked up where RFC 8615 puts it', async () => {
    const { offer } = issuerPeer('with/path')
    expect(await holder.api('/offers', { offer: byValue(offer) })).toMatchObject({
      status: 201,
      body: { issuer: { name: 'LAB-Peer' } },
    })
  })

  test('waits with at most twenty others; the oldest makes room', async () => {
    const other = await world.holder()
    const { offer } = issuerPeer('many')
    const first = await other.api('/offers', { offer: byValue(offer) })
    for (let count = 0; count < 20; count += 1) await other.api('/offers', { offer: byValue(offer) })
    expect(await other.api(`/offers/${String(first.body['id'])}`)).toMatchObject({
      status: 404,
      body: { error: 'unknown_offer' },
    })
  })
})

describe('an offer that is not', () => {
  const good = 'http://issuer.localhost:1'
  test.each<[string, string, () => string]>([
    ['is no link', 'invalid_offer', () => 'hello'],
    ['has neither parameter', 'invalid_offer', () => `${scheme}x=1`],
    [
      'has both parameters',
      'invalid_offer',
      () => `${byValue(offerOf(good))}&credential_offer_uri=${encodeURIComponent(good)}`,
    ],
    ['has one parameter twice', 'invalid_offer', () => `${byValue(offerOf(good))}&credential_offer=%7B%7D`],
    ['is not JSON', 'invalid_offer', () => `${scheme}credential_offer=%7B`],
    ['has no issuer', 'invalid_offer', () => byValue({ ...offerOf(good), credential_issuer: undefined })],
    ['has an issuer that is no address', 'invalid_offer', () => byValue(offerOf('javascript:alert(1)'))],
    ['names no credential', 'invalid_offer', () => byValue({ ...offerOf(good), credential_configuration_ids: [] })],
    [
      'names a credential twice',
      'invalid_offer',
      () => byValue({ ...offerOf(good), credential_configuration_ids: ['one', 'one'] }),
    ],
    [
      'has a code that is a number',
      'invalid_offer',
      () => byValue({ ...offerOf(good), grants: { [preAuthorizedCodeGrant]: { 'pre-authorized_code': 1 } } }),
    ],
    ['is referred to by another scheme', 'invalid_offer', () => byReference('file:///etc/passwd')],
    ['is referred to where nothing is', 'offer_unreachable', () => byReference(`${world.verifiers.EU.url}/nothing`)],
    ['is referred to where nobody listens', 'offer_unreachable', () => byReference('http://127.0.0.1:9/offer')],
    [
      'is too large',
      'offer_unreachable',
      () =>
        byReference(
          world.verifiers.EU.serve('/large', {
            contentType: 'application/json',
            body: `{"x":"${'x'.repeat(20_000)}"}`,
          }),
        ),
    ],
    [
      'is elsewhere, by a redirect',
      'offer_unreachable',
      () =>
        byReference(
          world.verifiers.EU.serve('/moved', { status: 302, contentType: 'text/plain', body: '', location: '/large' }),
        ),
    ],
    [
      'comes as another type',
      'invalid_offer',
      () => byReference(world.verifiers.EU.serve('/html', { contentType: 'text/html', body: '{}' })),
    ],
    ['has an issuer without metadata', 'issuer_unreachable', () => byValue(offerOf(`${world.verifiers.EU.url}/none`))],
    [
      'has an issuer that publishes another one',
      'invalid_issuer_metadata',
      () => byValue(issuerPeer('other', { metadata: { credential_issuer: 'https://other.example' } }).offer),
    ],
    [
      'has an authorization server of another issuer',
      'invalid_issuer_metadata',
      () => byValue(issuerPeer('as', { server: { issuer: 'https://other.example' } }).offer),
    ],
    [
      'names an authorization server that the issuer does not',
      'invalid_issuer_metadata',
      () => {
        const { issuer } = issuerPeer('named')
        const grants = {
          [preAuthorizedCodeGrant]: { 'pre-authorized_code': 'c', authorization_server: 'https://other.example' },
        }
        return byValue(offerOf(issuer, { grants }))
      },
    ],
    [
      'is for a credential that the issuer does not describe',
      'unsupported_offer',
      () => byValue({ ...issuerPeer('unknown').offer, credential_configuration_ids: ['two'] }),
    ],
    [
      'is for a prototype member',
      'unsupported_offer',
      () => byValue({ ...issuerPeer('proto').offer, credential_configuration_ids: ['constructor'] }),
    ],
  ])('%s: %s', async (_what, code, link) => {
    const { status, body } = await holder.api('/offers', { offer: link() })
    expect(body).toMatchObject({ error: code })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status === 500).toBe(false)
  })

  test('leaves a line in the history, with the checks that failed', async () => {
    const other = await world.holder()
    const { issuer, offer } = issuerPeer('attested', {
      server: { 'pre-authorized_grant_anonymous_access_supported': false },
    })
    await other.api('/offers', { offer: byValue(offer) })
    expect((await other.api('/history')).body['history']).toMatchObject([
      {
        kind: 'issuance',
        outcome: 'failed',
        party: { identifier: issuer },
        error: { code: 'unsupported_offer', checks: ['client_authentication'] },
      },
    ])
  })
})

test('outside development plain http and addresses of this machine are refused', async () => {
  const strict = await walletWorld({ fetchDocument: nodeFetchDocument({ development: false }) })
  try {
    const other = await strict.holder()
    for (const uri of [
      'http://issuer.example/offer',
      'https://127.0.0.1:8443/offer',
      'https://localhost/offer',
      'https://[::1]/offer',
    ]) {
      expect(await other.api('/offers', { offer: byReference(uri) }), uri).toMatchObject({
        status: 502,
        body: { error: 'offer_unreachable' },
      })
    }
  } finally {
    await strict.close()
  }
})
