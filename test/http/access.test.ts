import { expect, test } from 'vitest'
import { deskAccess } from '../../src/http/desk-access.ts'
import { rateLimit } from '../../src/http/rate-limit.ts'
import { sameOrigin } from '../../src/http/same-origin.ts'
import { route, sendRaw, served } from './served.ts'

const ok = route('post', '/', (_req, res) => void res.json('ok'))
const behind = (handler: Parameters<typeof route>[2]) => served([route('post', '/', handler, ...ok.handlers)])

test('a desk opens with its token, whatever the case of the scheme', async () => {
  const { send } = await behind(deskAccess('desk-token-1'))
  for (const scheme of ['Bearer', 'bearer']) {
    expect((await send('/', { method: 'POST', headers: { Authorization: `${scheme} desk-token-1` } })).status).toBe(200)
  }
})

test.each([
  [undefined, 'Bearer realm="desk"'],
  ['Basic ZGVzazp0b2tlbg==', 'Bearer realm="desk"'],
  ['Bearer', 'Bearer realm="desk"'],
  ['Bearer a b', 'Bearer realm="desk"'],
  ['Bearer desk-token-2', 'Bearer realm="desk", error="invalid_token"'],
  ['Bearer desk-token', 'Bearer realm="desk", error="invalid_token"'],
  ['Bearer desk-token-11', 'Bearer realm="desk", error="invalid_token"'],
])('a desk stays closed for Authorization %s', async (authorization, challenge) => {
  const { send } = await behind(deskAccess('desk-token-1'))
  const response = await send('/', { method: 'POST', headers: authorization === undefined ? {} : { authorization } })
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, challenge])
  expect(await response.json()).toMatchObject({ error: 'invalid_token' })
})

test('a desk refuses two Authorization headers and an empty token of its own', async () => {
  const { port } = await behind(deskAccess('desk-token-1'))
  const header = 'Authorization: Bearer desk-token-1\r\n'
  expect(await sendRaw(port, `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${header}${header}\r\n`)).toMatch(
    /^HTTP\/1.1 400 /,
  )
  expect(() => deskAccess('')).toThrow(RangeError)
})

test.each([
  [{}, 200],
  [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'http://wallet.localhost:4405' }, 200],
  [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }, 200],
  [{ 'Sec-Fetch-Site': 'none' }, 200],
  [{ Origin: 'http://wallet.localhost:4405' }, 200],
  [{ Origin: 'null' }, 403],
  [{ Origin: 'http://wallet.localhost:4406' }, 403],
  [{ Origin: 'https://wallet.localhost:4405' }, 403],
  [{ Origin: 'http://wallet.localhost:4405.evil.example' }, 403],
  [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
  [{ 'Sec-Fetch-Site': 'same-site' }, 403],
  [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'http://wallet.localhost:4405' }, 403],
  [{ 'Sec-Fetch-Site': 'same-origin', Origin: 'http://evil.example' }, 403],
])('a form with %j is answered %i', async (headers, status) => {
  const { port } = await behind(sameOrigin(new URL('http://wallet.localhost:4405/')))
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const answer = await sendRaw(port, `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines.join('')}\r\n`)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  if (status === 403) expect(answer).toContain('"error":"cross_origin"')
})

test('following a link from another site is no form', async () => {
  const { send } = await served([
    route('get', '/', sameOrigin(new URL('http://x.localhost/')), (_req, res) => void res.json('ok')),
  ])
  expect((await send('/', { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(200)
})

test('too many requests in a minute are a coded 429 that says when to come back', async () => {
  const { send, log } = await behind(rateLimit({ perMinute: 3, code: 'invalid_request' }))
  const statuses: number[] = []
  for (let index = 0; index < 3; index += 1) statuses.push((await send('/', { method: 'POST' })).status)
  expect(statuses).toEqual([200, 200, 200])
  const refused = await send('/', {
    method: 'POST',
    headers: { 'X-Forwarded-For': '203.0.113.9', Forwarded: 'for=203.0.113.9' },
  })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
  expect(await refused.json()).toMatchObject({ error: 'invalid_request' })
  expect(log.events.filter(({ level }) => level === 'error')).toEqual([])
})

test.each([1, true])('behind a proxy that is trusted (%s), clients are counted apart', async (trustProxy) => {
  const routes = [route('post', '/', rateLimit({ perMinute: 1, code: 'invalid_request' }), ...ok.handlers)]
  const { send } = await served(routes, { trustProxy })
  const from = async (address: string) =>
    (await send('/', { method: 'POST', headers: { 'X-Forwarded-For': address } })).status
  expect([await from('203.0.113.1'), await from('203.0.113.2'), await from('203.0.113.1')]).toEqual([200, 200, 429])
  // What the client itself says about where it comes from stands before what the proxy says.
  expect(await from('203.0.113.99, 203.0.113.2')).toBe(429)
})
