import type { Browser, Page } from 'playwright-core'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { pinoLog } from '../../src/http/adapters/pino-log.ts'
import { temporaryLabFolder } from '../../src/lab/adapters/lab-folder.ts'
import { startWorld } from '../../src/lab/adapters/worlds.ts'
import { makeLabApp } from '../../src/lab/app.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import { landingPlace } from '../../src/lab/places.ts'
import type { RunningLab } from '../../src/lab/running-lab.ts'
import { startLab } from '../../src/lab/start-lab.ts'
import { storyRuns } from '../../src/lab/story-runs.ts'
import { openBrowser } from '../../test/support/browser.ts'

/** A picture by its name, and how to get to the page in it. */
export type Pictures = Readonly<Record<string, Uint8Array>>

const width = 1280

/**
 * Starts the lab on the ports of `npm start`, so that the addresses in the pictures are the real ones, walks through it
 * as a visitor does and takes a picture of four pages.
 *
 * @throws PortTaken if a lab is running already
 */
export async function takePictures(): Promise<Pictures> {
  const logFor = (service: string) => pinoLog({ service, level: 'warn' })
  const labUrl = `http://${landingPlace.host}:${landingPlace.port}`
  const binding = await bind({ port: landingPlace.port, host: '127.0.0.1' })
  const { folder, remove } = await temporaryLabFolder()
  try {
    const lab = await startLab({
      folder, databases: 'memory', ports: 'fixed', clock: systemClock, advance: () => {}, random: systemRandom,
      logFor, logLevel: 'warn', staging: {}, labUrl, network: plainNetwork,
    })
    const runs = storyRuns(lab, (staging) => startWorld(staging, { logFor, labUrl, network: plainNetwork }), systemRandom)
    const browser = await openBrowser()
    try {
      binding.serve(makeLabApp({ baseUrl: new URL(labUrl), lab, runs, development: true, log: logFor('lab') }))
      return await visit(browser, labUrl, lab)
    } finally {
      await browser.close()
      await runs.close()
      await lab.close()
    }
  } finally {
    await binding.close()
    await remove()
  }
}

async function visit(browser: Browser, labUrl: string, lab: RunningLab): Promise<Pictures> {
  const context = await browser.newContext({ locale: 'en', colorScheme: 'light', viewport: { width, height: 900 } })
  const page = await context.newPage()
  const addressOf = (id: string): string => lab.services.find(({ place }) => place.id === id)!.url

  await page.goto(`${labUrl}/`)
  const landing = await picture(page, { height: 1430 })

  await page.getByRole('button', { name: /^Run the story .*: A diploma from Japan/ }).click()
  const story = await picture(page, { height: 950 })

  // The wallet of the story opens in this browser; admissions then asks it once more, by hand.
  await page.getByRole('link', { name: 'The wallet', exact: true }).first().click()
  await page.waitForURL(`${addressOf('wallet')}/**`)
  await page.goto(addressOf('admissions.eu'))
  await page.getByRole('button', { name: 'Present your credentials' }).click()
  await page.locator('a.button.primary').click()
  await page.waitForURL(`${addressOf('wallet')}/presentations/**`)
  const consent = await picture(page, { height: 1300 })

  await page.getByRole('button', { name: 'Share this' }).click()
  await page.waitForURL(`${addressOf('admissions.eu')}/**`)
  const result = await picture(page, { from: 'Who presented', height: 1078 })
  return { landing, story, consent, result }
}

/** A part of the open page as high as told: its top, or what begins a little above the heading `from`. */
async function picture(page: Page, { from, height }: { from?: string; height: number }): Promise<Uint8Array> {
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.mouse.move(0, 0)
  const box = from === undefined ? undefined : await page.getByRole('heading', { name: from, exact: true }).boundingBox()
  return page.screenshot({ type: 'png', fullPage: true, clip: { x: 0, y: Math.max(0, (box?.y ?? 0) - 24), width, height } })
}
