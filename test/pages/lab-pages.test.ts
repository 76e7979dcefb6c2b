import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite, type Site } from '../lab/site.ts'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { visitor } from './visitor.ts'

const reason = noBrowser()

describe.skipIf(reason !== undefined)(`the lab's own pages, in Chromium${reason === undefined ? '' : ` (${reason})`}`, () => {
  let site: Site
  let browser: Browser
  beforeAll(async () => {
    site = await openSite()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
    expect(site.logs.faults()).toEqual([])
  })

  test('from the front page step by step to the end of the story, by its buttons', async () => {
    const person = await visitor(browser, 'ja')
    const { page } = person
    await page.goto(site.url)
    await person.sees('the front page')
    await page.click('.direction form:has(input[name="pace"][value="step"]) button >> nth=0')
    await person.sees('the story before its first step')
    for (const done of [1, 2, 3, 4]) {
      await page.click('form[action$="/step"] button')
      expect(await page.locator('form[action$="/step"]').count(), `after step ${done}`).toBe(1)
    }
    await person.sees('the story before its last step')
    await page.click('form[action$="/step"] button')
    await person.sees('the story at its end')
    expect(await page.locator('.decision[role="status"]').innerText()).not.toBe('')
    expect(await page.locator('article.receipt').count()).toBe(1)
    await page.click('nav.languages a[hreflang="en"]')
    expect(await page.locator('h1').innerText()).toContain('presented in')
    expect(person.complaints()).toEqual([])
  }, 120_000)

  test.each([['list-unreachable', 1], ['server-to-server-transfer', 0]] as const)('a failure case by its button: %s', async (fault, direction) => {
    const person = await visitor(browser, 'fr', 'dark')
    const { page } = person
    await page.goto(site.url)
    await page.click(`form:has(input[value="${fault}"]) button >> nth=${direction}`)
    await person.sees(fault)
    expect(await page.locator('.decision[role="status"]').count()).toBe(1)
    expect(await page.locator('article.receipt').count()).toBe(0)
    expect(person.complaints()).toEqual([])
  }, 120_000)

  test('a trusted list, as its operator shows it', async () => {
    const person = await visitor(browser, 'fr')
    const { page } = person
    await page.goto(site.lab.world.sides.JP.operator.url)
    await person.sees('the register')
    await page.click('main a[href$="/list"]')
    await person.sees('the list')
    expect(person.complaints()).toEqual([])
  }, 120_000)
})
