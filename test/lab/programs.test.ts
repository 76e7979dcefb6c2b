import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { seconds } from '../../src/base/time.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { parseCompactJws } from '../../src/jose/jws.ts'
import { prepareLabFolder, writeAll } from '../../src/lab/adapters/lab-folder.ts'
import { environmentFile, environmentOf } from '../../src/lab/environment.ts'
import { paths } from '../../src/lab/material.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import { places as labPlaces, type Place } from '../../src/lab/places.ts'
import { peoplePassword } from '../../src/lab/secrets.ts'
import { studentExchange } from '../../src/scenarios/student-exchange/student-exchange.ts'
import { finish, tell, type FinishedStep, type Scene } from '../../src/scenarios/story.ts'
import { eachSide, type Desk, type World } from '../../src/scenarios/world.ts'
import { freePorts } from '../support/ports.ts'
import { runScript, type Program } from '../support/programs.ts'
import { folderSecrets, leaksIn, personalSecrets, recordingHttp, storedSecrets } from '../support/secrets.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { labUrl } from '../support/world.ts'

const plainHttp = nodeFetchDocument({ development: true })
const scriptOf: { readonly [S in Place['service']]: string } = {
  'scheme-operator': 'start:scheme-operator', issuer: 'start:issuer', verifier: 'start:verifier', wallet: 'start:wallet',
  'wallet-provider': 'start:wallet-provider',
}

/** A lab's folder as `npm start` leaves it, with ports of our own. */
async function prepared() {
  const folder = temporaryFolder()
  const ports = await freePorts(labPlaces.length)
  const places = labPlaces.map((place, index): Place => ({ ...place, port: ports[index]! }))
  const urls = new Map(places.map(({ id, host, port }) => [id, `http://${host}:${port}`]))
  const tokens = await prepareLabFolder(folder, places, { now: systemClock.now(), random: systemRandom, urls, unlisted: undefined })
  const options = { folder, databases: 'files', urls, ports: new Map(places.map(({ id, port }) => [id, port])), tokens, labUrl, logLevel: 'debug', network: plainNetwork } as const
  await writeAll(folder, Object.fromEntries(places.map((place) => [paths.environment(place), environmentFile(environmentOf(place, options))])))
  return { folder, places, urls, tokens }
}

type Prepared = Awaited<ReturnType<typeof prepared>>

async function startAll({ folder, places, urls }: Prepared): Promise<ReadonlyMap<string, Program>> {
  const programs = new Map(places.map((place) => [place.id, runScript(scriptOf[place.service], { args: [join(folder, paths.environment(place))] })]))
  for (const { id } of places) {
    const up = (): Promise<number> =>
      plainHttp({ url: `${urls.get(id)}/health`, accept: 'application/json', maxBytes: 1000, timeout: seconds(5) }).then(({ status }) => status, () => 0)
    await expect.poll(up, { timeout: 60_000, interval: 200, message: `${id} is up` }).toBe(200)
  }
  return programs
}

const endAll = (programs: ReadonlyMap<string, Program>) => Promise.all([...programs.values()].map((program) => program.end('SIGTERM')))

function worldOf({ places, urls, tokens }: Prepared, http: World['http']): World {
  const desk = (test: (place: Place) => boolean): Desk => {
    const { id } = places.find(test)!
    return { url: urls.get(id)!, token: tokens[id]! }
  }
  const never = (): never => { throw new Error('the good story needs no such thing') }
  return {
    http,
    clock: systemClock,
    wallet: desk(({ service }) => service === 'wallet'),
    walletProvider: desk(({ service }) => service === 'wallet-provider'),
    peoplePassword: tokens[peoplePassword]!,
    sides: eachSide((side) => ({
      operator: desk((place) => place.service === 'scheme-operator' && place.jurisdiction === side),
      identity: desk((place) => place.service === 'issuer' && place.jurisdiction === side && place.kind === 'identity'),
      university: desk((place) => place.service === 'issuer' && place.jurisdiction === side && place.kind === 'diploma'),
      admissions: desk((place) => place.service === 'verifier' && place.jurisdiction === side),
      universityServiceId: 'university-diploma',
    })),
    advance: never,
    takeListOffline: never,
    sentResponses: never,
  }
}

