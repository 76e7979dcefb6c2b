import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ZodError } from 'zod'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { labNetwork } from '../../src/lab/adapters/lab-network.ts'
import { ownSettings } from '../../src/lab/adapters/own-settings.ts'
import { parseLabConfig, parseStartArguments, publicVariable } from '../../src/lab/config.ts'
import { networkVariables, outboundRules, plainNetwork, urlOf } from '../../src/lab/network.ts'
import { places } from '../../src/lab/places.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const faults = (attempt: () => unknown): readonly string[] => {
  try {
    attempt()
  } catch (error) {
    expect(error).toBeInstanceOf(ZodError)
    return (error as ZodError).issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  return []
}

test('without settings the lab keeps to itself', () => {
  expect(parseLabConfig({ HOME: '/x' })).toEqual({ folder: '.lab', logLevel: 'warn', trustProxy: false, publicUrls: new Map() })
})

test('every service has a variable for its public address', () => {
  expect(places.map(publicVariable)).toContain('KAKEHASHI_PUBLIC_UNIVERSITY_JP')
  const { publicUrls, trustProxy, extraCaFile } = parseLabConfig({
    KAKEHASHI_PUBLIC_UNIVERSITY_JP: 'https://id.example/jp/university',
    KAKEHASHI_PUBLIC_WALLET: 'https://wallet.example',
    KAKEHASHI_TRUST_PROXY: 'yes',
    KAKEHASHI_EXTRA_CA_FILE: 'roots.pem',
  })
  expect(Object.fromEntries(publicUrls)).toEqual({ 'university.jp': 'https://id.example/jp/university', wallet: 'https://wallet.example' })
  expect([trustProxy, extraCaFile]).toEqual([true, 'roots.pem'])
})

test('what cannot be an address, and what is no service, is told with the names that there are', () => {
  const all = faults(() => parseLabConfig({ KAKEHASHI_PUBLIC_WALLET: 'https://wallet.example/', KAKEHASHI_PUBLIC_BANK: 'https://bank.example', KAKEHASHI_TRUST_PROXY: 'maybe' }))
  expect(all.map((fault) => fault.split(':')[0]).toSorted()).toEqual(['KAKEHASHI_PUBLIC_BANK', 'KAKEHASHI_PUBLIC_WALLET', 'KAKEHASHI_TRUST_PROXY'])
  expect(all.join()).toContain('KAKEHASHI_PUBLIC_UNIVERSITY_JP')
})

test('the arguments of npm start', () => {
  expect(parseStartArguments([])).toEqual({ tls: false })
  expect(parseStartArguments(['--tls'])).toEqual({ tls: true })
  expect(() => parseStartArguments(['--tsl'])).toThrow("Unknown option '--tsl'")
  expect(() => parseStartArguments(['tls'])).toThrow()
})

test.each([
  [['http://wallet.localhost:4401', 'https://id.example'], { development: true, allowedAddresses: ['loopback'] }],
  [['https://wallet.localhost:4401', 'https://id.example/x'], { development: false, allowedAddresses: ['loopback'] }],
  [['https://127.0.0.1:4401'], { development: false, allowedAddresses: ['loopback'] }],
  [['https://[::1]:4401'], { development: false, allowedAddresses: ['loopback'] }],
  [['https://wallet.example', 'https://localhost.example'], { development: false, allowedAddresses: [] }],
])('services at %j reach %j', (urls, expected) => {
  expect(outboundRules(urls)).toEqual(expected)
})

test('a service is told of its network in its own variables', async () => {
  const place = places.find(({ id }) => id === 'university.jp')!
  expect(urlOf(place, 4422, plainNetwork)).toBe('http://university.jp.localhost:4422')
  expect(networkVariables('ISSUER', [urlOf(place, 4422, plainNetwork)], plainNetwork)).toEqual({ ISSUER_DEVELOPMENT_HTTP: 'yes', ISSUER_ALLOWED_ADDRESSES: 'loopback' })

  const folder = temporaryFolder()
  writeFileSync(join(folder, 'more.pem'), 'MORE')
  const config = { folder, trustProxy: true, publicUrls: new Map([['university.jp', 'https://id.example/jp']]), extraCaFile: join(folder, 'more.pem') }
  const { network, tls } = await labNetwork(config, { tls: true, now: systemClock.now() })
  expect(urlOf(place, 4422, network)).toBe('https://id.example/jp')
  expect(urlOf({ id: 'wallet', host: 'wallet.localhost' }, 4401, network)).toBe('https://wallet.localhost:4401')
  expect(network.extraCa!.pem).toBe(`${tls!.root}\nMORE`)
  expect(networkVariables('ISSUER', ['https://wallet.localhost:4401'], network)).toEqual({
    ISSUER_DEVELOPMENT_HTTP: 'no',
    ISSUER_ALLOWED_ADDRESSES: 'loopback',
    ISSUER_TLS_KEY_FILE: join(folder, 'tls/server-key.pem'),
    ISSUER_TLS_CERTIFICATE_FILE: join(folder, 'tls/server.pem'),
    ISSUER_EXTRA_CA_FILE: join(folder, 'tls/trusted-roots.pem'),
    ISSUER_TRUST_PROXY: 'yes',
  })
})

test('one service can be given settings of its own, except its address', async () => {
  const folder = temporaryFolder()
  expect(await ownSettings(folder, places)).toEqual(new Map())
  mkdirSync(join(folder, 'settings'))
  writeFileSync(join(folder, 'settings/identity.eu.env'), "ISSUER_CLIENTS_FILE='/etc/clients.json'\n# a comment\nISSUER_WALLET_URL=https://wallet.example\n")
  expect(await ownSettings(folder, places)).toEqual(
    new Map([['identity.eu', { ISSUER_CLIENTS_FILE: '/etc/clients.json', ISSUER_WALLET_URL: 'https://wallet.example' }]]),
  )
  writeFileSync(join(folder, 'settings/identity.eu.env'), 'ISSUER_URL=https://id.example\nISSUER_PORT=1')
  writeFileSync(join(folder, 'settings/identity.kr.env'), '')
  const refused = await ownSettings(folder, places).catch((error: unknown) => error)
  expect((refused as ZodError).issues.map(({ path }) => path.join('.')).toSorted()).toEqual([
    'settings/identity.eu.env ISSUER_PORT', 'settings/identity.eu.env ISSUER_URL', 'settings/identity.kr.env',
  ])
})
