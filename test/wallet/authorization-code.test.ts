import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hours, minutes } from '../../src/base/time.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import { browserClient } from './browser-client.ts'
import { answered, interception } from './interception.ts'
import { configurationAt, walletWorld, type Answer, type Holder, type WalletWorld } from './wallet-world.ts'

const { network, asked, put, clear } = interception()

let world: WalletWorld
let holder: Holder
beforeAll(async () => {
  world = await walletWorld({
    fetchDocument: network,
    settings: { 'university.eu': { ISSUER_AUTO_CONSENT_SUBJECT: 'zoe' } },
  })
  holder = await world.holder()
})
afterAll(() => world.close())
afterEach(clear)

/** From the issuer's offer to the address where the person logs in. */
const begun = async (place = 'university.jp', subject = 'hanako') => {
  const { offer } = await world.offer(place, subject, { grant: 'authorization_code' })
  const preview = await holder.api('/offers', { offer })
  const id = String(preview.body['id'])
  const accepted = await holder.api(`/offers/${id}/accept`, {})
  return { id, preview, accepted, url: String(accepted.body['authorization_url']) }
}
const comesBack = (address: string, browser = browserClient(world.wallet)) => {
  const { pathname, search } = new URL(address)
  return browser.get(pathname + search)
}
const state = async (id: string): Promise<Answer['body']> => (await holder.api(`/offers/${id}`)).body

describe('an offer that leads to a log-in', () => {
  test('previews, sends the person to the issuer, and ends with the credential', async () => {
    const { id, preview, accepted, url } = await begun()
    expect(preview).toMatchObject({ status: 201, body: { grant: 'authorization_code', state: 'open', outcome: 'pending' } })
    expect(accepted).toMatchObject({ status: 200, body: { id, outcome: 'pending', authorization_url: expect.any(String) } })
    expect(await state(id)).toMatchObject({ state: 'authorizing', outcome: 'pending', authorization_url: url })
    expect([...new URL(url).searchParams.keys()].sort()).toEqual(['client_id', 'request_uri'])

    const back = await world.visit(url, 'hanako')
    const page = await comesBack(back)
    expect(page).toMatchObject({ status: 200, headers: { 'issuance-outcome': 'accepted' } })
    expect(page.text).toContain('You can close this page')
    expect(await state(id)).toMatchObject({ state: 'collected', outcome: 'accepted', collected: [expect.any(String)] })
    expect((await holder.api(`/issuances/${id}`)).body).toMatchObject({ outcome: 'accepted' })
    expect((await holder.api('/credentials')).body['credentials']).toMatchObject([
      { configuration_id: configurationAt('university.jp'), issuer: { listed: true }, copies: { issued: 10, unused: 10 } },
    ])
  })

  test('pushes everything: attested, PKCE, scope, issuer_state, the key of the token', async () => {
    asked.length = 0
    await begun()
    const par = asked.find(({ url }) => url.endsWith('/par'))!
    const parameters = Object.fromEntries(new URLSearchParams(par.body))
    expect(parameters).toMatchObject({
      response_type: 'code',
      client_id: world.wallet,
      redirect_uri: `${world.wallet}/callback`,
      code_challenge_method: 'S256',
      scope: configurationAt('university.jp'),
      issuer_state: expect.any(String),
      state: expect.any(String),
      dpop_jkt: expect.any(String),
    })
    const attestation = parseCompactJws(par.headers!['OAuth-Client-Attestation']!)
    const pop = parseCompactJws(par.headers!['OAuth-Client-Attestation-PoP']!)
    expect(attestation).toMatchObject({ header: { typ: 'oauth-client-attestation+jwt' }, payload: { sub: world.wallet } })
    expect(pop.payload).toMatchObject({ iss: world.wallet, aud: world.url('university.jp'), challenge: expect.any(String) })
  })

  test('is refused by the person: nothing is lost, and the next try succeeds', async () => {
    const { id, url } = await begun()
    const page = await comesBack(await world.visit(url, 'hanako', 'reject'))
    expect(page).toMatchObject({ status: 200, headers: { 'issuance-outcome': 'rejected:authorization_refused' } })
    expect(await state(id)).toMatchObject({ state: 'open', outcome: 'rejected:authorization_refused' })
    const again = await holder.api(`/offers/${id}/accept`, {})
    await comesBack(await world.visit(String(again.body['authorization_url']), 'hanako'))
    expect(await state(id)).toMatchObject({ outcome: 'accepted' })
  })

  test('can be begun again: only the last beginning counts', async () => {
    const { id, url } = await begun()
    const again = await holder.api(`/offers/${id}/accept`, {})
    const stale = await comesBack(await world.visit(url, 'hanako'))
    expect(stale.status).toBe(400)
    expect(stale.text).toContain('unknown_authorization')
    expect(await state(id)).toMatchObject({ state: 'authorizing', outcome: 'pending' })
    await comesBack(await world.visit(String(again.body['authorization_url']), 'hanako'))
    expect(await state(id)).toMatchObject({ outcome: 'accepted' })
  })

  test('takes an answer once', async () => {
    const { url } = await begun()
    const back = await world.visit(url, 'hanako')
    expect((await comesBack(back)).status).toBe(200)
    expect((await comesBack(back)).status).toBe(400)
  })

  test('is over when the person comes back too late', async () => {
    const { id, url } = await begun()
    const back = await world.visit(url, 'hanako')
    world.clock.advance(minutes(31))
    expect((await comesBack(back)).status).toBe(400)
    expect(await state(id)).toMatchObject({ state: 'authorizing' })
  })

  test('after a token that the issuer no longer takes, begins with a log-in again', async () => {
    const { id, url } = await begun()
    put(async ({ url }, answer) => (url.endsWith('/credential') ? answered({ error: 'invalid_token' }, 401) : answer()))
    await comesBack(await world.visit(url, 'hanako'))
    expect(await state(id)).toMatchObject({ outcome: 'rejected:issuer_refused' })
    put()
    expect(await holder.api(`/offers/${id}/accept`, {})).toMatchObject({ status: 200, body: { outcome: 'accepted' } })
  })

  test('whose issuer fails after the log-in keeps the token: no second log-in', async () => {
    const { id, url } = await begun()
    put(async ({ url }, answer) => (url.endsWith('/credential') ? answered({}, 503) : answer()))
    await comesBack(await world.visit(url, 'hanako'))
    expect(await state(id)).toMatchObject({ outcome: 'rejected:issuer_refused' })
    put()
    asked.length = 0
    expect(await holder.api(`/offers/${id}/accept`, {})).toMatchObject({ status: 200, body: { outcome: 'accepted' } })
    expect(asked.filter(({ url }) => /\/(par|token)$/.test(url))).toEqual([])
  })
})

