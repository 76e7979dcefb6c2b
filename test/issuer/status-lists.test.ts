import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { days, epochSeconds } from '../../src/base/time.ts'
import { issuerRecords } from '../../issuer/records.ts'
import { reserveStatus, setStatus, statusListToken, statusListUri, statusOf } from '../../issuer/status-lists.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { sqliteStore } from '../../src/store/adapters/sqlite-store.ts'
import { verifyStatusListToken } from '../../src/status-list/status-list-token.ts'
import { readStatus, StatusType } from '../../src/status-list/status-list.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const now = epochSeconds(1_795_000_000)
const clock = { now: () => now }
const credentialIssuer = 'https://issuer.example'
const ca = await makeCa({ subject: { C: 'JP', CN: 'LAB-CA' }, now, validFor: days(30) })
const { key } = await makeLeaf({ profile: 'statusListSigner', subject: { C: 'JP', CN: 'LAB-Status' }, ca, now, validFor: days(30) })

test('indices and revocations survive a restart', async () => {
  const file = join(temporaryFolder(), 'issuer.sqlite')
  const first = await sqliteStore({ file, clock })
  const revoked = await reserveStatus(issuerRecords(first), systemRandom)
  expect(await setStatus(issuerRecords(first), revoked, 'invalid')).toBe('invalid')
  await first.close()

  const second = await sqliteStore({ file, clock })
  const records = issuerRecords(second)
  const other = await reserveStatus(records, systemRandom)
  expect(other.index).not.toBe(revoked.index)
  const token = await statusListToken(records, { list: revoked.list, credentialIssuer, key, now })
  const list = verifyStatusListToken(token!, { uri: statusListUri(credentialIssuer, revoked.list), now }).list()
  expect([readStatus(list, revoked.index), readStatus(list, other.index)]).toEqual([StatusType.invalid, StatusType.valid])
  await second.close()
})

test('no index is given out twice, also at once', async () => {
  const records = issuerRecords(memoryStore(clock))
  const reserved = await Promise.all(Array.from({ length: 300 }, () => reserveStatus(records, systemRandom)))
  expect(new Set(reserved.map(({ list, index }) => `${list}/${index}`)).size).toBe(300)
  const steps = reserved.slice(1).map(({ index }, position) => index - reserved[position]!.index)
  expect(new Set(steps).size).toBeGreaterThan(250)
})

test('when a list is full the next one begins, and both are published', async () => {
  const records = issuerRecords(memoryStore(clock))
  const full = { ...records, statusIndices: { ...records.statusIndices, insert: async (key: string) => !key.startsWith('1/') && records.statusIndices.insert(key, true) } }
  expect(await reserveStatus(full, systemRandom)).toMatchObject({ list: '2' })
  for (const list of ['1', '2']) expect(await statusListToken(records, { list, credentialIssuer, key, now })).toEqual(expect.any(String))
  expect(await statusListToken(records, { list: '3', credentialIssuer, key, now })).toBeUndefined()
})

test('a suspension can be lifted, a revocation cannot, whatever comes at the same time', async () => {
  const records = issuerRecords(memoryStore(clock))
  const [suspended, revoked] = [await reserveStatus(records, systemRandom), await reserveStatus(records, systemRandom)]
  const published = async () => {
    const list = verifyStatusListToken((await statusListToken(records, { list: '1', credentialIssuer, key, now }))!, { uri: statusListUri(credentialIssuer, '1'), now }).list()
    return [readStatus(list, suspended.index), readStatus(list, revoked.index)]
  }
  expect(await statusOf(records, suspended)).toBe('valid')
  expect(await setStatus(records, suspended, 'suspended')).toBe('suspended')
  await Promise.all([setStatus(records, revoked, 'suspended'), setStatus(records, revoked, 'invalid'), setStatus(records, revoked, 'valid')])
  expect(await published()).toEqual([StatusType.suspended, StatusType.invalid])
  expect(await setStatus(records, suspended, 'valid')).toBe('valid')
  for (const wanted of ['valid', 'suspended'] as const) expect(await setStatus(records, revoked, wanted)).toBe('invalid')
  expect(await published()).toEqual([StatusType.valid, StatusType.invalid])
})
