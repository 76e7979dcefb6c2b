import { request } from 'node:http'
import { expect, test } from 'vitest'
import { rateLimit } from '../../src/http/rate-limit.ts'
import { route, served } from './served.ts'

const behind = { 'X-Forwarded-For': '198.51.100.7, 203.0.113.9', 'X-Forwarded-Proto': 'https', Host: 'issuer.example' }
const who = route('get', '/who', (req, res) => void res.json({ ip: req.ip, secure: req.secure }))

/** `fetch` does not let a test choose the Host header. */
const get = (url: string, headers: Readonly<Record<string, string>>): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }))
    })
    outgoing.on('error', reject).end()
  })

test('a proxy that is trusted says who the client is, for itself and no further', async () => {
  const { url } = await served([who], { trustProxy: true })
  const { text, headers } = await get(`${url}/who`, behind)
  expect(JSON.parse(text)).toEqual({ ip: '203.0.113.9', secure: true })
  expect(headers['strict-transport-security']).toContain('max-age=')
})

test('nobody is believed unless that is configured', async () => {
  const { url } = await served([who])
  const { text, headers } = await get(`${url}/who`, behind)
  expect(JSON.parse(text)).toEqual({ ip: '127.0.0.1', secure: false })
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('clients behind a trusted proxy are counted apart', async () => {
  const limited = route('get', '/limited', rateLimit({ perMinute: 1, code: 'too_many_requests' }), (_req, res) => void res.end())
  const { url } = await served([limited], { trustProxy: true })
  const from = async (client: string) => (await get(`${url}/limited`, { ...behind, 'X-Forwarded-For': client })).status
  expect([await from('203.0.113.1'), await from('203.0.113.1'), await from('203.0.113.2')]).toEqual([200, 429, 200])
})
