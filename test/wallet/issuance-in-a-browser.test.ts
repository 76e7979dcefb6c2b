import QRCode from 'qrcode'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hours } from '../../src/base/time.ts'
import { axeViolations, noBrowser, openBrowser, overflow } from '../support/browser.ts'
import { browserClient } from './browser-client.ts'
import { walletWorld, type WalletWorld } from './wallet-world.ts'

const reason = noBrowser()

describe.skipIf(reason !== undefined)(`in Chromium${reason === undefined ? '' : ` (${reason})`}`, () => {
  let world: WalletWorld
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    world = await walletWorld()
    browser = await openBrowser()
    page = await browser.newPage()
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
  const approve = async () => {
    await page.fill('#username', 'hanako')
    await page.fill('#password', world.password)
    await page.click('#login')
    await page.click('#approve')
    await page.waitForURL(`${world.wallet}/**`)
  }

  test.each(['en', 'ja', 'fr'])(
    'from the offer to the issuer’s log-in and back, then a wait, copies and a renewal, in %s, without a barrier',
    async (lang) => {
      await page.context().clearCookies()
      await page.goto(`${world.wallet}/?lang=${lang}`)
      const { offer } = await world.offer('university.jp', 'hanako', { grant: 'authorization_code', review: true })
      await page.setInputFiles('#f-picture', { name: 'qr.png', mimeType: 'image/png', buffer: await QRCode.toBuffer(offer) })
      await page.click('form[action$="/picture"] button')
      await page.waitForURL('**/offers/off_*')
      const address = page.url()
      await looksRight('offer with a log-in')

      await page.click('form[action$="/accept"] button')
      await page.waitForSelector('#username')
      await page.goto(address)
      await looksRight('not back yet')
      await page.goto(`${world.wallet}/`)
      await looksRight('home, not back yet')
      await page.goto(address)
      await page.click('form[action$="/accept"] button')
      await approve()
      expect(page.url()).toBe(address)
      await looksRight('the issuer takes its time')
      await page.goto(`${world.wallet}/`)
      await looksRight('home, pending')

      const { body } = await world.desk('university.jp', '/desk/reviews')
      const [waiting] = (body['reviews'] as { id: string; state: string }[]).filter(({ state }) => state !== 'collected').toReversed()
      await world.desk('university.jp', `/desk/reviews/${waiting!.id}`, { decision: 'approve' })
      world.clock.advance(hours(1))
      await page.goto(address)
      await looksRight('collected')
      await page.goto(`${world.wallet}/`)
      await page.click('.credential a')
      await looksRight('copies')
      await page.click('form[action$="/renew"] button')
      await looksRight('renewed')
    },
    120_000,
  )

  test.each(['en', 'ja', 'fr'])('what another browser sees that came back for the API, in %s', async (lang) => {
    const holder = await world.holder()
    const { offer } = await world.offer('university.jp', 'hanako', { grant: 'authorization_code' })
    const preview = await holder.api('/offers', { offer })
    const { body } = await holder.api(`/offers/${String(preview.body['id'])}/accept`, {})
    const back = await world.visit(String(body['authorization_url']), 'hanako')
    await page.context().clearCookies()
    await page.goto(`${world.wallet}/?lang=${lang}`)
    await page.goto(back)
    await looksRight('back')
    await page.goto(back)
    await looksRight('back a second time')
  })

  test('a browser without scripts goes the same way', async () => {
    const client = browserClient(world.wallet)
    const { offer } = await world.offer('university.jp', 'hanako', { grant: 'authorization_code' })
    const { location } = await client.get(`/credential_offer?${offer.slice(offer.indexOf('?') + 1)}`)
    const leaves = await client.post(`${location}/accept`, {})
    const { pathname, search } = new URL(await world.visit(leaves.location, 'hanako'))
    expect(await client.get(pathname + search)).toMatchObject({ status: 303, location })
  })
})
