import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorizationProblems, logInProblems } from '../../issuer/authorization-words.ts'
import { minutes, seconds } from '../../src/base/time.ts'
import { authorizationUrl } from '../../src/oauth/authorization-request.ts'
import { standingClock } from '../support/standing-clock.ts'
import { approve, attestedWallet, logIn, testBrowser, type AttestedWallet, type FormParameters } from './attested-wallet.ts'
import { issuerWorld, testPassword, type IssuerWorld } from './issuer-world.ts'

/** What an independent suite asserts of the authorization endpoint and of its answers. */
let world: IssuerWorld
let wallet: AttestedWallet
beforeAll(async () => {
  world = await issuerWorld('JP/diploma', { clock: standingClock() })
  wallet = attestedWallet(world)
})
afterAll(() => world.close())

const back = async (parameters?: FormParameters): Promise<URL> => new URL(await approve(await wallet.pushed(parameters)))

test('happy-flow: 201, a short-lived request_uri; then code, state and iss, and nothing else', async () => {
  const answer = await wallet.push()
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store'])
  const pushed = (await answer.json()) as { request_uri: string; expires_in: number }
  expect(pushed).toEqual({ request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/), expires_in: 90 })
  const url = await back()
  expect(url.href).toMatch(/^https:\/\/wallet\.example\/callback\?/)
  expect(Object.fromEntries(url.searchParams)).toEqual({ code: expect.stringMatching(/^ac_[\w-]{43}$/), state: 'state-1', iss: world.url })
})

test('ensure-authorization-request-without-state-success', async () => {
  expect([...(await back(wallet.request({ state: undefined }))).searchParams.keys()].toSorted()).toEqual(['code', 'iss'])
})

test('ensure-authorization-request-with-long-state (1000 chars)', async () => {
  const state = 'x'.repeat(1000)
  expect((await back(wallet.request({ state }))).searchParams.get('state')).toBe(state)
})

test('happy-flow-multiple-clients: a redirect_uri with a query keeps it', async () => {
  const url = await back(wallet.request({ redirect_uri: 'https://wallet.example/callback?dummy1=lorem&dummy2=ipsum' }))
  expect(url.href).toMatch(/\?dummy1=lorem&dummy2=ipsum&code=ac_/)
})

test('unknown parameters are ignored', async () => {
  expect((await back(wallet.request({ random_parameter: 'ignored', nonce: 'n', prompt: 'login', resource: world.url }))).searchParams.get('code')).toMatch(/^ac_/)
})

test('user-rejects-authentication, at the consent: access_denied, state, iss, and nothing else', async () => {
  const browser = testBrowser()
  const consent = await logIn(await wallet.pushed(), 'hanako', browser)
  const answer = await browser.post(`${consent}/decision`, { decision: 'reject' })
  expect(answer.status).toBe(303)
  const url = new URL(answer.headers.get('location')!)
  expect(Object.fromEntries(url.searchParams)).toEqual({ error: 'access_denied', state: 'state-1', iss: world.url })
})

test('user-rejects-authentication, before anybody logged in', async () => {
  const browser = testBrowser()
  const page = await browser.open(await wallet.pushed())
  const url = new URL((await browser.post(`${page.url}/decision`, { decision: 'reject' })).headers.get('location')!)
  expect(Object.fromEntries(url.searchParams)).toEqual({ error: 'access_denied', state: 'state-1', iss: world.url })
})

test('nobody approves without having logged in', async () => {
  const browser = testBrowser()
  const page = await browser.open(await wallet.pushed())
  const answer = await browser.post(`${page.url}/decision`, { decision: 'approve' })
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
  expect(await approve(page.url, 'hanako', browser)).toContain('code=')
})

test.each([
  ['ensure-different-state-inside-and-outside-request-object', { state: 'outer' }, {}],
  ['state-only-outside-request-object-not-used', { state: 'outer' }, { state: undefined }],
  ['outer redirect_uri, scope and response_type are ignored', { redirect_uri: 'https://evil.example/', scope: 'other', response_type: 'token' }, {}],
] as const)('%s', async (_row, outer, changes) => {
  const url = new URL(await wallet.pushed(wallet.request(changes)))
  for (const [name, value] of Object.entries(outer)) url.searchParams.set(name, value)
  const answer = new URL(await approve(url.href))
  expect([answer.origin, answer.searchParams.get('state')]).toEqual(['https://wallet.example', 'state' in changes ? null : 'state-1'])
})

