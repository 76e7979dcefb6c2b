import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../src/base/localized.ts'
import { providedWallet, walletProvider } from '../../src/wallet-provider/organisation.ts'
import * as words from '../../src/wallet-provider/words.ts'
import { homeWords, problemWords } from '../../src/wallet-provider/words.ts'
import { axeViolations, noBrowser, openBrowser, overflow } from '../support/browser.ts'
import { clientId, providerWorld, type ProviderWorld } from './provider-world.ts'

let world: ProviderWorld
beforeAll(async () => { world = await providerWorld() })
afterAll(() => world.close())

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;')

test.each(languages)('the front page in %s says what is attested, that it is a lab, and with which certificates', async (language) => {
  const answer = await fetch(`${world.url}/?lang=${language}`)
  const text = await answer.text()
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(text).toContain(`<html lang="${language}">`)
  for (const said of [homeWords.worth[language], walletProvider.name[language], clientId, 'iso_18045_basic', 'LAB-Wallet Provider, wallets', 'LAB-Wallet Provider, keys']) {
    expect(text).toContain(escaped(said))
  }
})

test('a person who opens an address for machines reads a page; the code stands on it', async () => {
  const answer = await fetch(`${world.url}/nothing`, { headers: { accept: 'text/html', 'accept-language': 'fr' } })
  expect(answer.status).toBe(404)
  const text = await answer.text()
  expect(text).toContain(escaped(problemWords.nothing.fr))
  expect(text).toContain('<code>not_found</code>')
})

test('provider and wallet are visibly invented, and every text stands in every language', () => {
  for (const language of languages) {
    expect(walletProvider.name[language]).toMatch(/^LAB-/)
    expect(providedWallet.name[language]).toMatch(/LAB/)
  }
  for (const { value } of walletProvider.names) expect(value).toMatch(/^LAB-/)
  const texts = [words.shellWords, words.homeWords, words.problemWords].flatMap((part) => Object.values(part))
  for (const text of texts) {
    for (const language of languages) expect(text[language].trim()).not.toBe('')
    expect(text.ja).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
    for (const language of languages) expect(text[language]).not.toMatch(/\b(qualified|recogni[sz]ed|certified|equivalent)\b|qualifié|reconnue?s?\b|certifié|équivalent|適格|認定|公認|同等/i)
  }
})

const reason = noBrowser()
describe.skipIf(reason !== undefined)(reason === undefined ? 'in Chromium' : `the pages: skipped, ${reason}`, () => {
  let browser: Browser
  beforeAll(async () => { browser = await openBrowser() })
  afterAll(() => browser?.close())

  test.each(languages)('the front page in %s is accessible and fits narrow and wide windows', async (language) => {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(`${world.url}/?lang=${language}`)
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await axeViolations(page)).toEqual([])
      expect(await overflow(page), `at ${width} px`).toBe(0)
    }
    expect(complaints).toEqual([])
    await page.close()
  })
})