describe('in a browser', () => {
  test('the holder goes to the issuer and comes back to the offer', async () => {
    const browser = browserClient(world.wallet)
    const { offer } = await world.offer('university.jp', 'hanako', { grant: 'authorization_code' })
    const { location: page } = await browser.get(`/credential_offer?${offer.slice(offer.indexOf('?') + 1)}`)
    const shown = await browser.get(page)
    expect(shown.text).toContain('Go on to the issuer')
    expect(shown.text).toContain('Registered to issue')
    expect(shown.text).toContain('vouched for in the list of')
    expect(String(shown.headers['content-security-policy'])).toContain(`form-action 'self' ${world.url('university.jp')}`)
    const { status, location } = await browser.post(`${page}/accept`, {})
    expect(status).toBe(303)
    expect((await browser.get(page)).text).toContain('have not come back yet')
    const back = await comesBack(await world.visit(location, 'hanako'), browser)
    expect(back).toMatchObject({ status: 303, location: page })
    expect((await browser.get(page)).text).toContain('This credential is in your wallet.')
  })

  test('what one browser began ends in no other one', async () => {
    const browser = browserClient(world.wallet)
    const { offer } = await world.offer('university.jp', 'hanako', { grant: 'authorization_code' })
    const { location: page } = await browser.get(`/credential_offer?${offer.slice(offer.indexOf('?') + 1)}`)
    const { location } = await browser.post(`${page}/accept`, {})
    const back = await world.visit(location, 'hanako')
    expect((await comesBack(back)).text).toContain('unknown_authorization')
    expect(await comesBack(back, browser)).toMatchObject({ status: 303, location: page })
    expect((await browser.get(page)).text).toContain('This credential is in your wallet.')
  })
})