/** What a person sees where there is no client to go back to. */
async function seenError(url: string, browser = testBrowser()): Promise<{ status: number; text: string }> {
  const answer = await browser.get(url)
  expect(answer.headers.get('location')).toBeNull()
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
  return { status: answer.status, text: await answer.text() }
}
const spent = { status: 400, text: expect.stringContaining(authorizationProblems.invalid_request_uri.en) }

test('ensure-unsigned-authorization-request-without-using-par-fails', async () => {
  const { status, text } = await seenError(`${world.url}/authorize?${new URLSearchParams(wallet.request())}`)
  expect([status, text]).toEqual([400, expect.stringContaining('invalid_request')])
})

test('par-ensure-reused-request-uri-prior-to-auth-completion-succeeds', async () => {
  const url = await wallet.pushed()
  const browser = testBrowser()
  const [first, second] = [await browser.open(url), await browser.open(url)]
  expect([first.status, second.status]).toEqual([200, 200])
  expect(first.url).not.toBe(second.url)
  expect(await approve(url)).toContain('code=')
})

test('par-attempt-reuse-request_uri: spent by the decision, in every window that has it open', async () => {
  const url = await wallet.pushed()
  const other = testBrowser()
  const stillOpen = await logIn(url, 'hanako', other)
  expect(await approve(url)).toContain('code=')
  expect(await seenError(url)).toEqual(spent)
  const late = await other.post(`${stillOpen}/decision`, { decision: 'approve' })
  expect([late.status, late.headers.get('location')]).toEqual([400, null])
})

test('a refusal spends the request too', async () => {
  const url = await wallet.pushed()
  const browser = testBrowser()
  const page = await browser.open(url)
  await browser.post(`${page.url}/decision`, { decision: 'reject' })
  expect(await seenError(url)).toEqual(spent)
})

test('of two decisions at once, one counts', async () => {
  const url = await wallet.pushed()
  const browser = testBrowser()
  const consents = await Promise.all([logIn(url, 'hanako', testBrowser()).catch(() => ''), logIn(url, 'hanako', browser)])
  const answers = await Promise.all(Array.from({ length: 5 }, () => browser.post(`${consents[1]}/decision`, { decision: 'approve' })))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
})

test('par-attempt-to-use-expired-request_uri: gone when its 90 seconds are over', async () => {
  const url = await wallet.pushed()
  world.clock.advance(seconds(89))
  expect((await testBrowser().open(url)).status).toBe(200)
  world.clock.advance(seconds(1))
  expect(await seenError(url)).toEqual(spent)
})

test('a page that was opened in time stays open: who types slowly still gets through', async () => {
  const browser = testBrowser()
  const page = await browser.open(await wallet.pushed())
  world.clock.advance(minutes(9))
  expect(await approve(page.url, 'hanako', browser)).toContain('code=')
  const late = await browser.open(await wallet.pushed())
  world.clock.advance(minutes(10))
  expect((await seenError(late.url, browser)).status).toBe(404)
})

test('par-attempt-to-use-request_uri-for-different-client', async () => {
  const url = new URL(await wallet.pushed())
  url.searchParams.set('client_id', 'https://other.example')
  expect(await seenError(url.href)).toEqual(spent)
  expect(await approve(authorizationUrl(`${world.url}/authorize`, { clientId: wallet.clientId, requestUri: url.searchParams.get('request_uri')! }))).toContain('code=')
})

test.each([
  ['client_id missing', 'client_id'],
  ['request_uri missing', 'request_uri'],
])('the authorization endpoint shows an error page: %s', async (_what, name) => {
  const url = new URL(await wallet.pushed())
  url.searchParams.delete(name)
  expect((await seenError(url.href)).status).toBe(400)
})

test('the page belongs to the browser that opened it', async () => {
  const page = await testBrowser().open(await wallet.pushed())
  const stranger = testBrowser()
  expect((await seenError(page.url, stranger)).status).toBe(404)
  expect((await stranger.post(`${page.url}/log-in`, { username: 'hanako', password: testPassword })).status).toBe(404)
})

