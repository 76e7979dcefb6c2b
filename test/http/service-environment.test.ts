import { describe, expect, test } from 'vitest'
import { ZodError } from 'zod'
import { file, parseServiceEnvironment, secret } from '../../src/http/service-environment.ts'

const good = {
  ISSUER_URL: 'https://issuer.example/uni',
  ISSUER_PORT: '4401',
  ISSUER_DATABASE: 'issuer.db',
  ISSUER_KEY_FILE: 'key.json',
  ISSUER_DESK_TOKEN: 'a'.repeat(32),
}
const own = { ISSUER_KEY_FILE: file, ISSUER_DESK_TOKEN: secret }

const parse = (more: Readonly<Record<string, string | undefined>>) =>
  parseServiceEnvironment('ISSUER', own, { ...good, ...more })

function faults(more: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    parse(more)
  } catch (error) {
    expect(error).toBeInstanceOf(ZodError)
    return (error as ZodError).issues.map(({ path }) => path.join('.'))
  }
  return []
}

test('an environment becomes a configuration; what does not matter to security has a default', () => {
  expect(parse({ UNRELATED: 'x', ISSUER_LAB_URL: 'https://lab.example', ISSUER_TRUST_PROXY: 'yes' })).toEqual({
    url: 'https://issuer.example/uni',
    port: 4401,
    bind: '127.0.0.1',
    databaseFile: 'issuer.db',
    development: false,
    trustProxy: true,
    labUrl: 'https://lab.example',
    logLevel: 'info',
    allowedAddresses: [],
    own: { ISSUER_KEY_FILE: 'key.json', ISSUER_DESK_TOKEN: 'a'.repeat(32) },
  })
})

test('what a service reaches and serves is configured too', () => {
  const more = {
    ISSUER_ALLOWED_ADDRESSES: 'loopback, 10.1.2.3,10.2.0.0/16,fd00::/8',
    ISSUER_EXTRA_CA_FILE: 'roots.pem',
    ISSUER_TLS_KEY_FILE: 'key.pem',
    ISSUER_TLS_CERTIFICATE_FILE: 'chain.pem',
  }
  expect(parse(more)).toMatchObject({
    allowedAddresses: ['loopback', '10.1.2.3', '10.2.0.0/16', 'fd00::/8'],
    extraCaFile: 'roots.pem',
    tls: { keyFile: 'key.pem', certificateFile: 'chain.pem' },
  })
})

test('all faults are told at once, the common ones and the service’s own', () => {
  const all = {
    ISSUER_URL: undefined,
    ISSUER_PORT: 'x',
    ISSUER_DATABASE: '',
    ISSUER_KEY_FILE: '',
    ISSUER_DESK_TOKEN: 'short',
  }
  expect(faults(all).toSorted()).toEqual(Object.keys(all).toSorted())
})

describe('what is refused', () => {
  test.each([
    ['ISSUER_URL', 'issuer.example'],
    ['ISSUER_URL', 'ftp://issuer.example'],
    ['ISSUER_URL', 'https://issuer.example/'],
    ['ISSUER_URL', 'https://issuer.example?x'],
    ['ISSUER_URL', 'https://user@issuer.example'],
    ['ISSUER_URL', 'http://issuer.localhost:4401'],
    ['ISSUER_PORT', ''],
    ['ISSUER_PORT', '0x50'],
    ['ISSUER_PORT', '-1'],
    ['ISSUER_PORT', '65536'],
    ['ISSUER_PORT', '44.5'],
    ['ISSUER_BIND', ''],
    ['ISSUER_TRUST_PROXY', 'true'],
    ['ISSUER_DEVELOPMENT_HTTP', '1'],
    ['ISSUER_LOG_LEVEL', 'loud'],
    ['ISSUER_ALLOWED_ADDRESSES', ''],
    ['ISSUER_ALLOWED_ADDRESSES', 'localhost'],
    ['ISSUER_ALLOWED_ADDRESSES', '10.0.0.0/33'],
    ['ISSUER_DESK_TOKEN', 'a'.repeat(31)],
  ])('%s=%s', (name, value) => {
    expect(faults({ [name]: value })).toEqual([name])
  })
})

test.each([
  ['http://issuer.eu.localhost:4401', []],
  ['http://localhost:4401', []],
  ['http://127.0.0.1:4401', []],
  ['http://[::1]:4401', []],
  ['http://issuer.example', ['ISSUER_URL']],
  ['http://localhost.example', ['ISSUER_URL']],
  ['http://192.168.1.1', ['ISSUER_URL']],
])('plain http at %s, declared, has the faults %j', (url, expected) => {
  expect(faults({ ISSUER_URL: url, ISSUER_DEVELOPMENT_HTTP: 'yes' })).toEqual(expected)
})

test.each([
  [{ ISSUER_TLS_KEY_FILE: 'key.pem' }, ['ISSUER_TLS_CERTIFICATE_FILE']],
  [{ ISSUER_TLS_CERTIFICATE_FILE: 'chain.pem' }, ['ISSUER_TLS_KEY_FILE']],
  [
    { ISSUER_TLS_KEY_FILE: 'key.pem', ISSUER_TLS_CERTIFICATE_FILE: 'chain.pem', ISSUER_URL: 'http://localhost', ISSUER_DEVELOPMENT_HTTP: 'yes' },
    ['ISSUER_URL'],
  ],
])('https of its own, configured as %j, has the faults %j', (more, expected) => {
  expect(faults(more)).toEqual(expected)
})
