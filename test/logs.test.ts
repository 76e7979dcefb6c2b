import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adjustableClock } from '../src/base/adapters/adjustable-clock.ts'
import { systemRandom } from '../src/base/adapters/system-random.ts'
import { pinoLog } from '../src/http/adapters/pino-log.ts'
import { temporaryLabFolder } from '../src/lab/adapters/lab-folder.ts'
import { plainNetwork } from '../src/lab/network.ts'
import { startLab } from '../src/lab/start-lab.ts'
import type { DirectionId } from '../src/scenarios/student-exchange/directions.ts'
import type { FaultId } from '../src/scenarios/student-exchange/faults.ts'
import { studentExchange } from '../src/scenarios/student-exchange/student-exchange.ts'
import { tell } from '../src/scenarios/story.ts'
import { folderSecrets, leaksIn, personalSecrets, recordingHttp, recordingRandom, storedSecrets, type Secret } from './support/secrets.ts'
import { labUrl, recordedLogs, type LogLine } from './support/world.ts'

/** Everything that the services of the stories said, as their code said it and as pino wrote it, and all they had to keep to themselves. */
const said: LogLine[] = []
const written: string[] = []
const secrets: Secret[] = [...personalSecrets()]

const told: readonly (readonly [DirectionId, FaultId | undefined])[] = [
  ['jp-to-eu', undefined],
  ['eu-to-jp', undefined],
  ['jp-to-eu', 'tampered-disclosure'],
  ['eu-to-jp', 'revoked'],
  ['jp-to-eu', 'list-unreachable'],
  ['eu-to-jp', 'name-in-two-scripts'],
  ['jp-to-eu', 'asks-too-much'],
  ['eu-to-jp', 'server-to-server-transfer'],
]

beforeAll(async () => {
  for (const [direction, fault] of told) await listenTo(direction, fault)
}, 60_000)

async function listenTo(direction: DirectionId, fault: FaultId | undefined): Promise<void> {
  const story = studentExchange(direction, fault)
  const { folder, remove } = await temporaryLabFolder()
  const clock = adjustableClock()
  const logs = recordedLogs()
  const drawn = recordingRandom(systemRandom)
  const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => { written.push(chunk.toString()); done() } })
  const both = (service: string) => {
    const [first, second] = [logs.logFor(service), pinoLog({ service, level: 'debug', destination, pretty: false })]
    return {
      info: (...line: Parameters<typeof first.info>) => { first.info(...line); second.info(...line) },
      warn: (...line: Parameters<typeof first.warn>) => { first.warn(...line); second.warn(...line) },
      error: (...line: Parameters<typeof first.error>) => { first.error(...line); second.error(...line) },
    }
  }
  const lab = await startLab({
    folder, clock, databases: fault === undefined ? 'files' : 'memory', ports: 'any', advance: clock.advance, random: drawn.random, logFor: both, logLevel: 'debug', staging: story.fault?.staging ?? {}, labUrl,
    network: plainNetwork,
  })
  const heard = recordingHttp(lab.world.http)
  try {
    expect((await tell(story, { ...lab.world, http: heard.http })).asExpected).toBe(true)
    if (fault === undefined) await lookAround(lab.services.map(({ url }) => url))
  } finally {
    await lab.close()
  }
  said.push(...logs.lines)
  secrets.push(...drawn.secrets(), ...heard.secrets(), ...folderSecrets(folder), ...storedSecrets(folder))
  await remove()
}

/** Requests that fail are logged too, with whatever a stranger put into them. */
async function lookAround(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const secret = `Bearer ${'told-by-a-stranger'.repeat(3)}`
    await fetch(`http://127.0.0.1:${new URL(url).port}/offers/told-by-a-stranger?code=told-by-a-stranger`, { headers: { authorization: secret, dpop: secret, cookie: secret } })
    await fetch(`http://127.0.0.1:${new URL(url).port}/token`, { method: 'POST', body: '{"told-by-a-stranger' })
  }
}

afterAll(() => void secrets.splice(0))

test('services speak: each of them, of what they answered and of what they refused', () => {
  expect(new Set(said.map(({ service }) => service)).size).toBe(10)
  const events = [...new Set(said.map(({ event }) => event))]
  expect(events).toEqual(expect.arrayContaining(['answered', 'refused', 'presentation_decided', 'presentation_refused', 'request_declined', 'status_changed']))
  expect(written.length).toBe(said.length)
  expect(said.length).toBeGreaterThan(300)
})

test('none of them has a fault of its own to tell', () => {
  expect(said.filter(({ level }) => level === 'error')).toEqual([])
})

test('no line names a person, a claim’s value, a token, a nonce, a code, a proof, a credential or a key', () => {
  expect(secrets.length).toBeGreaterThan(1000)
  const lines = said.filter(({ event }) => event !== 'status_changed').map((line) => JSON.stringify(line)).join('\n')
  expect(leaksIn(lines, secrets)).toEqual([])
})

test('the id of a credential whose status changed, which a desk may log, is no token, and pino blots it out all the same', () => {
  const fields = said.filter(({ event }) => event === 'status_changed').map((line) => Object.keys(line.fields))
  expect(fields.length).toBeGreaterThan(0)
  expect(new Set(fields.flat())).toEqual(new Set(['credential', 'status']))
  expect(leaksIn(written.join(''), secrets)).toEqual([])
})

test('what a stranger sends is not repeated', () => {
  expect(JSON.stringify(said) + written.join('')).not.toContain('told-by-a-stranger')
})

test('a secret that did slip into a line would be found', () => {
  const some = ['name of hanako', 'birthdate of zoe (EU)', 'tx_code', 'drawn at random', 'private key wallet', 'desk token of wallet', 'stored in wallet.sqlite']
    .flatMap((what) => secrets.filter((secret) => secret.what === what).slice(0, 1))
  expect(some.length).toBeGreaterThanOrEqual(5)
  for (const { what, text } of some) expect(leaksIn(`answered {"note":"${text}"}`, secrets).join()).toContain(what)
  expect(leaksIn('{"proof":"eyJ0eXAiOiJkcG9wK2p3dCJ9.e30.c2ln"}', [])).toHaveLength(1)
})
