import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorResponseRequest } from '../../src/openid4vp/authorization-response.ts'
import { browser, desk, openRequest, present, walletOf, type Wallet } from './holder.ts'
import { http, verifierWorld, type VerifierWorld } from './verifier-world.ts'

let world: VerifierWorld
let good: Wallet
beforeAll(async () => {
  world = await verifierWorld()
  good = await walletOf(world)
})
afterAll(() => world.close())

const form = { method: 'POST', body: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } }

/** A person begins in a browser; gives the page, the link to the wallet and the id of the request. */
async function begin(person: ReturnType<typeof browser>) {
  const started = await person('/present', form)
  expect([started.status, started.location]).toEqual([303, expect.stringContaining('/requests/pres_')])
  const page = await person(started.location)
  expect(page.status).toBe(200)
  const walletUrl = /href="(http:\/\/wallet\.localhost:4409\/authorize[^"]+)"/
    .exec(page.text)![1]!
    .replaceAll('&amp;', '&')
  return { page, walletUrl, id: started.location.split('/').at(-1)! }
}

describe('the redirect after the presentation', () => {
  test('shows the result in the browser that began, and counts only then', async () => {
    const person = browser(world)
    const { walletUrl, id } = await begin(person)
    const { redirect_uri } = JSON.parse((await present(world, walletUrl, good)).text) as { redirect_uri: string }
    expect(await desk(world).state(id)).not.toHaveProperty('result')
    expect((await desk(world).state(id)).state).toBe('awaiting_return')
    expect((await fetch(`${world.url}/receipts/${id}`)).status).toBe(404)

    const result = await person(redirect_uri)
    expect(result.status).toBe(200)
    expect(result.text).toContain('EU-ADM-04')
    expect(result.text).toContain('<span class="claim-value"><span lang="ja">見本　花子</span></span>')
    expect((await desk(world).state(id)).state).toBe('answered')
    expect((await person(redirect_uri)).status, 'reloading is allowed').toBe(200)
    expect((await fetch(`${world.url}/receipts/${id}`)).status).toBe(200)
  })

  test('is refused in another browser, and in none', async () => {
    const [person, stranger] = [browser(world), browser(world)]
    const { walletUrl, id } = await begin(person)
    await begin(stranger)
    const { redirect_uri } = JSON.parse((await present(world, walletUrl, good)).text) as { redirect_uri: string }
    for (const other of [stranger, browser(world)]) {
      const page = await other(redirect_uri)
      expect(page.status).toBe(403)
      expect(page.text).toContain('other_browser')
      expect(page.text).not.toContain('見本')
    }
    expect((await desk(world).state(id)).state).toBe('awaiting_return')
    expect((await person(redirect_uri)).status).toBe(200)
  })

  test('of a request made at the desk is shown in no browser: the desk has the result', async () => {
    const request = await desk(world).ask()
    const { redirect_uri } = JSON.parse((await present(world, request.wallet_url, good)).text) as {
      redirect_uri: string
    }
    expect((await browser(world)(redirect_uri)).status).toBe(403)
    expect((await desk(world).state(request.id)).state).toBe('answered')
  })

  test('after the wallet declined says so', async () => {
    const person = browser(world)
    const { walletUrl } = await begin(person)
    const answer = await http(
      await errorResponseRequest(await openRequest(world, walletUrl), 'access_denied', 'no, thank you'),
    )
    const page = await person((JSON.parse(answer.text) as { redirect_uri: string }).redirect_uri)
    expect(page.text).toContain('Nothing was presented')
    expect(page.text).toContain('no, thank you')
  })
})

describe('a link from the desk', () => {
  test('ties the request to the first browser that opens it, and to no second one', async () => {
    const request = await desk(world).ask({ identity: [['sex']] })
    const [person, stranger] = [browser(world), browser(world)]
    const opened = await person(request.browser_url)
    expect(opened.status).toBe(303)
    const page = await person(opened.location)
    expect(page.text).toContain('This request goes beyond the purpose')
    expect((await stranger(request.browser_url)).status).toBe(403)
    expect((await stranger(opened.location)).status).toBe(403)
    const { redirect_uri } = JSON.parse((await present(world, request.wallet_url, good)).text) as {
      redirect_uri: string
    }
    expect((await person(redirect_uri)).text).toContain('Not accepted')
  })
})

describe('pages', () => {
  test.each([
    ['en', 'What we never ask for'],
    ['ja', 'お尋ねしない項目'],
    ['fr', 'Ce que nous ne demandons jamais'],
  ])('speak %s', async (language, words) => {
    const page = await browser(world)(`/?lang=${language}`)
    expect(page.text).toContain(`<html lang="${language}">`)
    expect(page.text).toContain(words)
  })

  test('remember the language that was chosen', async () => {
    const person = browser(world)
    await person('/?lang=ja')
    expect((await person('/')).text).toContain('<html lang="ja">')
  })

  test('keep the response code when the language changes', async () => {
    const person = browser(world)
    const { walletUrl } = await begin(person)
    const { redirect_uri } = JSON.parse((await present(world, walletUrl, good)).text) as { redirect_uri: string }
    const link = /href="([^"]+lang=fr)"/.exec((await person(redirect_uri)).text)![1]!.replaceAll('&amp;', '&')
    expect((await person(link)).text).toContain('<html lang="fr">')
  })

  test('have no script, and may load nothing but their own stylesheet', async () => {
    const page = await browser(world)('/')
    expect(page.text).not.toContain('<script')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('of an open request show the answers that were not taken', async () => {
    const person = browser(world)
    const { walletUrl, id } = await begin(person)
    await present(world, walletUrl, good, { diploma: async () => 'x' })
    const page = await person(`/requests/${id}`)
    expect(page.text).toContain('Answers that were not taken')
    expect(page.text).toContain('diploma.issuer_jwt')
    expect((await present(world, walletUrl, good)).status).toBe(200)
  })
})
