import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBase64url } from '../../src/base/bytes.ts'
import {
  compressStatuses,
  inflateStatuses,
  makeStatusList,
  readStatus,
  statusSizes,
  type StatusSize,
} from '../../src/status-list/status-list.ts'

const read = <Content>(name: string): Content =>
  JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/status-list/${name}.json`, 'utf8')) as Content

interface ShortList {
  readonly bits: StatusSize
  readonly lst: string
  readonly bytes_hex: string
  readonly statuses: readonly number[]
}

const { short_lists } = read<{ short_lists: readonly ShortList[] }>('token-examples')

describe.each(short_lists)(
  'Token Status List "Compressed Byte Array", $bits bits',
  ({ bits, lst, bytes_hex, statuses }) => {
    test('read', () => {
      const bytes = inflateStatuses(lst)
      expect(Buffer.from(bytes).toString('hex')).toBe(bytes_hex)
      expect(statuses.map((_, index) => readStatus({ bits, bytes }, index))).toEqual(statuses)
      expect(() => readStatus({ bits, bytes }, statuses.length)).toThrow(
        `the status list has no index ${statuses.length}`,
      )
    })

    test('made', () => {
      const list = makeStatusList(
        { bits, size: statuses.length },
        statuses.map((status, index) => ({ index, status })),
      )
      expect(Buffer.from(list.bytes).toString('hex')).toBe(bytes_hex)
      expect(compressStatuses(list)).toBe(lst)
    })
  },
)

interface LongList {
  readonly bits: StatusSize
  readonly size: number
  readonly statuses: Readonly<Record<string, number>>
  readonly json: { readonly lst: string }
  readonly uncompressed_sha256_hex: string
}

const { vectors } = read<{ vectors: readonly LongList[] }>('encoding-vectors')

describe.each(vectors)('Token Status List "Test Vectors for Status List encoding", $bits bits', (vector) => {
  const { bits, size, statuses, json, uncompressed_sha256_hex } = vector
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

  test('every one of the statuses is read', () => {
    const bytes = inflateStatuses(json.lst)
    expect(sha256(bytes)).toBe(uncompressed_sha256_hex)
    const found = Object.fromEntries(
      Array.from({ length: size }, (_, index) => [index, readStatus({ bits, bytes }, index)] as const).filter(
        ([, status]) => status !== 0,
      ),
    )
    expect(found).toEqual(Object.fromEntries(Object.entries(statuses).filter(([, status]) => status !== 0)))
  })

  test('the same statuses make the same list; how DEFLATE packs it is free', () => {
    const list = makeStatusList(
      { bits, size },
      Object.entries(statuses).map(([index, status]) => ({ index: Number(index), status })),
    )
    expect(sha256(list.bytes)).toBe(uncompressed_sha256_hex)
    expect(inflateStatuses(compressStatuses(list))).toEqual(inflateStatuses(json.lst))
    expect(compressStatuses(list).length).toBeLessThan(json.lst.length * 1.1)
  })
})

test('what is written is read, whatever the size', () => {
  const lists = fc
    .constantFrom(...statusSizes)
    .chain((bits) =>
      fc.record({
        bits: fc.constant(bits),
        statuses: fc.array(fc.nat(2 ** bits - 1), { minLength: 1, maxLength: 70 }),
      }),
    )
  fc.assert(
    fc.property(lists, ({ bits, statuses }) => {
      const written = statuses.map((status, index) => ({ index, status }))
      const bytes = inflateStatuses(
        compressStatuses(makeStatusList({ bits, size: statuses.length }, written.reverse())),
      )
      expect(statuses.map((_, index) => readStatus({ bits, bytes }, index))).toEqual(statuses)
    }),
  )
})

test('a later status replaces an earlier one and leaves its neighbours', () => {
  const list = makeStatusList(
    { bits: 2, size: 8 },
    [1, 2, 3].map((index) => ({ index, status: 3 })).concat({ index: 2, status: 1 }),
  )
  expect(Array.from({ length: 5 }, (_, index) => readStatus(list, index))).toEqual([0, 3, 1, 3, 0])
})

test.each([-1, 0.5, Number.NaN, 16, 2 ** 40])('index %d of a list of 16 is not read', (index) => {
  expect(() => readStatus(makeStatusList({ bits: 1, size: 16 }, []), index)).toThrow(RangeError)
})

test.each<[string, { bits: StatusSize; size: number }, { index: number; status: number }]>([
  ['an index past the end', { bits: 1, size: 9 }, { index: 9, status: 1 }],
  ['a negative index', { bits: 1, size: 9 }, { index: -1, status: 1 }],
  ['a status too large', { bits: 2, size: 9 }, { index: 0, status: 4 }],
  ['a negative status', { bits: 2, size: 9 }, { index: 0, status: -1 }],
  ['a list of nothing', { bits: 2, size: 0 }, { index: 0, status: 0 }],
  ['a list too large', { bits: 8, size: 2 ** 20 + 1 }, { index: 0, status: 0 }],
])('%s is refused', (_what, list, entry) => {
  expect(() => makeStatusList(list, [entry])).toThrow(RangeError)
})

test.each<[string, string]>([
  ['no base64url', '***'],
  ['base64url with padding', `${short_lists[0]!.lst}=`],
  ['no ZLIB stream', toBase64url(Buffer.from('hello'))],
  ['a ZLIB stream cut short', short_lists[0]!.lst.slice(0, 8)],
  ['a list that would fill the memory', toBase64url(deflateSync(Buffer.alloc(2 ** 24)))],
  ['a text longer than any list', 'A'.repeat(3_000_000)],
])('%s is no list', (_what, lst) => {
  expect(() => inflateStatuses(lst)).toThrow(expect.objectContaining({ name: 'CheckFailed' }))
})
