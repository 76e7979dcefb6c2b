import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pinoLog, type LogLevel } from '../../src/http/adapters/pino-log.ts'

function capturing(level: LogLevel = 'info', pretty = false) {
  const lines: string[] = []
  return {
    lines,
    log: pinoLog({ service: 'issuer', level, pretty, destination: { write: (line) => void lines.push(line) } }),
  }
}

test('an event is one JSON line with time, level, service and fields', () => {
  const { log, lines } = capturing()
  log.info('offer_made', { offer: 'off_1', credentials: 2 })
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'info',
    service: 'issuer',
    msg: 'offer_made',
    offer: 'off_1',
    credentials: 2,
  })
  expect(JSON.parse(lines[0]!).time).toMatch(/^\d{4}-\d\d-\d\dT/)
})

test('the level decides what is written', () => {
  const { log, lines } = capturing('error')
  log.info('small')
  log.warn('larger')
  log.error('large', new Error('x'))
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['large'])
  const silent = capturing('silent')
  silent.log.error('large', new Error('x'))
  expect(silent.lines).toEqual([])
})

test('an error is written with its stack and those of its causes', () => {
  const { log, lines } = capturing()
  log.error('server_error', new TypeError('outer', { cause: new RangeError('inner') }), { route: '/token' })
  const { stack, route } = JSON.parse(lines[0]!)
  expect(stack).toMatch(/^TypeError: outer\n[^]*pino-log\.test\.ts[^]*caused by RangeError: inner/)
  expect(route).toBe('/token')
  log.error('server_error', 'a thrown text')
  expect(JSON.parse(lines[1]!).thrown).toBe('string')
})

const secret = 'dGhpcy1pcy0zMi1ieXRlcy1vZi1zZWNyZXQtdGV4dC4'
const jwt = `eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJoYW5ha28ifQ.${secret}`

test.each([
  ['a token', { access_token: secret }],
  ['a token in camel case', { deskToken: secret }],
  ['an authorization code', { code: secret }],
  ['a transaction code', { tx_code: secret }],
  ['a header', { authorization: `DPoP ${secret}` }],
  ['a cookie', { cookie: `wallet_4405=${secret}` }],
  ['a key', { privateJwk: `{"d":"${secret}"}` }],
  ['a key under a harmless name', { note: `{"kty":"EC","d":"${secret}"}` }],
  ['a PEM key under a harmless name', { note: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----` }],
  ['claims', { claims: secret }],
  ['a JWT in a sentence', { note: `could not read ${jwt} at all` }],
  ['a JWE', { note: `eyJhbGciOiJFQ0RILUVTIn0..${secret}.${secret}.${secret}` }],
  ['an SD-JWT with disclosures', { note: `${jwt}~WyJzYWx0IiwiYSIsIm5hbWUiXQ~${jwt}` }],
  ['a disclosure alone', { note: `WyJ${secret}` }],
  ['a prefixed token in a path', { note: `/offers/code_${secret}` }],
  ['a bearer token in a sentence', { note: `sent Bearer ${secret}` }],
  ['an Individual Number', { note: `number 123466789012 seen ${jwt}` }],
])('blots out %s', (_name, fields) => {
  const { log, lines } = capturing()
  log.info('event', fields as Record<string, string>)
  log.error(
    'event',
    new Error(`about ${JSON.stringify(Object.values(fields)[0])}`, { cause: new Error(jwt) }),
    fields as Record<string, string>,
  )
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('[redacted]')
  expect(lines[0]).not.toContain(secret)
  for (const line of lines) for (const part of ['eyJ', 'WyJ', '123466789012']) expect(line).not.toContain(part)
})

test('blots out nothing else', () => {
  const { log, lines } = capturing()
  const fields = {
    route: '/offers/:id',
    error: 'invalid_grant',
    status: 400,
    cause: 'the nonce was used before',
    corporate_number: '1234567890123',
    ok: true,
  }
  log.info('refused', fields)
  expect(JSON.parse(lines[0]!)).toMatchObject(fields)
  expect(lines[0]).not.toContain('[redacted]')
})

test('for people: one line, the stack below', () => {
  const { log, lines } = capturing('info', true)
  log.info('answered', { route: '/token', status: 200 })
  log.error('server_error', new Error('x'))
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d issuer info answered route=\/token status=200\n$/)
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d issuer error server_error\nError: x\n {4}at /)
})

test('the log goes to stderr and nothing to stdout', () => {
  const path = join(import.meta.dirname, '../../src/http/adapters/pino-log.ts')
  const program = `import { pinoLog } from ${JSON.stringify(path)}
    pinoLog({ service: 'issuer', level: 'info' }).info('started')`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  expect(stdout).toBe('')
  expect(JSON.parse(stderr)).toMatchObject({ service: 'issuer', msg: 'started' })
})
