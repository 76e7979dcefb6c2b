import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseVerifierConfig } from '../../verifier/config.ts'

const good = {
  VERIFIER_PROFILE: 'JP/admissions',
  VERIFIER_URL: 'https://admissions.example/jp',
  VERIFIER_PORT: '4405',
  VERIFIER_DATABASE: 'verifier.sqlite',
  VERIFIER_ACCESS_KEY_FILE: 'access.json',
  VERIFIER_REGISTRATION_FILE: 'registration.jwt',
  VERIFIER_TRUST_LISTS_FILE: 'lists.json',
  VERIFIER_DESK_TOKEN: 'x'.repeat(32),
  VERIFIER_WALLET_URL: 'https://wallet.example/authorize',
}

test('a good environment is read', () => {
  expect(parseVerifierConfig(good)).toMatchObject({
    profile: { jurisdiction: 'JP', role: 'admissions' },
    url: good.VERIFIER_URL,
    port: 4405,
    development: false,
    bind: '127.0.0.1',
  })
})

test('every fault is named at once', () => {
  const environment = {
    ...good,
    VERIFIER_PROFILE: 'XX/admissions',
    VERIFIER_DESK_TOKEN: 'short',
    VERIFIER_WALLET_URL: 'wallet',
    VERIFIER_PORT: '0x50',
  }
  try {
    parseVerifierConfig(environment)
    expect.unreachable()
  } catch (fault) {
    expect(fault).toBeInstanceOf(z.ZodError)
    expect((fault as z.ZodError).issues.map(({ path }) => path[0]).toSorted()).toEqual([
      'VERIFIER_DESK_TOKEN',
      'VERIFIER_PORT',
      'VERIFIER_PROFILE',
      'VERIFIER_WALLET_URL',
    ])
  }
})

test.each(Object.keys(good))('%s has no default', (name) => {
  expect(() => parseVerifierConfig({ ...good, [name]: undefined })).toThrow(name)
})

test('plain http needs its declaration', () => {
  const http = { ...good, VERIFIER_URL: 'http://admissions.eu.localhost:4405' }
  expect(() => parseVerifierConfig(http)).toThrow('VERIFIER_DEVELOPMENT_HTTP')
  expect(parseVerifierConfig({ ...http, VERIFIER_DEVELOPMENT_HTTP: 'yes' }).development).toBe(true)
})
