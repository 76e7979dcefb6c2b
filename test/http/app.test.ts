import { connect } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CheckFailed } from '../../src/base/checks.ts'
import { ProtocolError } from '../../src/base/errors.ts'
import { singleHeader } from '../../src/http/single-header.ts'
import { singleQuery } from '../../src/http/single-query.ts'
import { route, sendRaw, served } from './served.ts'

const echo = route('get', '/echo/:id', (req, res) => {
  res.json({ id: req.params['id'], q: singleQuery(req, 'q'), proto: singleQuery(req, '__proto__') })
})

test('a route answers with security headers and without Express’s own', async () => {
  const { send } = await served([echo], { formAction: ['https://verifier.example/path'] })
  const response = await send('/echo/1?q=%E8%A6%8B')
  expect(await response.json()).toEqual({ id: '1', q: '見' })
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' https://verifier.example; " +
      "base-uri 'none'; frame-ancestors 'none'",
  )
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('x-frame-options')).toBe('DENY')
  expect(response.headers.get('referrer-policy')).toBe('same-origin')
  const unwanted = ['x-powered-by', 'etag', 'strict-transport-security']
  expect(unwanted.filter((name) => response.headers.has(name))).toEqual([])
})

test('https names, but not those under localhost, are to be reached by https only', async () => {
  const { send } = await served([echo], { trustProxy: 1 })
  const over = async (host: string) =>
    (await send('/echo/1', { headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': host } })).headers.get(
      'strict-transport-security',
    )
  expect(await over('issuer.example')).toContain('max-age=')
  expect(await over('issuer.eu.localhost')).toBeNull()
})

test('an unknown path is 404, a known one with another method 405 with Allow', async () => {
  const { send } = await served([echo, route('post', '/token', (_req, res) => void res.json({}))])
  for (const path of ['/', '/nothing', '/echo', '/TOKEN', '/echo/1/2', '//token', '/constructor']) {
    const response = await send(path)
    expect([path, response.status, await response.json()]).toEqual([
      path,
      404,
      { error: 'not_found', error_description: 'there is nothing at this address' },
    ])
  }
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
    const response = await send('/token', { method })
    expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'POST, OPTIONS'])
    expect(await response.json()).toMatchObject({ error: 'method_not_allowed' })
  }
  expect((await send('/echo/1', { method: 'POST' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS')
})

test('HEAD is GET without the body, OPTIONS tells the methods', async () => {
  const { send } = await served([echo])
  const head = await send('/echo/1', { method: 'HEAD' })
  expect([head.status, await head.text(), head.headers.get('content-type')]).toEqual([
    200,
    '',
    'application/json; charset=utf-8',
  ])
  const options = await send('/echo/1', { method: 'OPTIONS' })
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
})

test('paths count from basePath, those under /.well-known/ from the origin', async () => {
  const metadata = route('get', '/.well-known/openid-credential-issuer/uni', (_req, res) => void res.json('metadata'))
  const { send } = await served([echo, metadata], { basePath: '/uni' })
  expect((await send('/uni/echo/1')).status).toBe(200)
  expect((await send('/echo/1')).status).toBe(404)
  expect(await (await send('/.well-known/openid-credential-issuer/uni')).json()).toBe('metadata')
})

test.each([
  ['/echo/%', 'percent-encoding'],
  ['/echo/%zz', 'percent-encoding'],
  ['/echo/%ff', 'percent-encoding'],
  ['/echo/%c0%af', 'percent-encoding'],
  ['/echo/%ed%a0%80', 'percent-encoding'],
  ['/echo/%00', 'U+0000'],
  ['/nothing/%00', 'U+0000'],
  ['/echo/1?q=%', 'percent-encoding'],
  ['/echo/1?q=%e8%a6', 'percent-encoding'],
  ['/echo/1?%00=1', 'U+0000'],
  ['/echo/1?q=1&q=2', 'repeated'],
  ['/echo/1?q=1&%71=2', 'repeated'],
  ['/echo/1?__proto__=1&__proto__=2', 'repeated'],
])('%s is a coded error', async (target, told) => {
  const { port, log } = await served([echo])
  const answer = await sendRaw(port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1.1 400 /)
  expect(answer).toContain('"error":"invalid_request"')
  expect(answer).toContain(told)
  expect(log.events.filter(({ level }) => level === 'error')).toEqual([])
})

test('names that JavaScript objects inherit are ordinary query parameters', async () => {
  const { send } = await served([echo])
  expect(await (await send('/echo/__proto__?__proto__=x')).json()).toEqual({ id: '__proto__', proto: 'x' })
  expect(await (await send('/echo/1?toString=x&hasOwnProperty=y&q[a]=z')).json()).toEqual({ id: '1' })
})

test('whatever the address is, the answer is never 500', async () => {
  const { port } = await served([echo])
  const piece = fc.constantFrom(
    '/',
    '%',
    '%2',
    '%ff',
    '%00',
    '?',
    '&',
    'q=',
    'echo',
    '..',
    ';',
    '[',
    ']',
    '=',
    '+',
    '\x80',
    '\xff',
    ':',
    '@',
    '\\',
    '#',
    '*',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const answer = await sendRaw(port, `GET /${pieces.join('')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1.1 (200|400|404) /)
    }),
    { numRuns: 150 },
  )
})

test.each([
  ['oversized headers', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['an oversized address', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['a header with a NUL', 'GET / HTTP/1.1\r\nHost: x\r\nX: \0\r\n\r\n', 400],
])('%s: a status, not a crash', async (_name, request, status) => {
  const { port, send } = await served([echo])
  expect(await sendRaw(port, request)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect((await send('/echo/1')).status).toBe(200)
})

test('a client that goes away in the middle harms nobody', async () => {
  const { port, send, log } = await served([echo])
  const socket = connect(port, '127.0.0.1', () => {
    socket.write('GET /echo/1 HTTP/1.1\r\nHost')
    socket.resetAndDestroy()
  })
  await new Promise((resolve) => socket.on('close', resolve))
  expect((await send('/echo/1')).status).toBe(200)
  expect(log.events.filter(({ level }) => level === 'error')).toEqual([])
})

test('a ProtocolError becomes its status, headers and code; its cause stays in the log', async () => {
  const cause = new CheckFailed('the nonce was used before')
  const { send, log } = await served([
    route('get', '/refused/:secret', () => {
      throw new ProtocolError('use_dpop_nonce', 'use "this" nonce', {
        status: 401,
        headers: { 'DPoP-Nonce': 'n1' },
        cause,
      })
    }),
  ])
  const response = await send('/refused/secret-in-path?code=secret-in-query')
  expect([response.status, response.headers.get('dpop-nonce'), response.headers.get('cache-control')]).toEqual([
    401,
    'n1',
    'no-store',
  ])
  expect(await response.json()).toEqual({ error: 'use_dpop_nonce', error_description: "use 'this' nonce" })
  expect(log.events).toContainEqual({
    level: 'info',
    event: 'refused',
    fields: {
      method: 'GET',
      route: '/refused/:secret',
      status: 401,
      error: 'use_dpop_nonce',
      cause: 'the nonce was used before',
    },
  })
  expect(JSON.stringify(log.events)).not.toContain('secret-in')
})

test('the message of a foreign error, which may quote the request, is not logged as a cause', async () => {
  const { send, log } = await served([
    route('get', '/', () => {
      try {
        JSON.parse('secret that was sent')
      } catch (cause) {
        throw new ProtocolError('invalid_request', 'send JSON', { cause })
      }
    }),
  ])
  expect((await send('/')).status).toBe(400)
  expect(log.events.find(({ event }) => event === 'refused')?.fields['cause']).toBe('SyntaxError')
  expect(JSON.stringify(log.events)).not.toContain('secret that')
})

test('any other error is our bug: 500 without detail, logged with its stack', async () => {
  const bug = new TypeError('something about a secret')
  const { send, log } = await served([route('get', '/', () => Promise.reject(bug))])
  const response = await send('/')
  expect([response.status, await response.text()]).toEqual([500, '{"error":"server_error"}'])
  expect(log.events.find(({ level }) => level === 'error')?.error).toBe(bug)
})

test('an error after the answer began ends the connection', async () => {
  const { port, log } = await served([
    route('get', '/', async (_req, res) => {
      res.write('half')
      await new Promise((resolve) => setTimeout(resolve, 50))
      throw new Error('too late')
    }),
  ])
  const answer = await sendRaw(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  expect(answer).toContain('half')
  expect(answer).not.toContain('too late')
  expect(log.events.map(({ level }) => level)).toContain('error')
})

test('a browser gets an error page where the service has one, others JSON', async () => {
  const { send } = await served([], { errorPage: (error) => `<!doctype html><p>${error.code} ${error.status}` })
  const browser = await send('/', { headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } })
  expect([browser.status, browser.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  expect(await browser.text()).toBe('<!doctype html><p>not_found 404')
  for (const accept of ['*/*', 'application/json', 'application/json, text/html']) {
    expect(await (await send('/', { headers: { Accept: accept } })).json()).toMatchObject({ error: 'not_found' })
  }
})

test('an error page that fails is logged and replaced by JSON', async () => {
  const fault = new Error('the page failed')
  const errorPage = () => {
    throw fault
  }
  const { send, log } = await served([], { errorPage })
  const response = await send('/', { headers: { Accept: 'text/html' } })
  expect([response.status, await response.json()]).toMatchObject([404, { error: 'not_found' }])
  expect(log.events.find(({ level }) => level === 'error')?.error).toBe(fault)
})

test('every answer is logged by route, never by path', async () => {
  const { send, log } = await served([echo], { basePath: '/x' })
  await send('/x/echo/secret?q=secret')
  await send('/elsewhere/secret')
  await expect
    .poll(() => log.events.filter(({ event }) => event === 'answered').map(({ fields }) => fields))
    .toEqual([
      { method: 'GET', route: '/x/echo/:id', status: 200 },
      { method: 'GET', route: '(none)', status: 404 },
    ])
  expect(JSON.stringify(log.events)).not.toContain('secret')
})

test('a header that must be single is refused when repeated', async () => {
  const { port } = await served([
    route('get', '/', (req, res) => void res.json({ dpop: singleHeader(req, 'DPoP') ?? null })),
  ])
  const send = (headers: string) => sendRaw(port, `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`)
  expect(await send('')).toContain('{"dpop":null}')
  expect(await send('dPoP: a\r\n')).toContain('{"dpop":"a"}')
  expect(await send('DPoP: a\r\nDPoP: a\r\n')).toMatch(/400 .*"error":"invalid_request"/s)
})
