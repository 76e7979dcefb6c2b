import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after, epochSeconds, seconds, type Clock } from '../../src/base/time.ts'
import type { Store } from '../../src/store/store.ts'

export const start = epochSeconds(1_800_000_000)

/** A clock that stands still until it is moved. */
export function stoppedClock(): Clock & { advance(by: number): void } {
  let now = start
  return {
    now: () => now,
    advance: (by) => {
      now = after(now, seconds(by))
    },
  }
}

/** Keys that trip naive SQL: quotes, wildcards, case, scripts, what sorts oddly, what JavaScript objects inherit. */
const awkwardKeys = [
  "a'b",
  'a"b',
  'a%b',
  'a_b',
  'A_B',
  'a\\b',
  '見本　花子',
  '👩‍🎓',
  '',
  ' ',
  '__proto__',
  'constructor',
  'a;drop table record',
]

/** The sentences of the ports, asked of an adapter. */
export function storeContract(open: (clock: Clock) => Promise<Store>): void {
  const opened = async <Value>() => {
    const clock = stoppedClock()
    const store = await open(clock)
    return { clock, store, codes: store.oneTime<Value>('codes'), people: store.records<Value>('people') }
  }

  test('a one-time value is given once', async () => {
    const { codes } = await opened<{ offer: string }>()
    await codes.put('code_1', { offer: 'off_1' }, after(start, seconds(60)))
    expect(await codes.take('code_1')).toEqual({ offer: 'off_1' })
    expect(await codes.take('code_1')).toBeUndefined()
    expect(await codes.take('unknown')).toBeUndefined()
  })

  test('of many concurrent takes one gets the value', async () => {
    const { codes } = await opened<number>()
    await codes.put('code_1', 7, after(start, seconds(60)))
    const taken = await Promise.all(Array.from({ length: 20 }, () => codes.take('code_1')))
    expect(taken.filter((value) => value !== undefined)).toEqual([7])
  })

  test('a one-time value is gone at its last instant, not before', async () => {
    const { codes, clock } = await opened<string>()
    await codes.put('code_1', 'x', after(start, seconds(60)))
    clock.advance(59)
    expect(await codes.peek('code_1')).toBe('x')
    clock.advance(1)
    expect(await codes.peek('code_1')).toBeUndefined()
    expect(await codes.take('code_1')).toBeUndefined()
  })

  test('peeking leaves the value', async () => {
    const { codes } = await opened<string>()
    await codes.put('code_1', 'x', after(start, seconds(60)))
    expect([await codes.peek('code_1'), await codes.peek('code_1'), await codes.take('code_1')]).toEqual([
      'x',
      'x',
      'x',
    ])
    expect(await codes.peek('code_1')).toBeUndefined()
  })

  test('a key in use is refused; used or expired it is free again', async () => {
    const { codes, clock } = await opened<string>()
    await codes.put('code_1', 'first', after(start, seconds(60)))
    await expect(codes.put('code_1', 'second', after(start, seconds(60)))).rejects.toThrow('in use')
    expect(await codes.take('code_1')).toBe('first')
    await codes.put('code_1', 'third', after(start, seconds(60)))
    clock.advance(60)
    await codes.put('code_1', 'fourth', after(clock.now(), seconds(60)))
    expect(await codes.take('code_1')).toBe('fourth')
  })

  test('a key is claimed by the first who asks, until it expires', async () => {
    const { codes, clock } = await opened<never>()
    const claims = await Promise.all(Array.from({ length: 20 }, () => codes.claim('jti', after(start, seconds(60)))))
    expect(claims.filter(Boolean)).toHaveLength(1)
    clock.advance(59)
    expect(await codes.claim('jti', after(clock.now(), seconds(60)))).toBe(false)
    clock.advance(1)
    expect(await codes.claim('jti', after(clock.now(), seconds(60)))).toBe(true)
  })

  test('expired values do not come back when the clock is set back', async () => {
    const { codes, clock } = await opened<string>()
    await codes.put('old', 'x', after(start, seconds(10)))
    clock.advance(120)
    await codes.put('new', 'y', after(clock.now(), seconds(10)))
    clock.advance(-120)
    expect(await codes.peek('old')).toBeUndefined()
  })

  test('a record is read as it was written, and never as the same object', async () => {
    const { people } = await opened<unknown>()
    const person = { name: '見本　花子', born: '2003-05-01', marks: [1, 2.5, null, true], nested: { deep: { er: '' } } }
    await people.put('hanako', person)
    person.name = 'changed'
    const read = (await people.get('hanako')) as typeof person
    expect(read).toEqual({ ...person, name: '見本　花子' })
    read.name = 'changed'
    expect(await people.get('hanako')).toEqual({ ...person, name: '見本　花子' })
    expect(await people.get('unknown')).toBeUndefined()
  })

  test('any JSON value and any key come back unchanged', async () => {
    const { people } = await opened<unknown>()
    const text = fc.string({ unit: 'grapheme' })
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...awkwardKeys), text), fc.jsonValue(), async (key, value) => {
        await people.put(key, value)
        expect(await people.get(key)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(await people.list(key)).toContainEqual({ key, value: JSON.parse(JSON.stringify(value)) })
      }),
      { numRuns: 60 },
    )
  })

  test('what is not JSON is refused', async () => {
    const { people, codes } = await opened<undefined>()
    await expect(people.put('x', undefined)).rejects.toThrow(TypeError)
    await expect(codes.put('x', undefined, after(start, seconds(60)))).rejects.toThrow(TypeError)
  })

  test('inserting never replaces; of many concurrent insertions one succeeds', async () => {
    const { people } = await opened<number>()
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => people.insert('hanako', index)))
    expect(results.filter(Boolean)).toHaveLength(1)
    expect(await people.get('hanako')).toBe(results.indexOf(true))
  })

  test('putting replaces', async () => {
    const { people } = await opened<string>()
    await people.put('hanako', 'one')
    await people.put('hanako', 'two')
    expect(await people.get('hanako')).toBe('two')
  })

  test('concurrent updates lose nothing', async () => {
    const { people } = await opened<{ count: number }>()
    await people.put('counter', { count: 0 })
    const results = await Promise.all(
      Array.from({ length: 25 }, () => people.update('counter', ({ count }) => ({ count: count + 1 }))),
    )
    expect(await people.get('counter')).toEqual({ count: 25 })
    expect(results.map((result) => result?.count).toSorted((a, b) => a! - b!)).toEqual(
      Array.from({ length: 25 }, (_, i) => i + 1),
    )
  })

  test('updating what is not there changes nothing, and a change that throws writes nothing', async () => {
    const { people } = await opened<string>()
    expect(await people.update('nobody', () => 'x')).toBeUndefined()
    expect(await people.get('nobody')).toBeUndefined()
    await people.put('hanako', 'before')
    const refusal = people.update('hanako', () => {
      throw new Error('refused by the change')
    })
    await expect(refusal).rejects.toThrow('refused by the change')
    expect(await people.get('hanako')).toBe('before')
  })

  test('removing says whether there was something', async () => {
    const { people } = await opened<string>()
    await people.put('hanako', 'x')
    expect([await people.remove('hanako'), await people.remove('hanako')]).toEqual([true, false])
    expect(await people.get('hanako')).toBeUndefined()
  })

  test('records are listed by prefix, oldest insertion first, and a replaced one keeps its place', async () => {
    const { people } = await opened<number>()
    for (const [index, key] of ['b/2', 'a/1', 'b/1', 'B/1', 'b%', 'c'].entries()) await people.put(key, index)
    await people.put('b/2', 10)
    expect(await people.list('b/')).toEqual([
      { key: 'b/2', value: 10 },
      { key: 'b/1', value: 2 },
    ])
    expect((await people.list('')).map(({ key }) => key)).toEqual(['b/2', 'a/1', 'b/1', 'B/1', 'b%', 'c'])
    expect(await people.list('nothing')).toEqual([])
  })

  test('awkward keys are ordinary keys', async () => {
    const { people, codes } = await opened<string>()
    for (const key of awkwardKeys) {
      await people.put(key, `record ${key}`)
      await codes.put(key, `code ${key}`, after(start, seconds(60)))
    }
    for (const key of awkwardKeys) {
      expect(await people.get(key)).toBe(`record ${key}`)
      expect((await people.list(key)).map((row) => row.key)).toEqual(
        awkwardKeys.filter((other) => other.startsWith(key)),
      )
      expect(await codes.take(key)).toBe(`code ${key}`)
    }
  })

  test('two collections never see each other, nor do records and one-time values', async () => {
    const { store } = await opened()
    await store.records('one').put('key', 'record of one')
    await store.oneTime('one').put('key', 'code of one', after(start, seconds(60)))
    expect(await store.records('other').get('key')).toBeUndefined()
    expect(await store.records('other').list('')).toEqual([])
    expect(await store.oneTime('other').take('key')).toBeUndefined()
    expect(await store.records('other').insert('key', 'record of other')).toBe(true)
    expect(await store.records('one').get('key')).toBe('record of one')
    expect(await store.records('one').list('')).toHaveLength(1)
  })
}
