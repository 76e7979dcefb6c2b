import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { adjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import { places } from '../../src/lab/places.ts'
import { startLab } from '../../src/lab/start-lab.ts'
import { directionIds } from '../../src/scenarios/student-exchange/directions.ts'
import { studentExchange } from '../../src/scenarios/student-exchange/student-exchange.ts'
import { tell } from '../../src/scenarios/story.ts'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { ask, silent } from './https-world.ts'
import { reverseProxy } from './reverse-proxy.ts'

/** Every service of the lab under a path of one https origin; they themselves speak plain http behind it. */
async function proxiedLab() {
  const folder = temporaryFolder()
  const proxy = await reverseProxy('front.localhost')
  const pathOf = (id: string): string => `/lab/${id.replaceAll('.', '/')}`
  const clock = adjustableClock()
  const lab = await startLab({
    folder, clock, databases: 'memory', ports: 'any', advance: clock.advance, random: systemRandom,
    logFor: () => silent, logLevel: 'silent', staging: {}, labUrl: 'http://localhost:4400',
    network: {
      ...plainNetwork,
      publicUrls: new Map(places.map(({ id }) => [id, proxy.origin + pathOf(id)])),
      trustProxy: true,
      extraCa: { file: fileWith(proxy.root), pem: proxy.root },
    },
  })
  onTestFinished(() => lab.close())
  for (const { id } of places) {
    const port = Object.entries(parseEnv(readFileSync(join(folder, `env/${id}.env`), 'utf8'))).find(([name]) => /^[A-Z]+_PORT$/.test(name))?.[1]
    proxy.routes.set(pathOf(id), { port: Number(port) })
  }
  const of = (id: string) => lab.services.find(({ place }) => place.id === id)!.url
  return { lab, proxy, of }
}

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'root.pem')
  writeFileSync(file, text)
  return file
}

test('the student exchange happens through a reverse proxy that has each service under a path', async () => {
  const { lab, proxy } = await proxiedLab()
  for (const direction of directionIds) {
    const finished = await tell(studentExchange(direction, undefined), lab.world)
    expect(finished.asExpected).toBe(true)
  }
  // The wallet, its provider, issuers and verifiers met nowhere else.
  expect(proxy.seen.every(({ path }) => path.startsWith('/lab/') || path.startsWith('/.well-known/'))).toBe(true)
}, 90_000)

test('an issuer’s well-known addresses have its path at their end, and name it exactly', async () => {
  const { of, proxy } = await proxiedLab()
  const issuer = of('university.jp')
  const { origin, pathname } = new URL(issuer)
  const document = async (name: string) => {
    const { status, text } = await ask(`${origin}/.well-known/${name}${pathname}`, { ca: proxy.root })
    expect(status).toBe(200)
    return JSON.parse(text) as Record<string, unknown>
  }
  const metadata = await document('openid-credential-issuer')
  expect(metadata['credential_issuer']).toBe(issuer)
  expect((await document('oauth-authorization-server'))['issuer']).toBe(issuer)
  const endpoints = [metadata, await document('oauth-authorization-server')]
    .flatMap((one) => Object.entries(one))
    .filter(([name]) => /_endpoint$|_uri$/.test(name))
  expect(endpoints.length).toBeGreaterThan(2)
  for (const [name, url] of endpoints) expect([name, String(url).startsWith(`${issuer}/`)]).toEqual([name, true])

  const elsewhere = await ask(`${issuer}/.well-known/openid-credential-issuer`, { ca: proxy.root })
  expect(elsewhere.status).toBe(404)
})

test('links, forms, pictures and styles of every page lead to the same service or to a known other one', async () => {
  const { lab, proxy } = await proxiedLab()
  const known = [...lab.services.map(({ url }) => url), 'http://localhost:4400']
  for (const { url } of lab.services) {
    const { origin, pathname } = new URL(url)
    const { status, text } = await ask(`${url}/`, { ca: proxy.root, headers: { Accept: 'text/html' } })
    expect([url, status, text.includes('class="development"')]).toEqual([url, 200, false])
    const addresses = [...text.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, address]) => address!)
    expect(addresses.length).toBeGreaterThan(3)
    const stray = addresses.filter(
      (address) =>
        !(address.startsWith(`${pathname}/`) || /^[#?]|^data:/.test(address) || known.some((one) => address === one || address.startsWith(`${one}/`))) &&
        !(address.startsWith(`${origin}/.well-known/`) && address.endsWith(pathname)),
    )
    expect([url, stray]).toEqual([url, []])
    const reached = async (method: string, address: string): Promise<void> => {
      const found = await ask(origin + address.replaceAll('&amp;', '&'), { ca: proxy.root, method })
      expect([method, address, [404, 405].includes(found.status)]).toEqual([method, address, false])
    }
    const own = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, address]) => address!).filter((address) => address.startsWith('/'))
    for (const address of own(/(?:href|src)="([^"]*)"/g)) await reached('GET', address)
    for (const address of own(/method="post"[^>]*action="([^"]*)"/g)) await reached('POST', address)
  }
})

test('cookies of several services on one origin are apart, bound to the host, and secure', async () => {
  const { lab, proxy } = await proxiedLab()
  const names = new Map<string, string>()
  for (const { url } of lab.services.filter(({ place }) => ['wallet', 'issuer', 'verifier'].includes(place.service))) {
    const { headers } = await ask(`${url}/`, { ca: proxy.root, headers: { Accept: 'text/html' } })
    for (const cookie of [headers['set-cookie'] ?? []].flat()) {
      expect(cookie).toMatch(/^__Host-[\w.~-]+=[\w-]+; .*Path=\/; .*Secure/)
      const name = cookie.split('=')[0]!
      expect(names.get(name) ?? url).toBe(url)
      names.set(name, url)
    }
  }
  expect(names.size).toBeGreaterThan(0)
})

test.skipIf(noBrowser() !== undefined)('a person gets from the issuer’s counter into the wallet through the proxy', async () => {
  const { of, proxy } = await proxiedLab()
  const browser = await openBrowser()
  onTestFinished(() => browser.close())
  const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage()
  const missing: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(`${response.status()} ${response.url()}`)
  })
  await page.goto(`${of('identity.eu')}/?lang=en`)
  await page.locator('form[method=post] button').first().click()
  expect(page.url().startsWith(`${of('identity.eu')}/`)).toBe(true)
  await page.locator(`a[href^="${of('wallet')}/"]`).first().click()
  expect(page.url().startsWith(`${of('wallet')}/offers/`)).toBe(true)
  expect(await page.evaluate('getComputedStyle(document.querySelector("header.service")).display')).not.toBe('')
  expect(missing).toEqual([])
  expect(proxy.seen.some(({ path }) => path.endsWith('/assets/kakehashi.css'))).toBe(true)
})
