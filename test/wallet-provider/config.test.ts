import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseWalletProviderConfig } from '../../src/wallet-provider/config.ts'

const environment = {
  PROVIDER_URL: 'https://wallets.example/lab',
  PROVIDER_PORT: '4402',
  PROVIDER_DATABASE: 'provider.sqlite',
  PROVIDER_KEY_FILE: 'wallets.json',
  PROVIDER_KEY_ATTESTATION_KEY_FILE: 'keys.json',
  PROVIDER_STATUS_KEY_FILE: 'status.json',
  PROVIDER_CLIENT_ID: 'https://wallet.example',
  PROVIDER_WALLET_TOKEN: 'w'.repeat(32),
  PROVIDER_DESK_TOKEN: 'd'.repeat(32),
}

test('an environment becomes a configuration', () => {
  expect(parseWalletProviderConfig(environment)).toMatchObject({
    url: 'https://wallets.example/lab', port: 4402, development: false, clientId: 'https://wallet.example', keyFile: 'wallets.json',
    keyAttestationKeyFile: 'keys.json', statusKeyFile: 'status.json',
  })
})

test('without anything, every variable that matters is named at once', () => {
  expect(faultsOf({})).toEqual(Object.keys(environment).toSorted())
})

test.each([
  ['a short token', { PROVIDER_WALLET_TOKEN: 'short' }, ['PROVIDER_WALLET_TOKEN']],
  ['a client identifier with a slash at its end', { PROVIDER_CLIENT_ID: 'https://wallet.example/' }, ['PROVIDER_CLIENT_ID']],
  ['plain http that is not declared', { PROVIDER_URL: 'http://localhost:4402' }, ['PROVIDER_URL']],
])('%s is refused', (_what, changed, names) => {
  expect(faultsOf({ ...environment, ...changed })).toEqual(names)
})

function faultsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    parseWalletProviderConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    return [...new Set(error.issues.map(({ path }) => path.join('.')))].toSorted()
  }
}
