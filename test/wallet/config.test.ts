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

test('a wallet provider is named with what opens it, or not at all; nothing is taken unasked unless it is said', () => {
  expect(parseWalletConfig(good)).toMatchObject({ autoAccept: false })
  expect(parseWalletConfig(good).walletProvider).toBeUndefined()
  const provider = { WALLET_PROVIDER_URL: 'https://provider.example', WALLET_PROVIDER_TOKEN: 'y'.repeat(32) }
  expect(parseWalletConfig({ ...good, ...provider, WALLET_AUTO_ACCEPT: 'yes' })).toMatchObject({
    walletProvider: { url: 'https://provider.example', token: 'y'.repeat(32) },
    autoAccept: true,
  })
  for (const name of ['WALLET_PROVIDER_URL', 'WALLET_PROVIDER_TOKEN'] as const)
    expect(() => parseWalletConfig({ ...good, [name]: provider[name] })).toThrow(z.ZodError)
})
