import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseIssuerConfig } from '../../issuer/config.ts'
import { adjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { days, seconds } from '../../src/base/time.ts'
import { bind, PortTaken } from '../../src/http/adapters/bind.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import { paths } from '../../src/lab/material.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import { landingPlace, places, type Place } from '../../src/lab/places.ts'
import type { RunningLab } from '../../src/lab/running-lab.ts'
import { startLab, type LabOptions } from '../../src/lab/start-lab.ts'
import { parseSchemeOperatorConfig } from '../../src/scheme-operator/config.ts'
import { parseWalletProviderConfig } from '../../src/wallet-provider/config.ts'
import { ask } from '../../src/scenarios/parties.ts'
import { studentExchange } from '../../src/scenarios/student-exchange/student-exchange.ts'
import { tell } from '../../src/scenarios/story.ts'
import { parseVerifierConfig } from '../../verifier/config.ts'
import { parseWalletConfig } from '../../wallet/config.ts'
import { canBeHad } from '../support/ports.ts'
import { runScript } from '../support/programs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { labUrl, recordedLogs } from '../support/world.ts'

const http = nodeFetchDocument({ development: true })
const get = (url: string) => http({ url, accept: '*/*', maxBytes: 500_000, timeout: seconds(5) })

function options(folder: string): LabOptions {
  const clock = adjustableClock()
  return {
    folder, clock, databases: 'files', ports: 'any', advance: clock.advance, random: systemRandom,
    logFor: recordedLogs().logFor, logLevel: 'silent', network: plainNetwork, staging: {}, labUrl,
  }
}

async function start(options: LabOptions): Promise<RunningLab> {
  const lab = await startLab(options)
  onTestFinished(() => lab.close())
  return lab
}

const keysIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(join(folder, 'keys')).map((name) => [name, readFileSync(join(folder, 'keys', name), 'utf8')]))

async function listOf({ world }: RunningLab, side: 'EU' | 'JP') {
  const { payload } = parseCompactJws((await get(`${world.sides[side].operator.url}/list.jws`)).text)
  const list = (payload['LoTE'] as { ListAndSchemeInformation: { LoTESequenceNumber: number } }).ListAndSchemeInformation
  return { sequenceNumber: list.LoTESequenceNumber, text: JSON.stringify(payload) }
}

test('started again, a lab has the keys, tokens and lists that it had', async () => {
  const folder = temporaryFolder()
  const first = await start(options(folder))
  const [keys, tokens] = [keysIn(folder), first.world.sides.EU.identity.token]
  const { operator, universityServiceId } = first.world.sides.JP
  const { sequence_number } = await ask<{ sequence_number: number }>(http, operator, `/desk/services/${universityServiceId}/status`, { status: 'withdrawn' })
  await first.close()

  const second = await start(options(folder))
  expect(keysIn(folder)).toEqual(keys)
  expect(second.world.sides.EU.identity.token).toBe(tokens)
  expect(sequence_number).toBe(2)
  expect((await listOf(second, 'JP')).sequenceNumber).toBeGreaterThanOrEqual(2)
  expect((await listOf(second, 'EU')).sequenceNumber).toBeGreaterThanOrEqual(1)
  expect((await listOf(second, 'JP')).text).toContain('/SvcStatus/withdrawn')
})

test('another folder is another lab', async () => {
  const [one, other] = [await start(options(temporaryFolder())), await start(options(temporaryFolder()))]
  expect(one.world.wallet.token).not.toBe(other.world.wallet.token)
  const certificate = async (lab: RunningLab) => (await listOf(lab, 'EU')).text
  expect(await certificate(one)).not.toBe(await certificate(other))
})

test('keys that are almost two years old are made anew, before their certificates end', async () => {
  const folder = temporaryFolder()
  await (await start(options(folder))).close()
  const old = keysIn(folder)
  const later = options(folder)
  later.advance(days(601))
  const lab = await start(later)
  for (const [name, key] of Object.entries(keysIn(folder))) expect(key).not.toBe(old[name])
  expect((await tell(studentExchange('jp-to-eu', undefined), lab.world)).asExpected).toBe(true)
})

