import { expect, test } from 'vitest'
import { languageWishes, rememberLanguage } from '../../src/http/language-preference.ts'
import { route, served } from './served.ts'

const wishes = route('get', '/page', (req, res) => void res.json(languageWishes(req)))

test('the address, the cookie and the browser each say their wish', async () => {
  const service = await served([wishes])
  const answer = await service.send('/page?lang=ja', { headers: { cookie: 'a=b; lang=fr', 'accept-language': 'en' } })
  expect(await answer.json()).toEqual({ query: 'ja', cookie: 'fr', acceptLanguage: 'en' })
})

test('a choice is remembered for a year and not read by scripts', async () => {
  const remember = route('get', '/remember', (_req, res) => {
    rememberLanguage(res, 'ja', new URL('https://issuer.example'))
    res.json({})
  })
  const service = await served([remember])
  const cookie = (await service.send('/remember')).headers.get('set-cookie')
  expect(cookie).toMatch(/^lang=ja; Max-Age=31536000; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/)
})
