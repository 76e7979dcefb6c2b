import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { walletRoutes } from '../../wallet/app.ts'
import { ask, http, queryFor, walletWorld, type Holder, type WalletWorld } from './wallet-world.ts'

let world: WalletWorld
let holder: Holder
beforeAll(async () => {
  world = await walletWorld()
  holder = await world.holder()
})
afterAll(() => world.close())

const send = async (
  path: string,
  {
    token = holder.token,
    contentType = 'application/json',
    body = '{}',
  }: { token?: string; contentType?: string; body?: string } = {},
) => {
  const {
    status,
    text,
    contentType: type,
    header,
  } = await http({
    url: `${world.wallet}/api${path}`,
    method: 'POST',
    accept: 'application/json',
    maxBytes: 1_000_000,
    timeout: 20 as never,
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
    contentType,
    body,
  })
  return { status, type, header, body: JSON.parse(text) as { error?: string; error_description?: string } }
}

describe('nobody gets in', () => {
  test('without the token of a wallet', async () => {
    const paths = [
      '/offers',
      '/offers/x/accept',
      '/offers/x/dismiss',
      '/credentials/x/delete',
      '/presentations',
      '/presentations/x/approve',
      '/presentations/x/decline',
      '/receipts',
    ]
    for (const path of paths) {
      for (const token of ['', 'wrong', 'wlt_'.padEnd(47, 'x')]) {
        const answer = await send(path, { token })
        expect(answer, path).toMatchObject({ status: 401, body: { error: 'invalid_token' } })
        expect(answer.header('www-authenticate')).toContain('Bearer')
      }
    }
    for (const path of ['/credentials', '/history', '/receipts', '/offers/x', '/presentations/x']) {
      expect((await ask(`${world.wallet}/api${path}`, undefined)).status, path).toBe(401)
    }
  })

  test('to make wallets without the admin’s', async () => {
    expect(await send('/instances', { body: '{"label":"LAB"}' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_token' },
    })
  })
})

describe('malformed input has a coded answer', () => {
  const bodies = [
    '',
    'null',
    '[]',
    '{',
    '{"a":1,"a":2}',
    '{"__proto__":{}}',
    '"text"',
    '{"offer":1}',
    '{"offer":""}',
    '{"request":null}',
    '{"receipt_uri":[]}',
    '{"tx_code":5}',
    '{"accept_unlisted":"yes"}',
    '\u0000',
  ]
  const paths = ['/offers', '/offers/off_x/accept', '/presentations', '/receipts']
  test.each(paths)('at %s', async (path) => {
    for (const body of bodies) {
      const answer = await send(path, { body })
      expect(answer.status, body).toBeGreaterThanOrEqual(400)
      expect(answer.status, body).toBeLessThan(500)
      expect(answer.body.error, body).toBeTypeOf('string')
      expect(answer.body.error_description, body).toBeTruthy()
    }
    expect(await send(path, { contentType: 'text/plain' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    })
    expect(await send(path, { body: `{"offer":"${'x'.repeat(70_000)}"}` })).toMatchObject({
      status: 413,
      body: { error: 'invalid_request' },
    })
  })

  test('whatever address is given as an offer or a request', async () => {
    const link = fc
      .oneof(
        fc.string({ maxLength: 200 }),
        fc.webUrl({ withQueryParameters: true }),
        fc.json().map((json) => `openid-credential-offer://?credential_offer=${encodeURIComponent(json)}`),
        fc.string().map((text) => `openid4vp://?client_id=x&request_uri=${encodeURIComponent(text)}`),
      )
      .filter((text) => !text.includes('://') || !/request_uri=http|credential_offer_uri=http/.test(text))
    await fc.assert(
      fc.asyncProperty(link, async (text) => {
        for (const [path, name] of [
          ['/offers', 'offer'],
          ['/presentations', 'request'],
        ] as const) {
          const { status, body } = await send(path, { body: JSON.stringify({ [name]: text.toWellFormed() }) })
          expect(status).toBeGreaterThanOrEqual(400)
          expect(status).toBeLessThan(500)
          expect(body.error).toBeTypeOf('string')
        }
      }),
      { numRuns: 40 },
    )
  })

  test('an unknown wallet label, path and method', async () => {
    expect(await send('/nothing')).toMatchObject({ status: 404, body: { error: 'not_found' } })
    expect(await send('/history')).toMatchObject({ status: 405, body: { error: 'method_not_allowed' } })
  })
})

test('two holders share nothing', async () => {
  const other = await world.holder()
  await holder.collects('identity.jp', 'hanako')
  expect((await other.api('/credentials')).body).toEqual({ credentials: [] })
  expect((await other.api('/history')).body).toEqual({ history: [] })
  const [held] = (await holder.api('/credentials')).body['credentials'] as { id: string }[]
  expect(await other.api(`/credentials/${held!.id}/delete`, {})).toMatchObject({
    status: 404,
    body: { error: 'unknown_credential' },
  })
  expect(await holder.api(`/credentials/${held!.id}/delete`, {})).toMatchObject({ status: 200 })
  expect((await holder.api('/history?kind=deletion')).body['history']).toHaveLength(1)
  expect(await world.context.records.credentialKeys.list('inst_')).toEqual([])
})

test('the API gives no key, and the log has no token, code, claim or proof', async () => {
  const one = await world.holder()
  const { offer, tx_code } = await world.offer('university.jp', 'hanako', { tx_code: true })
  const preview = await one.api('/offers', { offer })
  await one.api(`/offers/${String(preview.body['id'])}/accept`, { tx_code })
  await one.collects('identity.jp', 'hanako')
  const { link } = await world.verifiers.EU.ask(queryFor('JP'))
  const consent = await one.api('/presentations', { request: link })
  await one.api(`/presentations/${String(consent.body['id'])}/approve`, {})
  const credentials = JSON.stringify((await one.api('/credentials')).body)
  expect(credentials).not.toMatch(/"d":|eyJ/)
  const log = world.logged.join('\n')
  expect(log).toContain('answered')
  for (const secret of [one.token, tx_code!, '見本', '花子', '2003-09-01', 'eyJ', 'at_', 'code_', 'open_'])
    expect(log, secret).not.toContain(secret)
  expect(log).not.toContain('server_error')
})

test('the history keeps at most five hundred lines', async () => {
  const one = await world.holder()
  const key = (await world.context.records.instances.list('inst_')).at(-1)!.key
  const entry = {
    kind: 'deletion',
    outcome: 'completed',
    at: world.clock.now(),
    party: { name: 'LAB', identifier: '' },
    credentials: [],
  } as const
  for (let count = 0; count < 505; count += 1) {
    await world.context.records.history.put(`${key}.hist_${count}`, { id: `hist_${count}`, ...entry })
  }
  await one.api('/offers', {
    offer: `openid-credential-offer://?credential_offer=${encodeURIComponent(JSON.stringify({ credential_issuer: 'http://127.0.0.1:9', credential_configuration_ids: ['x'] }))}`,
  })
  const { body } = await one.api('/history')
  expect(body['history']).toHaveLength(500)
  expect((body['history'] as { outcome: string }[])[0]).toMatchObject({ outcome: 'failed' })
})

test('every endpoint names what it implements', () => {
  const routes = walletRoutes(world.context)
  expect(routes.every(({ spec, handlers }) => spec.length > 2 && handlers.length > 0)).toBe(true)
  expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length)
})