const listOf = async ({ sides }: World, side: 'EU' | 'JP') => {
  const { text } = await plainHttp({ url: `${sides[side].operator.url}/list.jws`, accept: 'application/jose', maxBytes: 500_000, timeout: seconds(5) })
  const { header, payload } = parseCompactJws(text)
  const scheme = (payload['LoTE'] as { ListAndSchemeInformation: { LoTESequenceNumber: number } }).ListAndSchemeInformation
  return { signer: header['x5c'], sequenceNumber: scheme.LoTESequenceNumber }
}

test('ten programs, each from its environment file, tell the story; ended and started again, they go on where they were', async () => {
  const lab = await prepared()
  mkdirSync(join(lab.folder, 'data'), { recursive: true })
  const heard = recordingHttp(plainHttp)
  const world = worldOf(lab, heard.http)
  const story = studentExchange('jp-to-eu', undefined)

  const first = await startAll(lab)
  expect((await tell(studentExchange('eu-to-jp', undefined), world)).asExpected).toBe(true)
  const scene: Scene = {}
  const collected: FinishedStep[] = []
  for (const { id, title, run } of story.steps.slice(0, 2)) collected.push({ id, title, outcome: await run(world, scene) })
  const lists = [await listOf(world, 'EU'), await listOf(world, 'JP')]
  const firstEndings = await endAll(first)
  expect(firstEndings.map(({ code, stdout }) => [code, stdout])).toEqual(firstEndings.map(() => [0, '']))

  const second = await startAll(lab)
  for (const { id, title, run } of story.steps.slice(2)) collected.push({ id, title, outcome: await run(world, scene) })
  expect(finish(story, collected, scene).asExpected).toBe(true)
  const listsAgain = [await listOf(world, 'EU'), await listOf(world, 'JP')]
  expect(listsAgain.map(({ signer }) => signer)).toEqual(lists.map(({ signer }) => signer))
  for (const [index, { sequenceNumber }] of lists.entries()) expect(listsAgain[index]!.sequenceNumber).toBeGreaterThanOrEqual(sequenceNumber)
  const secondEndings = await endAll(second)
  expect(secondEndings.map(({ code }) => code)).toEqual(secondEndings.map(() => 0))

  const written = [...firstEndings, ...secondEndings].map(({ stderr }) => stderr).join('')
  expect(written).toContain('"level":"info"')
  expect(written).toContain('presentation_decided')
  expect(leaksIn(written, [...personalSecrets(), ...heard.secrets(), ...folderSecrets(lab.folder), ...storedSecrets(lab.folder)])).toEqual([])
}, 180_000)

const own = {
  'start:issuer': [
    'ISSUER',
    ['PROFILE', 'KEY_FILE', 'STATUS_KEY_FILE', 'ACCESS_KEY_FILE', 'TRUST_LISTS_FILE', 'WALLET_PROVIDERS_FILE', 'DESK_TOKEN', 'WALLET_URL'],
  ],
  'start:verifier': ['VERIFIER', ['PROFILE', 'ACCESS_KEY_FILE', 'REGISTRATION_FILE', 'TRUST_LISTS_FILE', 'DESK_TOKEN', 'WALLET_URL']],
  'start:wallet': ['WALLET', ['ADMIN_TOKEN', 'TRUST_LISTS_FILE']],
  'start:wallet-provider': [
    'PROVIDER',
    ['KEY_FILE', 'KEY_ATTESTATION_KEY_FILE', 'STATUS_KEY_FILE', 'CLIENT_ID', 'WALLET_TOKEN', 'DESK_TOKEN'],
  ],
  'start:scheme-operator': ['OPERATOR', ['JURISDICTION', 'KEY_FILE', 'ENTITIES_FILE', 'DESK_TOKEN']],
} as const

test('a program that is configured wrongly names every fault on a line of its own, ends with 1 and has not listened', async () => {
  const endings = await Promise.all(Object.entries(own).map(async ([script, [prefix, names]]) => {
    const env = { [`${prefix}_URL`]: 'http://service.example', [`${prefix}_PORT`]: '0x50', [`${prefix}_LOG_LEVEL`]: 'loud' }
    const expected = [...names, 'URL', 'PORT', 'DATABASE', 'LOG_LEVEL'].map((name) => `${prefix}_${name}`).toSorted()
    return { expected, ...(await runScript(script, { env }).ended) }
  }))
  for (const { code, stdout, stderr, expected } of endings) {
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.trim().split('\n').map((line) => line.split(':')[0]).toSorted()).toEqual(expected)
  }
}, 60_000)
