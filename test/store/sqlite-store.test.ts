import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { after, days, seconds, type Clock } from '../../src/base/time.ts'
import { sqliteStore } from '../../src/store/adapters/sqlite-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { start, stoppedClock, storeContract } from './contract.ts'

async function opened(file: string, clock: Clock) {
  const store = await sqliteStore({ file, clock })
  onTestFinished(() => store.close())
  return store
}

const program = (name: string, ...parameters: readonly string[]) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, name), ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator](), ended: once(child, 'close') }
}

describe('in memory', () => storeContract((clock) => opened(':memory:', clock)))
describe('in a file', () => storeContract((clock) => opened(join(temporaryFolder(), 'store.db'), clock)))

test('a restart keeps everything: records in their order, one-time values, claims', async () => {
  const file = join(temporaryFolder(), 'store.db')
  const clock = stoppedClock()
  const first = await sqliteStore({ file, clock })
  await first.records('people').put('zoe', { n: 1 })
  await first.records('people').put('hanako', { n: 2 })
  await first.oneTime('codes').put('code_1', 'x', after(start, seconds(60)))
  await first.oneTime('codes').put('code_2', 'y', after(start, seconds(60)))
  await first.oneTime('codes').take('code_2')
  await first.oneTime('jti').claim('jti_1', after(start, seconds(60)))
  await first.close()

  const second = await opened(file, clock)
  expect((await second.records('people').list('')).map(({ key }) => key)).toEqual(['zoe', 'hanako'])
  expect(await second.oneTime('codes').take('code_1')).toBe('x')
  expect(await second.oneTime('codes').take('code_2')).toBeUndefined()
  expect(await second.oneTime('jti').claim('jti_1', after(start, seconds(60)))).toBe(false)
})

test('of two processes that take the same codes each code goes to exactly one, and no update is lost', async () => {
  const file = join(temporaryFolder(), 'store.db')
  const store = await opened(file, systemClock)
  const keys = Array.from({ length: 200 }, (_, index) => `code_${index}`)
  for (const key of keys) await store.oneTime('codes').put(key, 1, after(systemClock.now(), days(1)))
  await store.records('counters').put('both', 0)

  const racers = [program('taking.process.ts', file, '200'), program('taking.process.ts', file, '200')]
  for (const { lines } of racers) expect((await lines.next()).value).toBe('ready')
  for (const { child } of racers) child.stdin.end('go\n')
  const taken = await Promise.all(racers.map(async ({ lines }) => JSON.parse((await lines.next()).value!) as string[]))

  expect(taken.flat().toSorted()).toEqual(keys.toSorted())
  expect(await store.records('counters').get('both')).toBe(400)
})

test('several processes may open a new file at once', async () => {
  const file = join(temporaryFolder(), 'store.db')
  const racers = Array.from({ length: 3 }, () => program('taking.process.ts', file, '0'))
  for (const { lines } of racers) expect((await lines.next()).value).toBe('ready')
  for (const { child } of racers) child.stdin.end('go\n')
  const codes = await Promise.all(racers.map(async ({ ended }) => (await ended)[0] as number))
  expect(codes).toEqual([0, 0, 0])
})

test('a process killed while it writes loses no record that it had acknowledged', async () => {
  const file = join(temporaryFolder(), 'store.db')
  const { child, lines, ended } = program('writing.process.ts', file)
  const acknowledged: string[] = []
  for await (const line of lines) {
    acknowledged.push(line)
    if (acknowledged.length === 200) child.kill('SIGKILL')
  }
  expect((await ended)[1]).toBe('SIGKILL')

  const store = await opened(file, systemClock)
  const kept = (await store.records<number>('numbers').list('')).map(({ key }) => key)
  expect(acknowledged.length).toBeGreaterThanOrEqual(200)
  expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged)
  expect(kept.length - acknowledged.length).toBeLessThanOrEqual(1)
  expect(await store.records('numbers').insert('after', 1)).toBe(true)
})

test('expired one-time values leave the file as time passes', async () => {
  const file = join(temporaryFolder(), 'store.db')
  const clock = stoppedClock()
  const store = await opened(file, clock)
  const expiry = after(start, seconds(30))
  for (let index = 0; index < 10; index += 1) await store.oneTime('codes').put(`code_${index}`, 1, expiry)
  clock.advance(90)
  await store.oneTime('other').claim('jti', after(clock.now(), seconds(30)))
  const raw = new DatabaseSync(file, { readOnly: true })
  onTestFinished(() => raw.close())
  expect(raw.prepare('select collection, key from one_time').all()).toEqual([{ collection: 'other', key: 'jti' }])
})

test('the file is in WAL mode, and only its owner can read it and its companions', async () => {
  const file = join(temporaryFolder(), 'new', 'folder', 'store.db')
  const store = await opened(file, systemClock)
  await store.records('people').put('hanako', 1)
  const header = readFileSync(file).subarray(18, 20)
  expect([...header]).toEqual([2, 2])
  for (const name of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(name).mode & 0o077).toBe(0)
})

test('a database of a newer version is not touched', async () => {
  const file = join(temporaryFolder(), 'store.db')
  await (await sqliteStore({ file, clock: systemClock })).close()
  const raw = new DatabaseSync(file)
  raw.exec('insert into schema_version (version) values (99)')
  raw.close()
  await expect(sqliteStore({ file, clock: systemClock })).rejects.toThrow('update the program')
})

test('a file that is no database is refused', async () => {
  const file = join(temporaryFolder(), 'store.db')
  writeFileSync(file, 'a text that somebody put here by mistake\n'.repeat(100))
  await expect(sqliteStore({ file, clock: systemClock })).rejects.toThrow('not a database')
})
