import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseWalletConfig } from '../../wallet/config.ts'

const good = {
  WALLET_URL: 'https://wallet.example',
  WALLET_PORT: '4401',
  WALLET_DATABASE: 'wallet.sqlite',
  WALLET_ADMIN_TOKEN: 'x'.repeat(32),
  WALLET_TRUST_LISTS_FILE: 'lists.json',
}

test('a right environment becomes a configuration', () => {
  expect(parseWalletConfig(good)).toMatchObject({
    baseUrl: new URL('https://wallet.example'),
    port: 4401,
    bind: '127.0.0.1',
    development: false,
  })
})

test('every fault of a wrong one is listed at once', () => {
  const faults = () => {
    try {
      parseWalletConfig({ WALLET_URL: 'http://wallet.example', WALLET_PORT: '0x50', WALLET_ADMIN_TOKEN: 'short' })
      return []
    } catch (error) {
      return (error as z.ZodError).issues.map(({ path }) => String(path[0]))
    }
  }
  expect(new Set(faults())).toEqual(
    new Set(['WALLET_URL', 'WALLET_PORT', 'WALLET_ADMIN_TOKEN', 'WALLET_DATABASE', 'WALLET_TRUST_LISTS_FILE']),
  )
})

test('plain http is for loopback, and only where it is declared', () => {
  const http = { ...good, WALLET_URL: 'http://wallet.localhost:4401' }
  expect(() => parseWalletConfig(http)).toThrow(z.ZodError)
  expect(parseWalletConfig({ ...http, WALLET_DEVELOPMENT_HTTP: 'yes' })).toMatchObject({ development: true })
  expect(() =>
    parseWalletConfig({ ...good, WALLET_URL: 'http://wallet.example', WALLET_DEVELOPMENT_HTTP: 'yes' }),
  ).toThrow(z.ZodError)
})
