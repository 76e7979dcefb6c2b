import type { RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { seconds } from '../../src/base/time.ts'
import { answering, code, failure, get, json, listening, told } from './outbound.ts'

describe('an answer', () => {
  test('has its address, status, media type, headers and text', async () => {
    const url = await answering((_req, res) => {
      res.writeHead(200, { 'Content-Type': 'Application/JWT; charset=UTF-8', 'X-Two': ['a', 'b'] }).end('見本')
    })
    const document = await get(`${url}/list?x=1#part`)
    expect(document).toMatchObject({
      url: `${url}/list?x=1`,
      status: 200,
      contentType: 'application/jwt',
      text: '見本',
    })
    expect([document.header('x-TWO'), document.header('absent')]).toEqual(['a, b', undefined])
  })

  test.each([400, 404, 410, 500, 503])('with status %i is given to the caller', async (status) => {
    const url = await answering((_req, res) => void res.writeHead(status).end('{"error":"x"}'))
    expect(await get(url)).toMatchObject({ status, contentType: '', text: '{"error":"x"}' })
  })

  test('may be empty', async () => {
    const url = await answering((_req, res) => void res.writeHead(204).end())
    expect(await get(url)).toMatchObject({ status: 204, text: '' })
  })
})

describe('a request', () => {
  test('says what it takes and carries its own headers', async () => {
    const url = await answering((req, res) => json(res, told(req)))
    const { headers, method } = JSON.parse((await get(url, { headers: { DPoP: 'proof' } })).text)
    expect(method).toBe('GET')
    expect(headers).toMatchObject({ accept: 'application/json', 'accept-encoding': 'identity', dpop: 'proof' })
    expect(headers).not.toHaveProperty('cookie')
  })

  test('posts a body with its type and length', async () => {
    const url = await answering((req, res) => {
      let body = ''
      req.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      req.on('end', () => json(res, { ...told(req), body }))
    })
    const contentType = 'application/x-www-form-urlencoded'
    const answer = JSON.parse((await get(url, { method: 'POST', contentType, body: 'response=見' })).text)
    expect(answer).toMatchObject({
      method: 'POST',
      body: 'response=見',
      headers: { 'content-type': contentType, 'content-length': '12' },
    })
  })

  test('reaches names under localhost without a look-up', async () => {
    const url = await answering((req, res) => json(res, told(req)))
    const named = url.replace('127.0.0.1', 'issuer.eu.localhost')
    const answer = await get(named)
    expect(answer.url).toBe(`${named}/`)
    expect(JSON.parse(answer.text).headers.host).toBe(new URL(named).host)
  })

  test('is sent again if a connection that was kept alive has just been closed, but only a GET', async () => {
    let connections = 0
    let posts = 0
    const server = createTcpServer((socket) => {
      connections += 1
      let requests = 0
      socket.on('error', () => {})
      socket.on('data', (data) => {
        requests += 1
        if (data.toString().startsWith('POST')) posts += 1
        if (requests === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
        else socket.destroy()
      })
    })
    const url = `http://127.0.0.1:${await listening(server)}`
    expect((await get(url)).text).toBe('ok')
    expect((await get(url)).text).toBe('ok')
    expect(connections).toBe(2)
    expect((await get(url, { method: 'POST', body: 'x' })).text).toBe('ok')
    expect([connections, posts]).toEqual([3, 1])
  })
})

describe('limits', () => {
  test('a slow answer, a slow body and silence end at the deadline', async () => {
    const never: RequestListener = () => {}
    const dripping: RequestListener = (_req, res) => {
      const drip = setInterval(() => res.write('x'), 50)
      res.on('close', () => clearInterval(drip))
    }
    const stopping: RequestListener = (_req, res) => void res.writeHead(200, { 'Content-Length': '10' }).write('x')
    for (const listener of [never, dripping, stopping]) {
      const failed = await failure(get(`${await answering(listener)}/secret-path`, { timeout: seconds(0.3) }))
      expect(failed.code).toBe('timeout')
      expect(failed.message).not.toContain('secret-path')
    }
    const silent = createTcpServer(() => {})
    expect(await code(get(`http://127.0.0.1:${await listening(silent)}`, { timeout: seconds(0.3) }))).toBe('timeout')
  })

  test('the deadline covers all redirects together', async () => {
    const url = await answering(
      (_req, res) => void setTimeout(() => res.writeHead(302, { Location: '/again' }).end(), 100),
    )
    expect(await code(get(url, { redirects: 100, timeout: seconds(0.5) }))).toBe('timeout')
  })

  test('an endless body is cut off, and the connection with it', async () => {
    let closed = false
    const url = await answering((_req, res) => {
      const pump = () => {
        while (!res.destroyed && res.write('x'.repeat(10_000)));
      }
      res.on('drain', pump).on('close', () => (closed = true))
      pump()
    })
    expect(await code(get(url))).toBe('too_large')
    await expect.poll(() => closed).toBe(true)
  })

  test('a body may be exactly as long as allowed, in bytes', async () => {
    const of = (text: string, chunked: boolean) =>
      answering((_req, res) => {
        if (chunked) res.write(text.slice(0, 1))
        res.end(chunked ? text.slice(1) : text)
      })
    for (const chunked of [false, true]) {
      expect((await get(await of('x'.repeat(1_000), chunked))).text).toHaveLength(1_000)
      expect(await code(get(await of('x'.repeat(1_001), chunked)))).toBe('too_large')
      expect(await code(get(await of('見'.repeat(334), chunked)))).toBe('too_large')
    }
  })

  test('oversized headers are too large', async () => {
    const server = createTcpServer(
      (socket) => void socket.on('error', () => {}).write(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`),
    )
    expect(await code(get(`http://127.0.0.1:${await listening(server)}`))).toBe('too_large')
  })

  test('a compressed answer is refused: it was not asked for', async () => {
    const bomb = gzipSync('x'.repeat(1_000_000))
    const url = await answering(
      (_req, res) => void res.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb.subarray(0, 500)),
    )
    expect(await code(get(url))).toBe('not_utf8')
  })

  test.each([
    ['another charset', 'text/plain; charset=shift_jis', Buffer.from('x')],
    ['bytes that are not UTF-8', 'text/plain', Buffer.from([0x82, 0xa0])],
    ['UTF-16', 'application/json', Buffer.from('{}', 'utf16le').fill(0xff, 0, 1)],
  ])('%s is not_utf8', async (_name, type, body) => {
    const url = await answering((_req, res) => void res.writeHead(200, { 'Content-Type': type }).end(body))
    expect(await code(get(url))).toBe('not_utf8')
  })
})