test('a form of another site neither logs in nor decides', async () => {
  const browser = testBrowser()
  const consent = await logIn(await wallet.pushed(), 'hanako', browser)
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    expect((await browser.post(`${consent}/decision`, { decision: 'approve' }, headers)).status).toBe(403)
  }
})

test('a wrong password is said, and the sixth try ends it', async () => {
  const browser = testBrowser()
  const page = await browser.open(await wallet.pushed())
  for (const form of [{ username: 'hanako', password: 'wrong' }, { username: 'nobody', password: testPassword }, { username: 'hanako' }, {}, { username: '__proto__', password: testPassword }]) {
    const answer = await browser.post(`${page.url}/log-in`, form)
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining(logInProblems.wrong.en)])
  }
  const last = await browser.post(`${page.url}/log-in`, { username: 'hanako', password: testPassword })
  expect([last.status, await last.text()]).toEqual([400, expect.stringContaining(authorizationProblems.too_many_tries.en)])
  expect((await seenError(page.url, browser)).status).toBe(404)
})

test('without a password for test users nobody gets in', async () => {
  const closed = await world.serve((context) => ({ ...context, config: { ...context.config, authorization: { ...context.config.authorization, testPassword: undefined } } }))
  const browser = testBrowser()
  const path = new URL(await wallet.pushed())
  const opened = await browser.get(closed.url + path.pathname.replace(new URL(world.url).pathname, '/').replace('//', '/') + path.search)
  const page = opened.headers.get('location')!.replace(world.url, closed.url)
  expect(await (await browser.get(page)).text()).toContain(logInProblems.closed.en)
  expect((await browser.post(`${page}/log-in`, { username: 'hanako', password: testPassword })).status).toBe(403)
  await closed.close()
})

test('the pages say who asks, what for and where to; they have plain forms, and lead to the client alone', async () => {
  const browser = testBrowser()
  const url = await wallet.pushed()
  const opened = await browser.get(url)
  expect([opened.status, opened.headers.get('cache-control')]).toEqual([303, 'no-store'])
  const page = await browser.get(opened.headers.get('location')!)
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://wallet.example;")
  const text = await page.text()
  for (const part of ['id="username"', 'id="password"', 'id="login"', 'id="reject"', 'LAB-Test wallet', 'wallet.example', testPassword]) expect(text).toContain(part)
  expect(text).not.toContain('<script')
  const consent = await (await browser.get(await logIn(url, 'hanako', browser))).text()
  for (const part of ['id="approve"', 'id="reject"', 'LAB-Test wallet', '見本　花子', world.context.config.credential.name.en]) expect(consent).toContain(part)
  expect(consent).not.toContain('<script')
})

test('issuer_state selects what was offered, and only the person it is for gets through', async () => {
  const offer = await fetch(`${world.url}/desk/offers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.context.config.deskToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ credential_configuration_ids: [world.context.config.credential.configurationId], subject: 'hanako-latin', by: 'value', tx_code: false, grant: 'authorization_code' }),
  })
  const { credential_offer } = (await offer.json()) as { credential_offer: { grants: { authorization_code: { issuer_state: string } } } }
  const { issuer_state } = credential_offer.grants.authorization_code
  const browser = testBrowser()
  const page = await browser.open(await wallet.pushed(wallet.request({ issuer_state })))
  expect(page.text).toContain('value="hanako-latin"')
  const other = await browser.post(`${page.url}/log-in`, { username: 'hanako', password: testPassword })
  expect([other.status, await other.text()]).toEqual([403, expect.stringContaining(logInProblems.other_person.en)])
  expect(await approve(page.url, 'hanako-latin', browser)).toContain('code=')

  expect((await wallet.push(wallet.request({ issuer_state }))).status).toBe(201)
  world.clock.advance(minutes(10))
  const late = await wallet.push(wallet.request({ issuer_state }))
  expect([late.status, await late.json()]).toMatchObject([400, { error: 'invalid_request' }])
})

test('2.4: request_uri and code carry 256 random bits each', async () => {
  const codes = new Set(await Promise.all(Array.from({ length: 5 }, () => wallet.code())))
  expect(codes.size).toBe(5)
  for (const code of codes) expect(Buffer.from(code.slice(3), 'base64url')).toHaveLength(32)
})
