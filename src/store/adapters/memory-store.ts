import type { Clock, EpochSeconds } from '../../base/time.ts'
import type { OneTimeStore } from '../one-time-store.ts'
import type { RecordStore } from '../record-store.ts'
import type { Store } from '../store.ts'
import { fromStored, toStored } from './stored-json.ts'

/** Keeps everything until the process ends: for tests and worlds that start afresh. */
export function memoryStore(clock: Clock): Store {
  const oneTime = new Map<string, Map<string, OneTimeEntry>>()
  const records = new Map<string, Map<string, string>>()
  return {
    oneTime: <Value>(collection: string) => oneTimeStore<Value>(collectionOf(oneTime, collection), clock),
    records: <Value>(collection: string) => recordStore<Value>(collectionOf(records, collection)),
    close: async () => {},
  }
}

interface OneTimeEntry {
  readonly text: string
  readonly expiresAt: EpochSeconds
}

function collectionOf<Entry>(collections: Map<string, Map<string, Entry>>, name: string): Map<string, Entry> {
  const existing = collections.get(name)
  if (existing) return existing
  const created = new Map<string, Entry>()
  collections.set(name, created)
  return created
}

function oneTimeStore<Value>(entries: Map<string, OneTimeEntry>, clock: Clock): OneTimeStore<Value> {
  let purged = clock.now()
  const live = (key: string): OneTimeEntry | undefined => {
    const now = clock.now()
    if (now !== purged) for (const [other, { expiresAt }] of entries) if (expiresAt <= now) entries.delete(other)
    purged = now
    const entry = entries.get(key)
    return entry && entry.expiresAt > now ? entry : undefined
  }
  const create = (key: string, text: string, expiresAt: EpochSeconds): boolean => {
    if (live(key)) return false
    entries.set(key, { text, expiresAt })
    return true
  }
  return {
    put: async (key, value, expiresAt) => {
      if (!create(key, toStored(value), expiresAt)) throw new Error('the key of a one-time value is in use')
    },
    take: async (key) => {
      const entry = live(key)
      entries.delete(key)
      return entry && fromStored<Value>(entry.text)
    },
    peek: async (key) => {
      const entry = live(key)
      return entry && fromStored<Value>(entry.text)
    },
    claim: async (key, expiresAt) => create(key, toStored(null), expiresAt),
  }
}

/** A Map keeps the order of first insertion, and a replaced value keeps its place. */
function recordStore<Value>(entries: Map<string, string>): RecordStore<Value> {
  const get = (key: string): Value | undefined => {
    const text = entries.get(key)
    return text === undefined ? undefined : fromStored<Value>(text)
  }
  return {
    get: async (key) => get(key),
    put: async (key, value) => void entries.set(key, toStored(value)),
    insert: async (key, value) => {
      if (entries.has(key)) return false
      entries.set(key, toStored(value))
      return true
    },
    update: async (key, change) => {
      const value = get(key)
      if (value === undefined) return undefined
      entries.set(key, toStored(change(value)))
      return get(key)
    },
    remove: async (key) => entries.delete(key),
    list: async (prefix) =>
      [...entries]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, text]) => ({ key, value: fromStored<Value>(text) })),
  }
}
