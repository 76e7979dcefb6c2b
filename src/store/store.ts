import type { OneTimeStore } from './one-time-store.ts'
import type { RecordStore } from './record-store.ts'

/**
 * Where a service keeps things. Collections are named; two collections never see each other's keys. The adapters
 * (`adapters/`) obey the contracts of the two ports and are judged by one contract test.
 */
export interface Store {
  oneTime<Value>(collection: string): OneTimeStore<Value>
  records<Value>(collection: string): RecordStore<Value>
  close(): Promise<void>
}
