import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../src/base/localized.ts'
import { minutes } from '../../src/base/time.ts'
import { offerWords, problemWords } from '../../issuer/words.ts'
import { axeViolations, noBrowser, openBrowser, overflow } from '../support/browser.ts'
import { issuerWorld, type IssuerWorld } from './issuer-world.ts'

let world: IssuerWorld
beforeAll(async () => { world = await issuerWorld('JP/diploma') })
afterAll(() => world.close())

const form = (body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${world.url}/counter`, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body })

/** Chooses somebody and gives the offer's page with the cookie that opens it. */
async function chosen(body = 'subject=hanako&tx_code=yes'): Promise<{ page: string; cookie: string }> {
  const answer = await form(body)
  expect(answer.status).toBe(303)
  return { page: answer.headers.get('location')!, cookie: answer.headers.get('set-cookie')!.split(';')[0]! }
}

test('whoever wants to log in on the way gets an offer without a code, and is told so; a review is announced', async () => {
  const { page, cookie } = await chosen('subject=hanako&tx_code=yes&grant=authorization_code&review=yes')
  const text = await (await fetch(`${page}?lang=en`, { headers: { cookie } })).text()
  expect(text).not.toContain('id="code"')
  for (const said of [offerWords.logInHint.en, offerWords.reviewHint.en]) expect(text).toContain(said)
  const plain = await chosen()
  const other = await (await fetch(plain.page, { headers: { cookie: plain.cookie } })).text()
  for (const silent of [offerWords.logInHint.en, offerWords.reviewHint.en]) expect(other).not.toContain(silent)
})

test.each(languages)('the front page in %s says who issues what, to whom, and that it is a lab', async (language) => {
  const answer = await fetch(`${world.url}/?lang=${language}`)
  const text = await answer.text()
  const { organisation, credential } = world.context.config
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  for (const said of [organisation.name[language], credential.name[language], credential.description[language].slice(0, 20).replaceAll("'", '&#39;'), '見本　花子', credential.vct]) expect(text).toContain(said)
  expect(text).toContain(`<html lang="${language}">`)
})

test('the language is the address’s, then the cookie’s, then the browser’s', async () => {
  const chosen = await fetch(`${world.url}/?lang=ja`)
  const cookie = chosen.headers.get('set-cookie')!.split(';')[0]!
  expect(cookie).toBe('lang=ja')
  expect(await (await fetch(`${world.url}/`, { headers: { cookie } })).text()).toContain('<html lang="ja">')
  expect(await (await fetch(`${world.url}/`, { headers: { 'accept-language': 'fr-CH, fr;q=0.9' } })).text()).toContain('<html lang="fr">')
  expect((await fetch(`${world.url}/?lang=xx`)).headers.get('set-cookie')).toBeNull()
})

test('the offer’s page shows the code once made, to the browser that asked and to no other', async () => {
  const { page, cookie } = await chosen()
  const text = await (await fetch(page, { headers: { cookie } })).text()
  expect(text).toMatch(/<strong>\d{6}<\/strong>/)
  expect(text).toContain('openid-credential-offer://?credential_offer_uri=')
  expect(text).toContain(`href="http://wallet.localhost:4403/credential_offer?credential_offer_uri=${encodeURIComponent(`${world.url}/offers/`)}`)
  expect((await fetch(page)).status).toBe(404)
  expect((await fetch(page, { headers: { cookie: `${cookie}x` } })).status).toBe(404)
})

test('without the transaction code nobody is asked for one', async () => {
  const { page, cookie } = await chosen('subject=hanako')
  const text = await (await fetch(page, { headers: { cookie } })).text()
  expect(text).not.toContain(offerWords.code.en)
})

test('the page ends with its offer', async () => {
  const { page, cookie } = await chosen()
  world.clock.advance(minutes(10))
  const answer = await fetch(page, { headers: { cookie, accept: 'text/html' } })
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining(problemWords.not_found.en)])
})

test.each([
  ['nobody', 'tx_code=yes', {}, 400, 'invalid_request'],
  ['an unknown person', 'subject=nobody', {}, 400, 'invalid_request'],
  ['a person twice', 'subject=hanako&subject=taro', {}, 400, 'invalid_request'],
  ['JSON', '{"subject":"hanako"}', { 'content-type': 'application/json' }, 400, 'invalid_request'],
  ['a form that is too long', `subject=${'x'.repeat(5000)}`, {}, 413, 'invalid_request'],
  ['a form of another site', 'subject=hanako', { origin: 'https://evil.example' }, 403, 'cross_origin'],
  ['a form of another site, as browsers say it', 'subject=hanako', { 'sec-fetch-site': 'cross-site' }, 403, 'cross_origin'],
  ['another way to collect', 'subject=hanako&grant=implicit', {}, 400, 'invalid_request'],
] as const)('the counter refuses %s', async (_what, body, headers, status, code) => {
  const answer = await form(body, { accept: 'application/json', ...headers })
  expect([answer.status, await answer.json()]).toMatchObject([status, { error: code }])
})

test('a person sees an error as a page in their language', async () => {
  const answer = await fetch(`${world.url}/nowhere`, { headers: { accept: 'text/html', 'accept-language': 'ja' } })
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([404, 'text/html; charset=utf-8', expect.stringContaining(problemWords.not_found.ja)])
})

describe.skipIf(noBrowser() !== undefined)('in Chromium', () => {
  let browser: Browser
  beforeAll(async () => { browser = await openBrowser() })
  afterAll(() => browser.close())

  test.each([['en', 1200], ['ja', 1200], ['fr', 360]] as const)('the counter in %s, %d pixels wide: no fault of accessibility, from the choice to the offer', async (locale, width) => {
    const context = await browser.newContext({ locale, viewport: { width, height: 900 } })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })
    await page.goto(`${world.url}/`)
    expect(await axeViolations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await page.locator('input[value="hanako"]').check()
    await page.locator('main button[type=submit]').click()
    expect(await page.locator('h1').innerText()).toBe(offerWords.title[locale])
    expect(await page.locator('#code + p').innerText()).toMatch(/^\d{6}$/)
    expect(await axeViolations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(problems).toEqual([])
    await context.close()
  })
})
