import type { Server } from 'node:http'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, noBrowser, openBrowser, overflow } from '../support/browser.ts'
import { galleryPages, serveGallery } from './gallery.ts'

const reason = noBrowser()
/** Colours do not depend on the language: English pages are looked at in both schemes, the others in one of them. */
const schemes = { en: ['light', 'dark'], ja: ['dark'], fr: ['light'] } as const

// Without a browser each page's test is counted as skipped, under a title that says why.
describe.skipIf(reason !== undefined)(reason === undefined ? 'the gallery in Chromium' : `the gallery: skipped, ${reason}`, () => {
  let browser: Browser
  let gallery: { url: string; server: Server }
  const contexts: Partial<Record<'light' | 'dark', BrowserContext>> = {}

  beforeAll(async () => {
    gallery = await serveGallery()
    browser = await openBrowser()
    for (const colorScheme of ['light', 'dark'] as const) contexts[colorScheme] = await browser.newContext({ colorScheme })
  })

  afterAll(async () => {
    await browser?.close()
    gallery?.server.close()
  })

  test.each(galleryPages)('$name in $language is accessible and fits narrow and wide windows', async ({ path, language }) => {
    for (const scheme of schemes[language]) {
      const page = await contexts[scheme]!.newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(gallery.url + path)
      expect(await page.getAttribute('html', 'lang')).toBe(language)
      expect(await axeViolations(page)).toEqual([])
      expect(await overflow(page), 'at 1280 px').toBe(0)
      await page.setViewportSize({ width: 360, height: 800 })
      expect(await overflow(page), 'at 360 px').toBe(0)
      expect(complaints, 'the browser blocked or missed nothing').toEqual([])
      await page.close()
    }
  })

  test('the accessibility check finds what is wrong', async () => {
    const page = await contexts.light!.newPage()
    await page.setContent('<!doctype html><title>x</title><p>No language, no landmark</p><img src="data:,">')
    const found = await axeViolations(page)
    expect(found.join('\n')).toContain('html-has-lang')
    expect(found.join('\n')).toContain('image-alt')
    await page.close()
  })

  test('a person with a keyboard reaches the content first', async () => {
    const page = await contexts.light!.newPage()
    await page.goto(`${gallery.url}/landing?lang=en`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('content')
    await page.close()
  })
})
