import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseIssuerConfig } from '../../issuer/config.ts'
import { makeIssuerContext } from '../../issuer/context.ts'
import { confirmNothingDenied, datasetsOf } from '../../issuer/datasets.ts'
import { jurisdictionCodes, jurisdictions } from '../../src/jurisdictions/index.ts'
import { credentialKinds } from '../../src/jurisdictions/jurisdiction-profile.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { issuerWorld } from './issuer-world.ts'

const environment = {
  ISSUER_URL: 'https://issuer.example/jp',
  ISSUER_PORT: '4410',
  ISSUER_DATABASE: 'issuer.sqlite',
  ISSUER_PROFILE: 'JP/diploma',
  ISSUER_KEY_FILE: 'key.json',
  ISSUER_STATUS_KEY_FILE: 'status-key.json',
  ISSUER_ACCESS_KEY_FILE: 'access-key.json',
  ISSUER_TRUST_LISTS_FILE: 'lists.json',
  ISSUER_WALLET_PROVIDERS_FILE: 'wallet-providers.json',
  ISSUER_DESK_TOKEN: 'x'.repeat(32),
  ISSUER_WALLET_URL: 'https://wallet.example/credential_offer',
}

test('an environment becomes a configuration', () => {
  expect(parseIssuerConfig(environment)).toMatchObject({ credentialIssuer: 'https://issuer.example/jp', port: 4410, bind: '127.0.0.1', development: false, kind: 'diploma', jurisdiction: { code: 'JP' } })
})

const faultsOf = (env: Readonly<Record<string, string | undefined>>): readonly string[] => {
  try {
    parseIssuerConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    return error.issues.map(({ path }) => String(path[0]))
  }
}

test.each([
  ['http without declaring it', { ISSUER_URL: 'http://localhost:4410' }, 'ISSUER_URL'],
  ['http off loopback', { ISSUER_URL: 'http://issuer.example', ISSUER_DEVELOPMENT_HTTP: 'yes' }, 'ISSUER_URL'],
  ['a slash at the end', { ISSUER_URL: 'https://issuer.example/' }, 'ISSUER_URL'],
  ['a query', { ISSUER_URL: 'https://issuer.example?a=1' }, 'ISSUER_URL'],
  ['a port in hexadecimal', { ISSUER_PORT: '0x50' }, 'ISSUER_PORT'],
  ['an empty port', { ISSUER_PORT: '' }, 'ISSUER_PORT'],
  ['an unknown profile', { ISSUER_PROFILE: 'XX/diploma' }, 'ISSUER_PROFILE'],
  ['a short desk token', { ISSUER_DESK_TOKEN: 'short' }, 'ISSUER_DESK_TOKEN'],
  ['no key', { ISSUER_KEY_FILE: undefined }, 'ISSUER_KEY_FILE'],
  ['a short password for test users', { ISSUER_TEST_PASSWORD: 'short' }, 'ISSUER_TEST_PASSWORD'],
  ['auto-consent of somebody whom nobody knows', { ISSUER_AUTO_CONSENT_SUBJECT: 'nobody' }, 'ISSUER_AUTO_CONSENT_SUBJECT'],
  ['challenges that are neither required nor offered', { ISSUER_ATTESTATION_CHALLENGES: 'never' }, 'ISSUER_ATTESTATION_CHALLENGES'],
  ['an unknown way to issue', { ISSUER_ISSUANCE: 'never' }, 'ISSUER_ISSUANCE'],
])('refused: %s', (_what, changes, name) => {
  expect(faultsOf({ ...environment, ...changes })).toEqual([name])
})

test('nobody consents by themselves, and challenges are required, unless the operator says otherwise', () => {
  expect(parseIssuerConfig(environment).authorization).toEqual({ clientsFile: undefined, testPassword: undefined, autoConsentSubject: undefined, challenges: 'required' })
})

