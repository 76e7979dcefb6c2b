import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { hours } from '../../src/base/time.ts'
import { browserSession } from '../../src/http/browser-session.ts'
import { route, served } from './served.ts'

async function service(baseUrl: string) {
  const session = browserSession({
    name: 'wallet',
    baseUrl: new URL(baseUrl),
    lifetime: hours(1),
    random: systemRandom,
  })
  return await served([
    route('get', '/look', (req, res) => void res.json(session.idOf(req) ?? null)),
    route('get', '/ensure', (req, res) => void res.json([session.ensure(req, res), session.ensure(req, res)])),
    route('get', '/renew', (req, res) => {
      const renewed = session.start(res)
      res.json([renewed, session.ensure(req, res)])
    }),
    route('get', '/end', (_req, res) => {
      session.end(res)
      res.json(null)
    }),
  ])
}

const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(';')[0] ?? ''

test('a browser keeps its identifier until it is renewed or ended', async () => {
  const { send } = await service('http://wallet.localhost:4405')
  const first = await send('/ensure')
  const cookie = cookieOf(first)
  const [id, same] = (await first.json()) as [string, string]
  expect(id).toMatch(/^[\w-]{43}$/)
  expect(same).toBe(id)
  expect(first.headers.getSetCookie()).toHaveLength(1)

  const again = await send('/ensure', { headers: { cookie: `other=1; ${cookie}; wallet=2` } })
  expect([await again.json(), again.headers.getSetCookie()]).toEqual([[id, id], []])

  const [renewed, current] = (await (await send('/renew', { headers: { cookie } })).json()) as [string, string]
  expect(renewed).not.toBe(id)
  expect(current).toBe(renewed)

  expect((await send('/end', { headers: { cookie } })).headers.getSetCookie()[0]).toMatch(
    /^wallet_4405=; .*Expires=Thu, 01 Jan 1970/,
  )
})

test('the cookie is HttpOnly and SameSite=Lax; on https also Secure and bound to the host', async () => {
  const plain = (await (await service('http://wallet.localhost:4405')).send('/ensure')).headers.getSetCookie()[0]
  expect(plain).toMatch(/^wallet_4405=[\w-]{43}; Max-Age=3600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/)
  const secure = (await (await service('https://wallet.example')).send('/ensure')).headers.getSetCookie()[0]
  expect(secure).toMatch(
    /^__Host-wallet_443=[\w-]{43}; Max-Age=3600; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('two services on one origin, each under its path, have cookies of their own', async () => {
  const nameAt = async (url: string) => cookieOf(await (await service(url)).send('/ensure')).split('=')[0]
  expect(await nameAt('https://id.example/jp')).toBe('__Host-wallet_443~jp')
  expect(await nameAt('https://id.example/eu/uni')).toBe('__Host-wallet_443~eu~uni')

  const { send } = await service('https://id.example/jp')
  const cookie = cookieOf(await send('/ensure'))
  expect(await (await send('/look', { headers: { cookie } })).json()).toBe(cookie.split('=')[1])
  expect(await (await (await service('https://id.example/eu')).send('/look', { headers: { cookie } })).json()).toBeNull()
})

test.each([
  '',
  'wallet_4405=',
  'wallet_4405=short',
  `wallet_4406=${'a'.repeat(43)}`,
  `wallet_4405=${'a'.repeat(44)}`,
  `xwallet_4405=${'a'.repeat(43)}`,
  `wallet_4405=${'a'.repeat(43)}; wallet_4405=${'b'.repeat(43)}`,
  ';;;=;wallet_4405',
  'wallet_4405=%00',
])('no identifier is taken from "%s"', async (cookie) => {
  const { send } = await service('http://wallet.localhost:4405')
  const response = await send('/look', { headers: { cookie } })
  expect([response.status, await response.json()]).toEqual([200, null])
})
