import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorizationProblems, consentWords, logInProblems, logInWords } from '../../issuer/authorization-words.ts'
import { languages } from '../../src/base/localized.ts'
import { axeViolations, noBrowser, openBrowser, overflow } from '../support/browser.ts'
import { attestedWallet, logIn, testBrowser } from './attested-wallet.ts'
import { issuerWorld, testPassword, type IssuerWorld } from './issuer-world.ts'

let world: IssuerWorld
beforeAll(async () => { world = await issuerWorld('JP/diploma', { basePath: '/mihon' }) })
afterAll(() => world.close())

test.each(languages)('log-in, consent and their faults speak %s', async (language) => {
  const wallet = attestedWallet(world)
  const url = await wallet.pushed()
  const browser = testBrowser()
  const page = await browser.open(`${(await browser.open(url)).url}?lang=${language}`)
  expect(page.text).toContain(`<html lang="${language}">`)
  expect(page.text).toContain(logInWords.lead[language])
  const wrong = await browser.post(`${page.url.split('?')[0]}/log-in`, { username: 'hanako', password: 'wrong' })
  expect(await wrong.text()).toContain(logInProblems.wrong[language].replaceAll("'", '&#39;'))
  const consent = await browser.open(await logIn(url, 'hanako', browser))
  expect(consent.text).toContain(consentWords.lead[language])
  const spent = await browser.open(`${world.url}/authorize?client_id=x&request_uri=x`)
  expect([spent.status, spent.text]).toEqual([400, expect.stringContaining(authorizationProblems.invalid_request_uri[language])])
})

describe.skipIf(noBrowser() !== undefined)('in Chromium', () => {
  let browser: Browser
  beforeAll(async () => { browser = await openBrowser() })
  afterAll(() => browser.close())

  test.each([['en', 1200], ['ja', 1200], ['fr', 360]] as const)('log-in and consent in %s, %d pixels wide: no fault of accessibility, and the way back to the wallet is open', async (locale, width) => {
    // The wallet is another origin: its page is the issuer's own, under another name.
    const redirectUri = `${world.url.replace('127.0.0.1', 'localhost')}/health`
    const wallet = attestedWallet(world, { redirectUri })
    const context = await browser.newContext({ locale, viewport: { width, height: 900 } })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()) })

    await page.goto(await wallet.pushed())
    expect(await page.locator('h1').innerText()).toBe(logInWords.title[locale])
    expect([await axeViolations(page), await overflow(page)]).toEqual([[], 0])
    await page.locator('#username').fill('hanako')
    await page.locator('#password').fill(testPassword)
    await page.locator('#login').click()
    expect(await page.locator('h1').innerText()).toBe(consentWords.title[locale])
    await page.locator('details summary').click()
    expect([await axeViolations(page), await overflow(page)]).toEqual([[], 0])
    await page.locator('#approve').click()
    await page.waitForURL(`${redirectUri}?**`)
    const query = new URL(page.url()).searchParams
    expect([query.get('state'), query.get('iss'), problems]).toEqual(['state-1', world.url, []])
    expect((await wallet.ask(wallet.tokenParameters(query.get('code')!))).status).toBe(200)

    await page.goto(await wallet.pushed())
    await page.locator('#reject').click()
    await page.waitForURL(`${redirectUri}?error=access_denied**`)
    await context.close()
  })
})

test('nothing of an authorization is in the log', async () => {
  const wallet = attestedWallet(world)
  const url = await wallet.pushed()
  const browser = testBrowser()
  const consent = await logIn(url, 'hanako', browser)
  const back = new URL((await browser.post(`${consent}/decision`, { decision: 'approve' })).headers.get('location')!)
  const code = back.searchParams.get('code')!
  const tokens = (await (await wallet.ask(wallet.tokenParameters(code))).json()) as { access_token: string; refresh_token: string }
  const text = world.logged.join('\n')
  const requestUri = new URL(url).searchParams.get('request_uri')!
  for (const secret of [code, tokens.access_token, tokens.refresh_token, requestUri, testPassword, consent.split('/').at(-1)!, wallet.codeVerifier]) expect(text).not.toContain(secret)
})
