import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../src/base/localized.ts'
import { axeViolations, noBrowser, openBrowser, overflow } from '../support/browser.ts'
import { desk, issue, present, walletOf, type Wallet } from './holder.ts'
import { verifierWorld, type VerifierWorld } from './verifier-world.ts'

const skipped = noBrowser()

describe.skipIf(skipped !== undefined)(
  `pages in a real browser${skipped === undefined ? '' : ` (skipped: ${skipped})`}`,
  () => {
    let chromium: Browser
    let world: VerifierWorld
    let good: Wallet
    beforeAll(async () => {
      ;[chromium, world] = await Promise.all([openBrowser(), verifierWorld()])
      good = await walletOf(world)
    })
    afterAll(async () => {
      await chromium.close()
      await world.close()
    })

    /** A person presents from a browser; gives the page with the result. */
    async function presented(context: BrowserContext, wallet: Wallet, browserUrl?: string): Promise<Page> {
      const page = await context.newPage()
      await page.goto(browserUrl ?? world.url)
      if (browserUrl === undefined) await page.locator('form[action$="/present"] button').click()
      const walletUrl = (await page.locator('a[href*="/authorize?"]').first().getAttribute('href'))!
      const { redirect_uri } = JSON.parse((await present(world, walletUrl, wallet)).text) as { redirect_uri: string }
      await page.goto(redirect_uri)
      return page
    }

    const sound = async (page: Page): Promise<void> => {
      expect(await axeViolations(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    }

    test.each(languages)('everything from the desk to the result, in %s', async (language) => {
      const context = await chromium.newContext({ locale: language, viewport: { width: 390, height: 844 } })
      const landing = await context.newPage()
      await landing.goto(world.url)
      expect(await landing.getAttribute('html', 'lang')).toBe(language)
      await sound(landing)
      await landing.locator('form[action$="/present"] button').click()
      await sound(landing)

      const result = await presented(context, good)
      await sound(result)
      expect(await result.locator('[role=status]').count()).toBeGreaterThan(0)
      expect(await result.locator('.four-answers .answer').count()).toBe(4)
      expect(await result.locator('a[href*="/receipts?receipt_uri="]').count()).toBe(1)
      await context.close()
    })

    test('a result that asks, a request that asks too much, and an answer that was not taken', async () => {
      const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } })
      const asks = await presented(context, {
        ...good,
        diploma: await issue(world, 'diploma', { person: 'hanako-latin' }),
      })
      await sound(asks)
      expect(await asks.locator('[role=status]').first().textContent()).toContain('a person must confirm')
      expect(await asks.locator('dd[lang=ja]').first().textContent()).toBe('見本　花子')

      const request = await desk(world).ask({ identity: [['sex']] })
      const open = await context.newPage()
      await open.goto(request.browser_url)
      await present(world, request.wallet_url, good, { diploma: async () => 'x' })
      await open.reload()
      await sound(open)
      await sound(await presented(context, good, `${world.url}/requests/${request.id}`))
      await context.close()
    })

    test('a problem is said in words', async () => {
      const page = await chromium.newPage()
      await page.goto(`${world.url}/result?response_code=x`)
      await sound(page)
      expect(await page.locator('h1').textContent()).toBe('This does not work')
      await page.close()
    })
  },
)
