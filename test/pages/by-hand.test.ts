import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../src/base/localized.ts'
import { admissionQuery } from '../../src/jurisdictions/admission-query.ts'
import { jurisdictions } from '../../src/jurisdictions/index.ts'
import type { RunningLab } from '../../src/lab/running-lab.ts'
import { directions, type DirectionId } from '../../src/scenarios/student-exchange/directions.ts'
import { studentExchange } from '../../src/scenarios/student-exchange/student-exchange.ts'
import type { Scene } from '../../src/scenarios/story.ts'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { openWorld, recordedLogs } from '../support/world.ts'
import { visitor, type Visitor } from './visitor.ts'

const reason = noBrowser()

describe.skipIf(reason !== undefined)(`by hand, in Chromium${reason === undefined ? '' : ` (${reason})`}`, () => {
  const logs = recordedLogs()
  let lab: RunningLab
  let browser: Browser
  beforeAll(async () => {
    lab = await openWorld({}, logs)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
    expect(logs.faults()).toEqual([])
  })

  const journeys: readonly (readonly [DirectionId, Language, 'light' | 'dark'])[] = [['jp-to-eu', 'en', 'light'], ['eu-to-jp', 'ja', 'light'], ['jp-to-eu', 'fr', 'dark']]
  test.each(journeys)('%s, in %s, on %s pages: two counters, the wallet, admissions, consent, the result, the receipt', async (directionId, language, light) => {
    const direction = directions[directionId]
    const { sides, wallet } = lab.world
    const { admissions } = sides[direction.to]
    const person = await visitor(browser, language, light)
    const { page } = person

    await collect(person, sides[direction.from].identity.url, direction.holder.subject)
    await collect(person, sides[direction.from].university.url, direction.holder.subject)
    await page.goto(wallet.url)
    await person.sees('the wallet with two credentials')
    expect(await page.locator('.credential').count()).toBe(2)

    await page.goto(admissions.url)
    await person.sees('admissions')
    await page.click('form[action$="/present"] button')
    await person.sees('the request')
    await page.click('#ways ~ .actions a')

    await person.sees('the consent')
    const consent = await page.locator('main').innerText()
    expect(consent).toContain(jurisdictions[direction.to].verifiers.admissions.serviceName.en)
    for (const value of valuesAskedFor(directionId)) expect(consent).toContain(value)
    for (const value of valuesKept(directionId)) expect(consent).not.toContain(value)
    await page.click('form[action$="/approve"] button')

    expect(page.url()).toMatch(new RegExp(`^${admissions.url}/result\\?response_code=`))
    await person.sees('the result')
    const result = await page.locator('main').innerText()
    expect(await page.locator('.decision[role="status"]').innerText()).not.toBe('')
    expect(await page.locator('.four-answers > *').count()).toBe(4)
    for (const value of valuesAskedFor(directionId)) expect(result).toContain(value)

    await page.click('#receipt ~ .actions a')
    expect(page.url()).toMatch(new RegExp(`^${wallet.url}/receipts\\?`))
    await person.sees('the receipt to fetch')
    await page.click('form[action$="/receipts"] button')
    await person.sees('the receipt that was kept')
    expect(await page.locator('article.receipt').count()).toBe(1)
    await page.goto(`${wallet.url}/history`)
    await person.sees('the history')
    expect(person.complaints()).toEqual([])
  }, 120_000)

  test('the result belongs to the browser that asked for it; another one with the same address learns nothing', async () => {
    const person = await presented('jp-to-eu', 'en')
    const thief = await visitor(browser, 'ja')
    const answer = await thief.page.goto(person.page.url())
    expect(answer?.status()).toBe(403)
    await thief.sees('somebody else’s result')
    const shown = await thief.page.content()
    for (const value of valuesAskedFor('jp-to-eu').filter(isTelling)) expect(shown).not.toContain(value)
    await person.page.reload()
    expect(await person.page.locator('.four-answers').count()).toBe(1)
  }, 120_000)

  test('another language is the same page in it, and stays chosen', async () => {
    const { page } = await presented('jp-to-eu', 'en')
    const address = new URL(page.url())
    await page.click('nav.languages a[hreflang="fr"]')
    const switched = new URL(page.url())
    expect([switched.origin, switched.pathname, switched.searchParams.get('response_code')]).toEqual([address.origin, address.pathname, address.searchParams.get('response_code')])
    expect(await page.evaluate('document.documentElement.lang')).toBe('fr')
    expect(await page.locator('.four-answers').count()).toBe(1)
    await page.click('a.service-home')
    expect(await page.evaluate('document.documentElement.lang')).toBe('fr')
  }, 120_000)

  test('each page on the way can be read in another language without losing the way', async () => {
    const person = await visitor(browser, 'en')
    const { page } = person
    const { identity } = lab.world.sides.JP
    const switchTo = async (language: Language) => {
      await page.click(`nav.languages a[hreflang="${language}"]`)
      expect(await page.evaluate('document.documentElement.lang')).toBe(language)
    }
    await page.goto(identity.url)
    await page.check('input[name="subject"][value="hanako"]')
    await page.click('main form button.primary')
    const code = await page.locator('.transaction-code').innerText()
    await switchTo('ja')
    expect(await page.locator('.transaction-code').innerText()).toBe(code)
    await page.click('#here ~ .actions a >> nth=0')
    await switchTo('fr')
    await page.fill('input[name="tx_code"]', code.trim())
    await page.click('form[action$="/accept"] button')
    expect(await page.evaluate('document.documentElement.lang')).toBe('fr')
    await page.goto(lab.world.wallet.url)
    expect(await page.locator('.credential').count()).toBe(1)
  }, 120_000)

  test('a wrong transaction code is said at the field, and the page is as readable as any', async () => {
    const person = await visitor(browser, 'fr')
    const { page } = person
    await offered(person, lab.world.sides.EU.university.url, 'zoe')
    const right = (await page.locator('.transaction-code').innerText()).trim()
    await page.click('#here ~ .actions a >> nth=0')
    await page.fill('input[name="tx_code"]', right === '000000' ? '000001' : '000000')
    await page.click('form[action$="/accept"] button')
    await person.sees('the wrong code')
    const said = await page.locator('main').innerText()
    expect(said).toMatch(/code/i)
    expect(await page.locator('.credential').count()).toBe(0)
  }, 120_000)

  test('a person who declines comes back to admissions, which has learnt nothing', async () => {
    const person = await visitor(browser, 'ja')
    const { page } = person
    await asked(person, 'eu-to-jp')
    await page.click('form[action$="/decline"] button')
    expect(page.url()).toMatch(new RegExp(`^${lab.world.sides.JP.admissions.url}/result\\?`))
    await person.sees('the declined request')
    expect(await page.locator('main').innerText()).toContain('access_denied')
    const shown = await page.content()
    for (const value of valuesAskedFor('eu-to-jp').filter(isTelling)) expect(shown).not.toContain(value)
  }, 120_000)

  /** To the page of an offer for this person. */
  async function offered({ page }: Visitor, issuerUrl: string, subject: string): Promise<void> {
    await page.goto(issuerUrl)
    await page.check(`input[name="subject"][value="${subject}"]`)
    await page.click('main form button.primary')
  }

  async function collect(person: Visitor, issuerUrl: string, subject: string): Promise<void> {
    const { page } = person
    const place = new URL(issuerUrl).hostname
    await page.goto(issuerUrl)
    await person.sees(`the counter of ${place}`)
    await offered(person, issuerUrl, subject)
    await person.sees(`the offer of ${place}`)
    const code = (await page.locator('.transaction-code').innerText()).trim()
    expect(code).toMatch(/^\d{6}$/)
    await page.click('#here ~ .actions a >> nth=0')
    expect(page.url()).toMatch(new RegExp(`^${lab.world.wallet.url}/offers/`))
    await person.sees(`the offer of ${place} in the wallet`)
    await page.fill('input[name="tx_code"]', code)
    await page.click('form[action$="/accept"] button')
    await person.sees(`what came from ${place}`)
    expect(await page.locator('[role="status"]').first().innerText()).not.toBe('')
  }

  /** To the consent page, with a wallet that was filled by its API and is opened here. */
  async function asked({ page }: Visitor, directionId: DirectionId): Promise<void> {
    const scene: Scene = {}
    for (const { run } of studentExchange(directionId, undefined).steps.slice(0, 2)) await run(lab.world, scene)
    await page.goto(scene.wallet!.browserUrl)
    await page.goto(lab.world.sides[directions[directionId].to].admissions.url)
    await page.click('form[action$="/present"] button')
    await page.click('#ways ~ .actions a')
  }

  async function presented(directionId: DirectionId, language: Language): Promise<Visitor> {
    const person = await visitor(browser, language)
    await asked(person, directionId)
    await person.page.click('form[action$="/approve"] button')
    expect(person.page.url()).toContain('/result?response_code=')
    return person
  }
})

/** What the story's person shows, as it stands in the credentials. */
function valuesAskedFor(directionId: DirectionId): readonly string[] {
  const { from, holder } = directions[directionId]
  const datasets = datasetsOf(from, holder.subject)
  return admissionQuery(jurisdictions[from]).credentials.flatMap(({ id, claims }) =>
    claims.map(({ path }) => String(datasets[id]?.[String(path[0])])),
  )
}

/** A level is a number that stands in many a page; the university's own name, and a family name within it, are no secrets. */
const isTelling = (value: string): boolean => value.length > 1 && !value.startsWith('LAB-') && value !== '見本'

const valuesKept = (directionId: DirectionId): readonly string[] => {
  const { from, holder } = directions[directionId]
  const { identity, diploma } = datasetsOf(from, holder.subject)
  const address = identity?.['address'] as { formatted: string } | undefined
  return [identity?.['resident_address_unicode'], identity?.['personal_administrative_number'], address?.formatted, diploma?.['assessment_grade']].flatMap((value) =>
    typeof value === 'string' ? [value] : [],
  )
}

const datasetsOf = (side: 'EU' | 'JP', subject: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> =>
  jurisdictions[side].people.find(({ id }) => id === subject)!.datasets
