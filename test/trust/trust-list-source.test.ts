import { expect, test } from 'vitest'
import { Indeterminate } from '../../src/base/checks.ts'
import { after, before, days, hours, seconds, type EpochSeconds } from '../../src/base/time.ts'
import type { FetchDocument } from '../../src/http/fetch-document.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { trustListSource, type KeptList } from '../../src/trust/trust-list-source.ts'
import { clock, list, listSigner, location, network, now, signed, sourceOf } from './scene.ts'

const statusOf = async (reading: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await reading.then(() => undefined, (thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Indeterminate)
  return (error as Indeterminate).evidence['listStatus']
}

test('the list is fetched, verified and kept; while the address is silent the kept one serves for a day', async () => {
  let text: string | undefined = await signed()
  const source = sourceOf(async () => text)
  expect((await source.read(now)).sequenceNumber).toBe(5)
  text = undefined
  expect((await source.read(after(now, hours(23)))).sequenceNumber).toBe(5)
  expect(await statusOf(source.read(after(now, hours(24))))).toBe('list_unreachable')
})

test('a list that was never read and cannot be reached leaves everything open', async () => {
  expect(await statusOf(sourceOf(async () => undefined).read(now))).toBe('list_unreachable')
})

test('a newer issue is used at the next reading', async () => {
  let number = 5
  const source = sourceOf(() => signed(list({ sequenceNumber: number })))
  expect((await source.read(now)).sequenceNumber).toBe(5)
  number = 6
  expect((await source.read(now)).sequenceNumber).toBe(6)
})

test('an issue with a lower number is refused; the kept one serves as long as it is fresh', async () => {
  let number = 5
  const source = sourceOf(() => signed(list({ sequenceNumber: number })))
  await source.read(now)
  number = 4
  expect((await source.read(now)).sequenceNumber).toBe(5)
  expect(await statusOf(source.read(after(now, hours(25))))).toBe('list_unreachable')
})

test('the number seen is remembered over a restart, even when the kept list is too old to use', async () => {
  const records = memoryStore(clock).records<KeptList>('trust_lists')
  const start = (answer: () => Promise<string>) => trustListSource({ ...location, freshness: hours(24), fetchDocument: network(answer), records })
  await start(() => signed()).read(now)
  const older = start(() => signed(list({ sequenceNumber: 4 })))
  expect(await statusOf(older.read(after(now, days(2))))).toBe('list_unreachable')
})

test('a list past its next update is out of date, fetched or kept', async () => {
  const stale = sourceOf(() => signed(list({ issuedAt: before(now, days(9)), nextUpdate: before(now, days(2)) })))
  expect(await statusOf(stale.read(now))).toBe('list_expired')

  const soon = sourceOf(() => signed(list({ nextUpdate: after(now, hours(1)) })))
  await soon.read(now)
  expect(await statusOf(soon.read(after(now, hours(2))))).toBe('list_expired')
  expect(await statusOf(soon.read(after(now, days(3))))).toBe('list_expired')
})

test('a list by somebody else is as good as none', async () => {
  const stranger = await listSigner({ C: 'XM', O: 'LAB-Operator', CN: 'LAB-Stranger' })
  const source = sourceOf(() => signed(list({ sequenceNumber: 99 }), stranger.key))
  expect(await statusOf(source.read(now))).toBe('list_unreachable')
})

test('an answer that is not 200 is no list', async () => {
  const text = await signed()
  const fetchDocument: FetchDocument = async ({ url }) => ({ url, status: 404, contentType: 'application/jose', header: () => undefined, text })
  const records = memoryStore(clock).records<KeptList>('trust_lists')
  expect(await statusOf(trustListSource({ ...location, freshness: hours(24), fetchDocument, records }).read(now))).toBe('list_unreachable')
})

test('readings at the same time share one request, and the request is limited', async () => {
  const asked: Parameters<FetchDocument>[0][] = []
  const text = await signed()
  const fetchDocument: FetchDocument = async (request) => {
    asked.push(request)
    return { url: request.url, status: 200, contentType: 'application/jose', header: () => undefined, text }
  }
  const records = memoryStore(clock).records<KeptList>('trust_lists')
  const source = trustListSource({ ...location, freshness: hours(24), fetchDocument, records })
  await Promise.all([source.read(now), source.read(now), source.read(now)])
  expect(asked).toEqual([{ url: location.url, accept: 'application/jose', maxBytes: 2_000_000, timeout: seconds(5), redirects: 0 }])
})

test('a fault of our own is not taken for an unreachable list', async () => {
  const broken = sourceOf(() => Promise.reject(new TypeError('ours')))
  await expect(broken.read(now as EpochSeconds)).rejects.toThrow(TypeError)
})
