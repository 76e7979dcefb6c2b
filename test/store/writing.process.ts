// Writes numbered records without end; prints each number once the write is acknowledged.
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { sqliteStore } from '../../src/store/adapters/sqlite-store.ts'

const store = await sqliteStore({ file: process.argv[2] ?? '', clock: systemClock })
const records = store.records<number>('numbers')
for (let number = 0; ; number += 1) {
  await records.insert(String(number), number)
  process.stdout.write(`${number}\n`)
}
