import { onTestFinished, expect } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import type { Language } from '../../src/base/localized.ts'
import { axeViolations, overflow } from '../support/browser.ts'

/** Somebody with a browser of their own, set to their language. */
export interface Visitor {
  readonly page: Page
  /** The open page can be read by everybody: its language is said, it fits a narrow screen, axe finds nothing. */
  sees(what: string): Promise<void>
  /** What the console said: errors, refused styles and scripts, addresses that failed. */
  complaints(): readonly string[]
}

const locales: { readonly [L in Language]: string } = { en: 'en-GB', ja: 'ja-JP', fr: 'fr-FR' }

/** @param light whether the person likes pages light or dark */
export async function visitor(browser: Browser, language: Language, light: 'light' | 'dark' = 'light'): Promise<Visitor> {
  const context = await browser.newContext({ locale: locales[language], viewport: desk, reducedMotion: 'reduce', colorScheme: light })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`) })
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`))
  page.on('requestfailed', (request) => complaints.push(`request: ${request.url()} ${request.failure()?.errorText ?? ''}`))
  page.on('request', (request) => { if (!/^(http:\/\/[\w.]*localhost:|data:)/.test(request.url())) complaints.push(`foreign: ${request.url()}`) })

  return {
    page,
    complaints: () => complaints,
    sees: async (what) => {
      expect(await page.evaluate('document.documentElement.lang'), `${what}: language`).toBe(language)
      expect(await page.title(), what).toMatch(/\S+ · \S+/)
      expect(await page.evaluate(tonesWithoutWords), `${what}: states without words`).toEqual([])
      await page.setViewportSize(narrow)
      expect(await overflow(page), `${what}: wider than 360 pixels`).toBeLessThanOrEqual(0)
      await page.setViewportSize(desk)
      expect(await axeViolations(page), `${what}, ${light}`).toEqual([])
    },
  }
}

const desk = { width: 1200, height: 900 }
const narrow = { width: 360, height: 900 }

/** Whatever has a colour for its state must also say it. */
const tonesWithoutWords = `[...document.querySelectorAll('[class*="tone-"], [role="status"]')].filter((element) => element.textContent.trim() === '').map((element) => element.outerHTML)`