test('the environment that is written for each service is one that the service takes', async () => {
  const folder = temporaryFolder()
  const { services } = await start(options(folder))
  const parse = {
    issuer: (env: NodeJS.Dict<string>) => parseIssuerConfig(env).port,
    verifier: (env: NodeJS.Dict<string>) => parseVerifierConfig(env).port,
    wallet: (env: NodeJS.Dict<string>) => parseWalletConfig(env).port,
    'wallet-provider': (env: NodeJS.Dict<string>) => parseWalletProviderConfig(env).port,
    'scheme-operator': (env: NodeJS.Dict<string>) => parseSchemeOperatorConfig(env).port,
  } as const satisfies { [S in Place['service']]: unknown }
  for (const { place, url } of services) {
    const port = parse[place.service](parseEnv(readFileSync(join(folder, paths.environment(place)), 'utf8')))
    expect(port, place.id).toBe(Number(new URL(url).port))
  }
  expect(services).toHaveLength(10)
})

test('secrets of the folder are for its owner alone', async () => {
  const folder = temporaryFolder()
  await start(options(folder))
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.endsWith('data'))
  expect(files.length).toBeGreaterThan(25)
  if (process.platform !== 'win32') for (const { parentPath, name } of files) expect(statSync(join(parentPath, name)).mode & 0o077, name).toBe(0)
})

const fixed = [landingPlace.port, ...places.map(({ port }) => port)]
const taken = (await canBeHad(fixed)) ? undefined : 'another program has a port of the lab, 4400 to 4424'

describe.skipIf(taken !== undefined)(`on the lab's own ports${taken === undefined ? '' : ` (${taken})`}`, () => {
  test('a port that is taken is one clear sentence, and whatever had opened is closed again', async () => {
    const last = places.at(-1)!.port
    const blocker = await bind({ port: last, host: '127.0.0.1' })
    onTestFinished(() => blocker.close())
    const refused = startLab({ ...options(temporaryFolder()), ports: 'fixed' })
    await expect(refused).rejects.toThrow(PortTaken)
    await expect(refused).rejects.toThrow(`Port ${last} on 127.0.0.1 is in use: stop the program that has it, or choose another port.`)
    expect(await canBeHad(fixed.filter((port) => port !== last))).toBe(true)
  })

  test('npm start: says so in one sentence if its port is taken', async () => {
    const blocker = await bind({ port: 4410, host: '127.0.0.1' })
    onTestFinished(() => blocker.close())
    const { code, stdout, stderr } = await runScript('start', { env: { KAKEHASHI_FOLDER: temporaryFolder() } }).ended
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe('Port 4410 on 127.0.0.1 is in use: stop the program that has it, or choose another port.\n')
  })

  test('npm start: up, with a table of addresses that answer; Ctrl-C ends everything', async () => {
    const program = runScript('start', { env: { KAKEHASHI_FOLDER: temporaryFolder() } })
    await expect.poll(() => program.stdout(), { timeout: 60_000 }).toContain('Ctrl-C ends everything')
    const addresses = program.stdout().match(/http:\/\/\S+/g)!
    expect(addresses.map((address) => Number(new URL(address).port)).toSorted()).toEqual([...fixed].toSorted())
    for (const address of addresses) expect((await get(`${address}/`)).status, address).toBe(200)

    const { code, stderr } = await program.end('SIGINT')
    expect([code, stderr]).toEqual([0, ''])
    expect(await canBeHad(fixed)).toBe(true)
  }, 90_000)
})

test('npm start: a setting that makes no sense is named', async () => {
  const { code, stderr } = await runScript('start', { env: { KAKEHASHI_LOG_LEVEL: 'loud', KAKEHASHI_FOLDER: '' } }).ended
  expect(code).toBe(1)
  expect(stderr.trim().split('\n').map((line) => line.split(':')[0])).toEqual(['KAKEHASHI_FOLDER', 'KAKEHASHI_LOG_LEVEL'])
})
