import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserClient, type BrowserClient } from './browser-client.ts'
import { queryFor, walletWorld, type WalletWorld } from './wallet-world.ts'

let world: WalletWorld
let browser: BrowserClient
beforeAll(async () => {
  world = await walletWorld({ unlisted: 'EU' })
})
afterAll(() => world.close())
beforeEach(() => {
  browser = browserClient(world.wallet)
})

const walletPath = (link: string, endpoint: string): string => `${endpoint}?${link.slice(link.indexOf('?') + 1)}`

/** From the issuer's link to the offer's page. */
async function opensOffer(place: string, subject: string, { tx_code = false } = {}) {
  const { offer, tx_code: code } = await world.offer(place, subject, { tx_code })
  const { status, location } = await browser.get(walletPath(offer, '/credential_offer'))
  expect(status).toBe(303)
  return { page: location, code }
}
async function collects(place: string, subject: string): Promise<void> {
  const { page } = await opensOffer(place, subject)
  expect(await browser.post(`${page}/accept`, {})).toMatchObject({ status: 303, location: page })
}
async function opensRequest(query = queryFor('JP')) {
  const { link } = await world.verifiers.EU.ask(query)
  const { status, location } = await browser.get(walletPath(link, '/authorize'))
  expect(status).toBe(303)
  return location
}

describe('a holder with a browser', () => {
  test('collects a credential with its transaction code, after mistyping it', async () => {
    const { page, code } = await opensOffer('university.jp', 'hanako', { tx_code: true })
    const offered = await browser.get(page)
    expect(offered.text).toContain('LAB-Mihon University')
    expect(offered.text).toContain('inputmode="numeric"')
    await browser.post(`${page}/accept`, { tx_code: code === '111111' ? '222222' : '111111' })
    expect((await browser.get(page)).text).toContain('The transaction code was not accepted')
    await browser.post(`${page}/accept`, { tx_code: code! })
    expect((await browser.get(page)).text).toContain('This credential is in your wallet.')
    const { text } = await browser.get('/')
    expect(text).toContain('LAB-Diploma (Mihon)')
    expect(text).toContain('theme-vermilion')
    expect((await browser.get('/?lang=ja')).text).toContain('LAB-学位証明書（見本）'.slice(0, 9))
  })

  test('reads who asks, what for, what goes, what stays and on what ground, and then shares it', async () => {
    await collects('identity.jp', 'hanako')
    await collects('university.jp', 'hanako')
    const page = await opensRequest()
    const { text, headers } = await browser.get(page)
    for (const words of [
      'LAB-University of Musterland, Admissions asks for data about you',
      'LEIXG-LAB0000000000EU00184',
      'University admission',
      '180 days',
      'What you would share',
      '見本　花子',
      '学士（情報学）',
      'What stays in your wallet',
      'Student number',
      'cooperation framework; recognition not in force',
      'no legal effect',
      'L5',
      'APPI Art. 27, 28',
      'Share this',
      'Do not share',
    ])
      expect(text, words).toContain(words)
    expect(text).toMatch(/<span lang="ja">見本　花子<\/span>/)
    expect(text).not.toContain('assessment_grade')
    expect(text).not.toMatch(/class="primary"/)
    expect(String(headers['content-security-policy'])).toContain(`form-action 'self' ${world.verifiers.EU.url}`)
    expect(await browser.post(`${page}/approve`, {})).toMatchObject({
      status: 303,
      location: `${world.verifiers.EU.url}/result?response_code=abc#fragment`,
    })
    expect((await browser.get(page)).text).toContain('Shared')
    expect((await browser.post(`${page}/approve`, {})).text).toContain('already answered')
    const history = (await browser.get('/history')).text
    expect(history).toContain('full_name_unicode')
    expect(history).not.toContain('見本　花子')
    const file = await browser.get('/history.json')
    expect(file.headers['content-disposition']).toContain('attachment')
    expect(JSON.parse(file.text)).toMatchObject({
      history: [{ kind: 'presentation', outcome: 'completed' }, { kind: 'issuance' }, { kind: 'issuance' }],
    })
  })

  test('declines; a verifier that has no page to go back to leaves the holder here', async () => {
    await collects('identity.jp', 'hanako')
    await collects('university.jp', 'hanako')
    const page = await opensRequest()
    world.verifiers.EU.answers({ status: 200, body: { redirect_uri: 'https://elsewhere.example/x' } })
    expect(await browser.post(`${page}/decline`, {})).toMatchObject({ status: 303, location: page })
    expect((await browser.get(page)).text).toContain('Nothing was shared')
    world.verifiers.EU.answers({
      status: 200,
      body: { redirect_uri: `${world.verifiers.EU.url}/result?response_code=abc#fragment` },
    })
  })

  test('is told when a request goes too far, and is not offered to share', async () => {
    await collects('identity.jp', 'hanako')
    await collects('university.jp', 'hanako')
    const { text } = await browser.get(await opensRequest(queryFor('JP', { identity: [['resident_address_unicode']] })))
    expect(text).toContain('This request asks for too much')
    expect(text).toContain('not in its registration')
    expect(text).not.toContain('/approve')
    expect(text).toContain('/decline')
  })

  test('is told what is missing', async () => {
    const { text } = await browser.get(await opensRequest())
    expect(text).toContain('You hold nothing that answers this request')
    expect(text).toContain('LAB-Identity record (Mihon)')
    expect(text).not.toContain('/approve')
  })

  test('stores a credential whose issuer is in no list only after being told, and sees it marked', async () => {
    const { page } = await opensOffer('university.eu', 'zoe')
    await browser.post(`${page}/accept`, {})
    const { text } = await browser.get(page)
    expect(text).toContain('The issuer is in no list that this wallet knows')
    expect(text).toContain('name="accept_unlisted"')
    await browser.post(`${page}/accept`, { accept_unlisted: 'yes' })
    const home = (await browser.get('/')).text
    expect(home).toContain('issuer in no list')
    const credential = /\/credentials\/(cred_[\w-]+)/.exec(home)![0]
    expect((await browser.get(credential)).text).toContain('Musterfrau')
    expect(await browser.post(`${credential}/delete`, {})).toMatchObject({ status: 303, location: '/' })
    expect((await browser.get('/')).text).not.toContain('cred_')
  })

  test('pastes an address, and reads what is wrong with it beside the field', async () => {
    const { offer } = await world.offer('university.jp', 'hanako')
    expect((await browser.post('/open', { address: offer })).location).toMatch(/^\/offers\/off_/)
    const { link } = await world.verifiers.EU.ask(queryFor('JP'))
    expect((await browser.post('/open', { address: link })).location).toMatch(/^\/presentations\/pres_/)
    const wrong = await browser.post('/open', { address: 'hello' })
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('aria-invalid="true"')
  })

  test('has a wallet that no other browser sees', async () => {
    await collects('identity.jp', 'hanako')
    const page = await opensRequest()
    const other = browserClient(world.wallet)
    expect((await other.get(page)).status).toBe(404)
    expect((await other.get('/')).text).not.toContain('LAB-Identity record')
  })
})