test('a list of clients that is none stops the issuer, and says why', async () => {
  await expect(issuerWorld('JP/diploma', { files: { ISSUER_CLIENTS_FILE: [{ client_id: 'a' }] } })).rejects.toThrow(/ISSUER_CLIENTS_FILE\.json does not list clients/)
})

test('every fault is listed at once', () => {
  expect(faultsOf({}).toSorted()).toEqual(Object.keys(environment).toSorted())
})

test.each(jurisdictionCodes.flatMap((code) => credentialKinds.map((kind) => [code, kind] as const)))('the profile %s/%s holds nothing that may never travel', (code, kind) => {
  const { credentials } = jurisdictions[code]
  expect(() => confirmNothingDenied(credentials[kind], datasetsOf(jurisdictions[code], kind).map(({ claims }) => claims))).not.toThrow()
})

test.each([
  ['a claim by name', { individual_number_unicode: 'x' }, /individual_number_unicode/],
  ['a claim by name, deep inside', { a: { b: [{ my_number: 1 }] } }, /my_number/],
  ['a registration number by content', { remark: 'No. 900101-1234567' }, /remark/],
])('an issuer with %s does not start', async (_what, claims, place) => {
  const world = await issuerWorld('JP/identity')
  const { config, clock, random, log } = world.context
  const people = [{ ...config.jurisdiction.people[0]!, datasets: { identity: claims } }]
  const careless = { ...config, jurisdiction: { ...config.jurisdiction, people } }
  const store = { oneTime: () => { throw new Error('not reached') }, records: () => { throw new Error('not reached') }, close: async () => {} }
  await expect(makeIssuerContext(careless, { clock, random, log, store, fetchDocument: async () => { throw new Error('not reached') } })).rejects.toThrow(place)
  await world.close()
})

/** Runs the program as a person would; gives its exit code and what it said. */
const run = (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<{ code: number | null; said: string; stop: () => void }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../issuer/main.ts'), ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } })
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8')
      if (said.includes('"listening"') || said.includes('listening')) resolve({ code: null, said, stop: () => child.kill('SIGTERM') })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('exit', (code) => resolve({ code, said, stop: () => {} }))
  })

test('the program says every fault on a line and ends with 1', async () => {
  const { code, said } = await run({ ISSUER_PORT: 'x' })
  expect(code).toBe(1)
  expect(said.trim().split('\n').map((line) => line.split(':')[0]).toSorted()).toEqual(Object.keys(environment).toSorted())
})

test('the program starts from a file, answers, and says in one sentence that its port is taken', async () => {
  const world = await issuerWorld('EU/diploma')
  const folder = temporaryFolder()
  const blocker = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => blocker.once('listening', resolve))
  const { port } = blocker.address() as AddressInfo
  const { keyFile, statusKeyFile, accessKeyFile, trustListsFile, walletProvidersFile } = world.context.config
  const lines = Object.entries({
    ...environment, ISSUER_URL: `http://localhost:${port}`, ISSUER_PORT: String(port), ISSUER_DEVELOPMENT_HTTP: 'yes', ISSUER_DATABASE: join(folder, 'issuer.sqlite'),
    ISSUER_KEY_FILE: keyFile, ISSUER_STATUS_KEY_FILE: statusKeyFile, ISSUER_ACCESS_KEY_FILE: accessKeyFile, ISSUER_TRUST_LISTS_FILE: trustListsFile,
    ISSUER_WALLET_PROVIDERS_FILE: walletProvidersFile,
  }).map(([name, value]) => `${name}=${value}`)
  const file = join(folder, 'issuer.env')
  writeFileSync(file, lines.join('\n'))

  const taken = await run({}, file)
  expect(taken.code).toBe(1)
  expect(taken.said.trim().split('\n')).toEqual([expect.stringContaining(`Port ${port}`)])

  await new Promise((resolve) => blocker.close(resolve))
  const started = await run({}, file)
  expect(started.code).toBeNull()
  expect(await (await fetch(`http://127.0.0.1:${port}/health`)).json()).toEqual({ status: 'ok' })
  started.stop()
  await world.close()
})
