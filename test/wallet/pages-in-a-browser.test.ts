import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, noBrowser, openBrowser, overflow } from '../support/browser.ts'
import { queryFor, walletWorld, type WalletWorld } from './wallet-world.ts'

const reason = noBrowser()

describe.skipIf(reason !== undefined)(`in Chromium${reason === undefined ? '' : ` (${reason})`}`, () => {
  let world: WalletWorld
  let browser: Browser
  let page: Page
  const atWallet = (link: string, endpoint: string): string =>
    `${world.wallet}${endpoint}?${link.slice(link.indexOf('?') + 1)}`
  beforeAll(async () => {
    world = await walletWorld()
    browser = await openBrowser()
    page = await browser.newPage()
    world.verifiers.EU.serve('/result', { contentType: 'text/html', body: '<!doctype html><title>LAB result</title>' })
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const looksRight = async (what: string) => {
    await page.setViewportSize({ width: 360, height: 900 })
    expect(await overflow(page), what).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1200, height: 900 })
    expect(await axeViolations(page), what).toEqual([])
  }

  test.each(['en', 'ja', 'fr'])(
    'a crossing from first page to receipt, in %s, without a barrier',
    async (lang) => {
      await page.context().clearCookies()
      await page.goto(`${world.wallet}/?lang=${lang}`)
      await looksRight('empty wallet')
      for (const place of ['identity.jp', 'university.jp']) {
        const { offer, tx_code } = await world.offer(place, 'hanako', { tx_code: true })
        await page.goto(atWallet(offer, '/credential_offer'))
        await looksRight('offer')
        await page.fill('input[name=tx_code]', tx_code!)
        await page.click('form[action$="/accept"] button')
        await looksRight('collected')
      }
      await page.goto(`${world.wallet}/`)
      await looksRight('wallet')
      await page.click('.credential a')
      await looksRight('credential')
      const { link } = await world.verifiers.EU.ask(queryFor('JP'))
      await page.goto(atWallet(link, '/authorize'))
      await looksRight('consent')
      const consent = page.url()
      await page.click('form[action$="/approve"] button')
      await page.waitForURL(`${world.verifiers.EU.url}/result**`)
      expect(page.url()).toBe(`${world.verifiers.EU.url}/result?response_code=abc#fragment`)
      for (const [what, url] of [
        ['outcome', consent],
        ['history', `${world.wallet}/history`],
        ['receipts', `${world.wallet}/receipts`],
      ] as const) {
        await page.goto(url)
        await looksRight(what)
      }
      const tooMuch = await world.verifiers.EU.ask(queryFor('JP', { identity: [['resident_address_unicode']] }))
      await page.goto(atWallet(tooMuch.link, '/authorize'))
      await looksRight('over-asking')
      await page.goto(`${world.wallet}/authorize?client_id=x`)
      await looksRight('problem')
    },
    120_000,
  )
})