describe('a wallet that was made by the API', () => {
  test('opens in a browser by its link, once', async () => {
    const holder = await world.holder()
    await holder.collects('identity.jp', 'hanako')
    const link = holder.browserUrl.slice(world.wallet.length)
    expect(await browser.get(link)).toMatchObject({ status: 303, location: '/' })
    const { text } = await browser.get('/')
    expect(text).toContain('LAB-Identity record (Mihon)')
    expect(text).toContain('LAB-Holder')
    expect(await browserClient(world.wallet).get(link)).toMatchObject({ status: 410 })
  })

  test('does not push aside what a browser holds without asking', async () => {
    await collects('identity.jp', 'hanako')
    const link = (await world.holder()).browserUrl.slice(world.wallet.length)
    expect((await browser.get(link)).text).toContain('Open another wallet here?')
    expect((await browser.get('/')).text).toContain('LAB-Identity record')
    expect(await browser.post(link, {})).toMatchObject({ status: 303 })
    expect((await browser.get('/')).text).not.toContain('LAB-Identity record')
  })
})

test.each(['en', 'ja', 'fr'])('every page speaks %s, says it is a laboratory, and has no script', async (lang) => {
  await collects('identity.jp', 'hanako')
  await collects('university.jp', 'hanako')
  const { page } = await opensOffer('university.jp', 'hanako')
  const consent = await opensRequest()
  for (const path of ['/', page, consent, '/history', '/receipts']) {
    const { text } = await browser.get(`${path}?lang=${lang}`)
    expect(text).toContain(`<html lang="${lang}"`)
    expect(text).toContain('LAB')
    expect(text).not.toMatch(/<script|style="|undefined|\[object/)
  }
  expect((await browser.get('/')).text).toContain(`<html lang="${lang}"`)
})
