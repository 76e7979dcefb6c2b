import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256Base64url } from '../../src/base/bytes.ts'
import { languages } from '../../src/base/localized.ts'
import { hours } from '../../src/base/time.ts'
import { deskWords, issuedWords, logInWords, reviewWords, statusWords } from '../../issuer/desk-words.ts'
import { axeViolations, noBrowser, openBrowser, overflow } from '../support/browser.ts'
import { testBrowser, type TestBrowser } from './attested-wallet.ts'
import { collector, deskMade, issued, type Collector } from './collector.ts'
import { deskToken, issuerWorld, type IssuerWorld } from './issuer-world.ts'

let world: IssuerWorld
beforeAll(async () => { world = await issuerWorld('JP/diploma', { basePath: '/mihon' }) })
afterAll(() => world.close())

const logIn = async (browser: TestBrowser, password = deskToken): Promise<Response> => browser.post(`${world.url}/desk/log-in`, { password })
/** One officer for all tests: log-ins are limited. */
let atWork = testBrowser()
async function officer(): Promise<TestBrowser> {
  if ((await atWork.get(`${world.url}/desk`)).status === 200) return atWork
  atWork = testBrowser()
  expect((await logIn(atWork)).headers.get('location')).toBe(`${world.url}/desk`)
  return atWork
}
const waiting = async (subject = 'hanako'): Promise<{ wallet: Collector; transaction_id: string; id: string }> => {
  const wallet = await collector(world, { subject, review: true })
  const { transaction_id } = (await (await wallet.credential()).json()) as { transaction_id: string }
  return { wallet, transaction_id, id: sha256Base64url(transaction_id) }
}
const pageOf = async (browser: TestBrowser, path: string): Promise<string> => (await browser.get(world.url + path)).text()

describe('log-in', () => {
  test.each(['/desk', '/desk/issued'])('%s leads whoever is not logged in to the log-in page', async (path) => {
    const answer = await testBrowser().get(world.url + path)
    expect([answer.status, answer.headers.get('location'), answer.headers.get('cache-control')]).toEqual([303, `${world.url}/desk/log-in`, 'no-store'])
  })

  test.each([['/desk/review-decisions', { review: 'x', decision: 'approve' }], ['/desk/status-changes', { credential: 'x', status: 'invalid' }]])('a form sent to %s by somebody who is not logged in does nothing', async (path, form) => {
    expect((await testBrowser().post(world.url + path, form)).headers.get('location')).toBe(`${world.url}/desk/log-in`)
  })

  test('a wrong token is 403 with the form and why; the right one opens the desk', async () => {
    const browser = testBrowser()
    for (const password of ['wrong', '', `${deskToken}x`]) {
      const answer = await logIn(browser, password)
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining(logInWords.wrong.en)])
    }
    await logIn(browser)
    expect(await pageOf(browser, '/desk')).toContain(reviewWords.title.en)
  })

  test('the session ends with the log-out, in the store as well, and after its eight hours', async () => {
    const [browser, copy] = [testBrowser(), testBrowser()]
    const cookie = (await logIn(browser)).headers.getSetCookie()[0]!
    expect(cookie).toMatch(/^issuer_desk_[^=]+=[\w-]{43};.*HttpOnly.*SameSite=Lax/)
    const withCookie = async () => (await fetch(`${world.url}/desk`, { redirect: 'manual', headers: { cookie: cookie.split(';')[0]! } })).status
    expect(await withCookie()).toBe(200)
    await browser.post(`${world.url}/desk/log-out`, {})
    expect(await withCookie()).toBe(303)
    await logIn(copy)
    world.clock.advance(hours(8))
    expect((await copy.get(`${world.url}/desk`)).status).toBe(303)
  })

  test('the session of an offer’s page opens no desk', async () => {
    const browser = testBrowser()
    await browser.post(`${world.url}/counter`, { subject: 'hanako' })
    expect((await browser.get(`${world.url}/desk`)).status).toBe(303)
  })

  test.each(['/desk/log-in', '/desk/log-out', '/desk/review-decisions', '/desk/status-changes'])('%s refuses a form of another site', async (path) => {
    const browser = await officer()
    const answer = await browser.post(world.url + path, { password: deskToken }, { origin: 'https://evil.example' })
    expect(answer.status).toBe(403)
  })
})