describe('an issuance that the holder begins', () => {
  const wish = (place: string) => ({ issuer: world.url(place), credential_configuration_id: configurationAt(place) })

  test('gives the address to log in where the issuer wants to see somebody', async () => {
    const begun = await holder.api('/issuance', wish('identity.jp'))
    expect(begun).toMatchObject({ status: 201, body: { outcome: 'pending', authorization_url: expect.any(String) } })
    await comesBack(await world.visit(String(begun.body['authorization_url']), 'hanako'))
    expect((await holder.api(`/issuances/${String(begun.body['id'])}`)).body).toMatchObject({ outcome: 'accepted' })
  })

  test('follows the redirections itself where the issuer asks nobody', async () => {
    expect(await holder.api('/issuance', wish('university.eu'))).toMatchObject({
      status: 201,
      body: { outcome: 'accepted', credentials: [{ configuration_id: configurationAt('university.eu') }] },
    })
  })

  test('does not follow them if it shall not', async () => {
    const begun = await holder.api('/issuance', { ...wish('university.eu'), follow_redirects: false })
    expect(begun).toMatchObject({ status: 201, body: { authorization_url: expect.any(String) } })
  })

  test.each([
    ['an issuer that is no address', { issuer: 'issuer', credential_configuration_id: 'x' }, 400, 'invalid_offer'],
    ['an issuer that is not there', { issuer: 'http://127.0.0.1:9', credential_configuration_id: 'x' }, 502, 'issuer_unreachable'],
    ['nothing', {}, 400, 'invalid_request'],
  ])('from %s is refused with a code', async (_what, body, status, error) => {
    expect(await holder.api('/issuance', body)).toMatchObject({ status, body: { error } })
  })

  test('for a credential that the issuer does not have is refused with the checks', async () => {
    const unknown = { ...wish('identity.jp'), credential_configuration_id: 'no_such' }
    expect(await holder.api('/issuance', unknown)).toMatchObject({ status: 400, body: { error: 'unsupported_offer' } })
  })
})

describe('attestations', () => {
  const attestationsTo = (place: string) =>
    asked
      .filter(({ url, headers }) => url.startsWith(world.url(place)) && headers?.['OAuth-Client-Attestation'])
      .map(({ headers }) => headers!['OAuth-Client-Attestation']!)

  test('are one for each authorization server, kept until they expire, each with a key of its own', async () => {
    const other = await world.holder()
    const collects = async (place: string, subject: string) => {
      const { offer } = await world.offer(place, subject)
      const { body } = await other.api('/offers', { offer })
      expect(await other.api(`/offers/${String(body['id'])}/accept`, {})).toMatchObject({ status: 200 })
    }
    asked.length = 0
    await collects('university.jp', 'hanako')
    await collects('university.jp', 'hanako')
    await collects('identity.jp', 'hanako')
    const [university, identity] = [attestationsTo('university.jp'), attestationsTo('identity.jp')]
    expect(new Set(university).size).toBe(1)
    expect(new Set(identity).size).toBe(1)
    const keys = [university[0]!, identity[0]!].map((jwt) => JSON.stringify(parseCompactJws(jwt).payload['cnf']))
    expect(new Set(keys).size).toBe(2)
    world.clock.advance(hours(23))
    await collects('university.jp', 'hanako')
    const renewed = attestationsTo('university.jp').at(-1)!
    expect(renewed).not.toBe(university[0])
    expect(JSON.stringify(parseCompactJws(renewed).payload['cnf'])).toBe(keys[0])
  })

  test('that cannot be had stop the issuance with a code, and it can be tried again', async () => {
    const other = await world.holder()
    const { offer } = await world.offer('university.jp', 'hanako')
    const { body } = await other.api('/offers', { offer })
    put(async ({ url }, answer) => (url.endsWith('/client-attestations') ? answered({}, 503) : answer()))
    const path = `/offers/${String(body['id'])}/accept`
    expect(await other.api(path, {})).toMatchObject({ body: { error: 'wallet_not_attested' } })
    put()
    expect(await other.api(path, {})).toMatchObject({ status: 200 })
  })
})
