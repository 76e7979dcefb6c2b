// Takes the codes code_0 … code_<count - 1> as fast as it can, after a line on stdin, and prints those it got.
import { once } from 'node:events'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { sqliteStore } from '../../src/store/adapters/sqlite-store.ts'

const [file = '', count = ''] = process.argv.slice(2)
const store = await sqliteStore({ file, clock: systemClock })
const codes = store.oneTime<number>('codes')
const counters = store.records<number>('counters')
console.log('ready')
await once(process.stdin, 'data')

const taken: string[] = []
for (let index = 0; index < Number(count); index += 1) {
  if ((await codes.take(`code_${index}`)) !== undefined) taken.push(`code_${index}`)
  await counters.update('both', (value) => value + 1)
}
await store.close()
console.log(JSON.stringify(taken))
process.exit(0)