describe('reviews', () => {
  test.each([['approve', 200], ['refuse', 400], ['wait', 202]] as const)('%s leads back to the queue, and the wallet hears of it', async (decision, status) => {
    const { wallet, transaction_id, id } = await waiting()
    const browser = await officer()
    expect(await pageOf(browser, '/desk')).toContain(`value="${id}"`)
    const answer = await browser.post(`${world.url}/desk/review-decisions`, { review: id, decision })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${world.url}/desk`])
    expect((await wallet.deferred({ transaction_id })).status).toBe(status)
    expect((await pageOf(browser, '/desk')).includes(`value="${id}"`)).toBe(decision === 'wait')
  })

  test.each([
    ['an unknown request', { review: 'unknown', decision: 'approve' }, 404, 'not_found'],
    ['an unknown decision', { review: 'x', decision: 'burn' }, 400, 'invalid_request'],
    ['nothing', {}, 400, 'invalid_request'],
  ] as const)('refused: %s', async (_what, form, status, code) => {
    const answer = await (await officer()).post(`${world.url}/desk/review-decisions`, form, { accept: 'application/json' })
    expect([answer.status, await answer.json()]).toMatchObject([status, { error: code }])
  })
})

describe('the revocation desk', () => {
  test('suspend, restore, revoke: the page and the API agree, and a revocation is final', async () => {
    const wallet = await collector(world, { subject: 'taro' })
    const { notification_id } = await issued(await wallet.credential())
    await wallet.notify({ notification_id, event: 'credential_accepted' })
    const list = async () => (await deskMade<{ credentials: readonly { id: string; status: string }[] }>(world, '/desk/credentials')).credentials
    const { id } = (await list()).at(-1)!
    const browser = await officer()
    const change = (status: string) => browser.post(`${world.url}/desk/status-changes`, { credential: id, status, page: '1' })
    for (const [status, named] of [['suspended', 'suspended'], ['valid', 'valid'], ['suspended', 'suspended'], ['invalid', 'revoked'], ['valid', 'revoked'], ['suspended', 'revoked']] as const) {
      const answer = await change(status)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${world.url}/desk/issued?page=1`])
      expect((await list()).at(-1)).toMatchObject({ id, status: named })
    }
    expect(await pageOf(browser, '/desk/issued')).toContain(statusWords.invalid.en)
    await expect(deskMade(world, `/desk/credentials/${id}/status`, { status: 'valid' })).rejects.toThrow('409')
  })

  test.each([
    ['an unknown credential', { credential: 'cred_unknown', status: 'invalid' }, 404, 'not_found'],
    ['an unknown status', { credential: 'x', status: 'gone' }, 400, 'invalid_request'],
  ] as const)('refused: %s', async (_what, form, status, code) => {
    const answer = await (await officer()).post(`${world.url}/desk/status-changes`, form, { accept: 'application/json' })
    expect([answer.status, await answer.json()]).toMatchObject([status, { error: code }])
  })

  test('a long list has pages, the newest first; any page number leads to one there is', async () => {
    const wallet = await collector(world, { subject: 'hanako' })
    for (let batch = 0; batch < 6; batch += 1) await wallet.credential({ proofs: { jwt: (await wallet.proofs(10)).jwts } })
    const browser = await officer()
    const [first, second] = [await pageOf(browser, '/desk/issued'), await pageOf(browser, '/desk/issued?page=2')]
    const rows = (page: string): number => [...page.matchAll(/<th scope="row">/g)].length
    expect([rows(first), first.includes(issuedWords.older.en), first.includes(issuedWords.newer.en)]).toEqual([50, true, false])
    expect([rows(second) > 0, second.includes(issuedWords.newer.en)]).toEqual([true, true])
    for (const page of ['999', '0', '-1', 'x', '1e9']) expect((await browser.get(`${world.url}/desk/issued?page=${page}`)).status).toBe(200)
  })
})

test.each(languages)('the desk speaks %s', async (language) => {
  await waiting()
  const browser = await officer()
  for (const [path, words] of [['/desk/log-in', [deskWords.title, logInWords.lead]], ['/desk', [reviewWords.title, reviewWords.approve]], ['/desk/issued', [issuedWords.title, issuedWords.status]]] as const) {
    const text = await pageOf(browser, `${path}?lang=${language}`)
    expect(text).toContain(`<html lang="${language}">`)
    for (const said of words) expect(text).toContain(said[language].replaceAll("'", '&#39;'))
  }
})

describe.skipIf(noBrowser() !== undefined)('in Chromium', () => {
  let browser: Browser
  beforeAll(async () => { browser = await openBrowser() })
  afterAll(() => browser.close())

  const sound = async (page: Page): Promise<void> => {
    expect(await axeViolations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
  }
  const shoot = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['SCREENSHOTS']
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
  }

  test.each([['en', 1200], ['ja', 1200], ['fr', 360]] as const)('from the log-in to an approval and a revocation, in %s, %d pixels wide', async (locale, width) => {
    const { wallet, transaction_id, id } = await waiting()
    const context = await browser.newContext({ locale, viewport: { width, height: 900 } })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('403')) problems.push(message.text()) })

    await page.goto(`${world.url}/desk`)
    await sound(page)
    await page.locator('#password').fill('wrong')
    await page.locator('#login').click()
    expect(await page.locator('#password-problem').innerText()).toBe(logInWords.wrong[locale])
    await sound(page)
    await shoot(page, `desk-log-in-${locale}`)
    await page.locator('#password').fill(deskToken)
    await page.locator('#login').click()
    expect(await page.locator('h1').innerText()).toBe(reviewWords.title[locale])
    await sound(page)
    await shoot(page, `desk-reviews-${locale}`)
    const row = page.locator('tbody tr').filter({ has: page.locator(`input[value="${id}"]`) })
    await row.getByRole('button', { name: new RegExp(`^${reviewWords.approve[locale]}`) }).click()
    expect(await row.count()).toBe(0)
    expect((await wallet.deferred({ transaction_id })).status).toBe(200)

    await page.getByRole('link', { name: issuedWords.title[locale] }).click()
    await sound(page)
    await shoot(page, `desk-issued-${locale}`)
    const newest = page.locator('tbody tr').first()
    await newest.locator('summary').click()
    await newest.getByRole('button', { name: new RegExp(`^${issuedWords.revokeForGood[locale].slice(0, 6)}`) }).click()
    expect(await page.locator('tbody tr').first().innerText()).toContain(statusWords.invalid[locale])
    await page.getByRole('button', { name: deskWords.logOut[locale] }).click()
    expect(await page.locator('#password').count()).toBe(1)
    expect(problems).toEqual([])
    await context.close()
  })
})
