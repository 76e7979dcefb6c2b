import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { answering, code, failure, get, json, limits, listening, production, told } from './outbound.ts'

describe('redirects', () => {
  const chain: RequestListener = (req, res) => {
    const left = Number(req.url!.slice(1))
    if (left > 0) res.writeHead(302, { Location: `/${left - 1}` }).end()
    else json(res, told(req))
  }

  test('none is followed unless allowed, and no more than allowed', async () => {
    const url = await answering(chain)
    expect(await code(get(`${url}/1`))).toBe('too_many_redirects')
    expect(await get(`${url}/2`, { redirects: 2 })).toMatchObject({ url: `${url}/0`, status: 200 })
    expect(await code(get(`${url}/3`, { redirects: 2 }))).toBe('too_many_redirects')
  })

  test('a loop ends', async () => {
    const url = await answering((_req, res) => void res.writeHead(307, { Location: '/' }).end())
    expect(await code(get(url, { redirects: 5 }))).toBe('too_many_redirects')
  })

  test('a POST is not redirected, so that nothing is sent twice or elsewhere', async () => {
    const url = await answering((_req, res) => void res.writeHead(307, { Location: '/0' }).end())
    expect(await code(get(url, { method: 'POST', body: 'x', redirects: 5 }))).toBe('too_many_redirects')
  })

  test('another origin does not get the headers of this one', async () => {
    const other = await answering((req, res) => json(res, told(req)))
    const url = await answering((_req, res) => void res.writeHead(302, { Location: `${other}/` }).end())
    const { headers } = JSON.parse((await get(url, { redirects: 1, headers: { Authorization: 'Bearer x' } })).text)
    expect(headers).not.toHaveProperty('authorization')
    expect(headers.accept).toBe('application/json')
  })

  test.each([
    ['http://10.0.0.1/', 'forbidden_address'],
    ['http://169.254.169.254/latest/meta-data', 'forbidden_address'],
    ['http://user:secret@127.0.0.1/', 'bad_url'],
    ['file:///etc/passwd', 'bad_url'],
    ['http://[', 'bad_url'],
    ['http://93.184.216.34/', 'not_https'],
  ])('each hop is judged anew: to %s is %s', async (location, expected) => {
    const url = await answering((_req, res) => void res.writeHead(302, { Location: location }).end())
    expect(await code(get(url, { redirects: 3 }))).toBe(expected)
  })
})

describe('where it may go', () => {
  test.each([
    ['', 'bad_url'],
    ['issuer.example', 'bad_url'],
    ['ftp://issuer.example/', 'bad_url'],
    ['data:text/plain,x', 'bad_url'],
    ['javascript:alert(1)', 'bad_url'],
    ['https://user@issuer.example/', 'bad_url'],
    ['https://user:secret@issuer.example/', 'bad_url'],
    ['https://issuer.example:99999/', 'bad_url'],
    ['http://issuer.example/', 'not_https'],
    ['http://127.0.0.1/', 'not_https'],
  ])('%s is %s', async (url, expected) => {
    const failed = await failure(production({ url, ...limits }))
    expect(failed.code).toBe(expected)
    expect(failed.message).not.toContain('secret')
  })

  test.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '255.255.255.255',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:10.0.0.1]',
    '[::127.0.0.1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[ff02::1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::1]',
    '[2001:0:1::1]',
    '[2001:db8::1]',
    '[fec0::1]',
    '[100::1]',
    'localhost',
    'issuer.eu.localhost',
  ])('%s is not public', async (host) => {
    const answer = await code(production({ url: `https://${host}/`, ...limits }))
    // Where the system's resolver does not know names under localhost, they do not resolve at all.
    expect(host.endsWith('.localhost') ? ['forbidden_address', 'unreachable'] : ['forbidden_address']).toContain(answer)
  })

  test('development opens loopback and nothing else', async () => {
    for (const host of ['10.0.0.1', '192.168.1.1', '[fd12::1]', '169.254.169.254']) {
      expect(await code(get(`http://${host}/`))).toBe('forbidden_address')
    }
  })

  test('what the operator lists is allowed', async () => {
    const url = await answering((_req, res) => void res.end('ok'))
    const listed = nodeFetchDocument({ development: false, allowedAddresses: ['127.0.0.0/8'] })
    const port = new URL(url).port
    // It gets past the judgement of the address; there it finds a server that does not speak TLS.
    expect(await code(listed({ url: `https://127.0.0.1:${port}/`, ...limits }))).toBe('unreachable')
    expect(await code(listed({ url: 'https://10.0.0.1/', ...limits }))).toBe('forbidden_address')
  })

  test('loopback is a word for this machine, and names under localhost are then known; plain http is not allowed by it', async () => {
    const url = await answering((_req, res) => void res.end('ok'))
    const local = nodeFetchDocument({ development: false, allowedAddresses: ['loopback'] })
    const port = new URL(url).port
    for (const host of ['127.0.0.1', '127.8.9.10', 'localhost', 'university.jp.localhost']) {
      expect(await code(local({ url: `https://${host}:${port}/`, ...limits }))).toBe('unreachable')
    }
    expect(await code(local({ url: 'https://[::1]:1/', ...limits }))).toBe('unreachable')
    expect(await code(local({ url, ...limits }))).toBe('not_https')
    expect(await code(local({ url: 'https://10.0.0.1/', ...limits }))).toBe('forbidden_address')
    expect(await code(local({ url: 'https://169.254.169.254/', ...limits }))).toBe('forbidden_address')
  })

  test('nobody there is unreachable', async () => {
    const server = createServer()
    const port = await listening(server)
    await new Promise((resolve) => server.close(resolve))
    expect(await code(get(`http://127.0.0.1:${port}/`))).toBe('unreachable')
  })

  test('a name that does not resolve is unreachable', async () => {
    expect(['unreachable', 'timeout']).toContain(await code(production({ url: 'https://nobody.invalid/', ...limits })))
  })

  test.each([
    ['hangs up', (socket: Socket) => void socket.destroy()],
    ['hangs up in the middle', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')],
    ['speaks no HTTP', (socket: Socket) => void socket.end('hello\r\n\r\n')],
  ])('a server that %s is unreachable', async (_name, behave) => {
    const server = createTcpServer((socket) => void socket.on('error', () => {}).once('data', () => behave(socket)))
    expect(await code(get(`http://127.0.0.1:${await listening(server)}/`))).toBe('unreachable')
  })
})
