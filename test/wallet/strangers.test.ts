import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserClient, type BrowserClient } from './browser-client.ts'
import { ask, queryFor, walletWorld, type WalletWorld } from './wallet-world.ts'

let world: WalletWorld
let browser: BrowserClient
beforeAll(async () => {
  world = await walletWorld({ unlisted: 'EU' })
})
afterAll(() => world.close())
beforeEach(() => {
  browser = browserClient(world.wallet)
})

const walletPath = (link: string, endpoint: string): string => `${endpoint}?${link.slice(link.indexOf('?') + 1)}`

/** From the issuer's link to the offer's page. */
async function opensOffer(place: string, subject: string, { tx_code = false } = {}) {
  const { offer, tx_code: code } = await world.offer(place, subject, { tx_code })
  const { status, location } = await browser.get(walletPath(offer, '/credential_offer'))
  expect(status).toBe(303)
  return { page: location, code }
}
async function collects(place: string, subject: string): Promise<void> {
  const { page } = await opensOffer(place, subject)
  expect(await browser.post(`${page}/accept`, {})).toMatchObject({ status: 303, location: page })
}
async function opensRequest(query = queryFor('JP')) {
  const { link } = await world.verifiers.EU.ask(query)
  const { status, location } = await browser.get(walletPath(link, '/authorize'))
  expect(status).toBe(303)
  return location
}

describe('what a stranger sends', () => {
  test('as a form of another site does nothing', async () => {
    await collects('identity.jp', 'hanako')
    const page = await opensRequest()
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
    ]) {
      for (const path of [
        `${page}/approve`,
        `${page}/decline`,
        '/open',
        '/receipts',
        '/credentials/x/delete',
        '/offers/x/accept',
        '/offers/x/dismiss',
        '/picture',
        '/credentials/x/renew',
        '/open/x',
      ]) {
        expect((await browser.post(path, {}, headers)).status, `${path} ${JSON.stringify(headers)}`).toBe(403)
      }
    }
  })

  test('as markup is shown as text', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>'
    const { url, serve } = world.verifiers.EU
    const json = (path: string, document: object) =>
      serve(path, { contentType: 'application/json', body: JSON.stringify(document) })
    json('/.well-known/openid-credential-issuer/evil', {
      credential_issuer: `${url}/evil`,
      credential_endpoint: `${url}/c`,
      nonce_endpoint: `${url}/n`,
      display: [{ name: evil, locale: 'en' }],
      credential_configurations_supported: {
        one: {
          format: 'dc+sd-jwt',
          vct: evil,
          cryptographic_binding_methods_supported: ['jwk'],
          proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
          credential_metadata: { display: [{ name: evil }], claims: [{ path: [evil], display: [{ name: evil }] }] },
        },
      },
    })
    json('/.well-known/oauth-authorization-server/evil', {
      issuer: `${url}/evil`,
      token_endpoint: `${url}/t`,
      'pre-authorized_grant_anonymous_access_supported': true,
    })
    const grants = {
      'urn:ietf:params:oauth:grant-type:pre-authorized_code': {
        'pre-authorized_code': 'c',
        tx_code: { description: evil, length: 5 },
      },
    }
    const offer = encodeURIComponent(
      JSON.stringify({ credential_issuer: `${url}/evil`, credential_configuration_ids: ['one'], grants }),
    )
    const { location } = await browser.get(`/credential_offer?credential_offer=${offer}`)
    for (const page of [location, '/']) {
      const { text } = await browser.get(page)
      expect(text).not.toContain('<script>')
      expect(text).not.toContain('<img src=x')
    }
    expect((await browser.get(location)).text).toContain('&lt;script&gt;')
  })

  test.each([
    '/offers/x',
    '/credentials/x',
    '/presentations/x',
    '/open/x',
    '/nothing',
    '/credential_offer',
    '/credential_offer?credential_offer=%7B',
    '/credential_offer?credential_offer=%zz',
    '/authorize',
    '/authorize?client_id=x',
    '/?a=1&a=2',
    '/history?kind=x',
    '/offers/%00',
    '/?lang=xx%00',
    '//evil.example/',
    '/.//evil.example',
  ])('GET %s is answered with a page that helps', async (path) => {
    const { status, text } = await browser.get(path)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(text).toContain('This did not work')
    expect(text).not.toMatch(/href="\/\//)
  })

  test.each([
    ['/offers/x/accept', 'tx_code=1&tx_code=2'],
    ['/offers/x/accept', '%zz'],
    ['/open', ''],
    ['/open', `address=${'x'.repeat(70_000)}`],
    ['/receipts', 'receipt_uri='],
    ['/presentations/x/approve', ''],
    ['/presentations/x/decline', ''],
    ['/credentials/x/delete', ''],
    ['/offers/x/dismiss', ''],
    ['/offers/x/accept', 'accept_unlisted=maybe'],
  ])('POST %s with %s is refused with a page that helps', async (path, body) => {
    const { status, text } = await browser.post(path, body)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(text).toContain('<html')
  })

  test('with the wrong method is told the right one', async () => {
    expect(await browser.get('/offers/x/accept')).toMatchObject({ status: 405, headers: { allow: 'POST, OPTIONS' } })
    expect(await ask(`${world.wallet}/history`, undefined, {})).toMatchObject({
      status: 405,
      body: { error: 'method_not_allowed' },
    })
  })

  test('as the answer of an authorization server that nobody asked does nothing, whatever it says', async () => {
    for (const query of [
      '',
      '?code=x',
      '?code=x&state=x',
      '?code=x&state=x&iss=https%3A%2F%2Fissuer.example',
      '?error=access_denied&state=x',
      `?code=${'x'.repeat(5000)}&state=${'y'.repeat(5000)}`,
      '?state=%F0%9F%98%80&code=%00',
      '?state=__proto__&code=constructor',
    ]) {
      const { status, text } = await browser.get(`/callback${query}`)
      expect(status, query).toBe(400)
      expect(text).not.toContain('server_error')
    }
    expect((await browser.get('/callback?state=a&state=b&code=x')).status).toBe(400)
  })
})
