import { expect, test } from 'vitest'
import {
  CheckFailed,
  confirm,
  firstWith,
  Indeterminate,
  liftChecks,
  notPassed,
  pass,
  Pass,
  runChecks,
  type Check,
  type Report,
} from '../../src/base/checks.ts'

type Subject = Readonly<Record<string, () => Pass | Promise<Pass>>>

/** Checks a, b (needs a), c: each does what the subject says, or passes. */
const checks: readonly Check<Subject>[] = [
  { id: 'a', spec: 'A', needs: [], run: (subject) => subject['a']?.() ?? pass('fine') },
  { id: 'b', spec: 'B', needs: ['a'], run: (subject) => subject['b']?.() ?? pass('fine', { seen: 1 }) },
  { id: 'c', spec: 'C', needs: [], run: async (subject) => (await subject['c']?.()) ?? pass('fine') },
]

async function run(subject: Subject, list = checks): Promise<{ report: Report; bugs: readonly unknown[] }> {
  const bugs: unknown[] = []
  return { report: await runChecks(subject, list, (bug) => bugs.push(bug)), bugs }
}

const statuses = ({ checks }: Report) => checks.map(({ id, outcome }) => [id, outcome.status])

const fails = () => {
  throw new CheckFailed('no', { clause: 7 })
}
const unknown = async () => {
  throw new Indeterminate('cannot tell', { list: 'x' })
}

test('where every check passes the report is accepted, with what was found', async () => {
  const { report, bugs } = await run({})
  expect(report.accepted).toBe(true)
  expect(report.checks[1]).toEqual({
    id: 'b',
    spec: 'B',
    outcome: { status: 'passed', detail: 'fine', evidence: { seen: 1 } },
  })
  expect(notPassed(report)).toEqual([])
  expect(bugs).toEqual([])
})

test('a failed check stops those that need it and no other', async () => {
  const { report } = await run({ a: fails })
  expect(statuses(report)).toEqual([
    ['a', 'failed'],
    ['b', 'not_run'],
    ['c', 'passed'],
  ])
  expect(report.accepted).toBe(false)
  expect(report.checks[0]!.outcome).toEqual({ status: 'failed', detail: 'no', evidence: { clause: 7 } })
  expect(report.checks[1]!.outcome).toEqual({ status: 'not_run', detail: 'needs a', evidence: {} })
  expect(notPassed(report)).toEqual(['a', 'b'])
})

test('what could not be found out is indeterminate, stops what needs it, and is never accepted', async () => {
  const { report } = await run({ a: unknown })
  expect(statuses(report)).toEqual([
    ['a', 'indeterminate'],
    ['b', 'not_run'],
    ['c', 'passed'],
  ])
  expect(report.accepted).toBe(false)
  expect(report.checks[0]!.outcome.evidence).toEqual({ list: 'x' })
})

test('a chain of prerequisites stops as a whole', async () => {
  const chain = [...checks, { id: 'd', spec: 'D', needs: ['b', 'c'], run: () => pass('fine') }]
  expect(statuses((await run({ a: fails }, chain)).report).at(-1)).toEqual(['d', 'not_run'])
  expect((await run({ a: fails }, chain)).report.checks.at(-1)!.outcome.detail).toBe('needs b')
})

test('an error that is no verdict fails the check, tells nothing of itself, and is told to us', async () => {
  const { report, bugs } = await run({
    a: () => {
      throw new TypeError('secret detail')
    },
    c: () => Promise.reject(new Error('later')),
  })
  expect(statuses(report)).toEqual([
    ['a', 'failed'],
    ['b', 'not_run'],
    ['c', 'failed'],
  ])
  expect(JSON.stringify(report)).not.toMatch(/secret detail|later/)
  expect(bugs).toEqual([new TypeError('secret detail'), new Error('later')])
})

test.each<[string, unknown]>([
  ['nothing', null],
  ['true', true],
  ['something of the same shape', { detail: 'fine', evidence: {} }],
  ['something of the same class that pass() did not make', Object.create(Pass.prototype)],
])('a check that returns %s has not passed', async (_what, value) => {
  const { report, bugs } = await run({}, [{ id: 'a', spec: 'A', needs: [], run: () => value as Pass }])
  expect(statuses(report)).toEqual([['a', 'failed']])
  expect(bugs).toHaveLength(1)
})

test('an empty list accepts nothing', async () => {
  expect((await run({}, [])).report).toEqual({ accepted: false, checks: [] })
})

test('a prerequisite that does not exist is never met', async () => {
  const { report } = await run({}, [{ id: 'a', spec: 'A', needs: ['missing'], run: () => pass('fine') }])
  expect(statuses(report)).toEqual([['a', 'not_run']])
  expect(report.accepted).toBe(false)
})

test('confirm throws unless the condition holds', () => {
  expect(() => confirm(true, 'no')).not.toThrow()
  expect(() => confirm(false, 'no', { x: 1 })).toThrow(
    expect.objectContaining({ name: 'CheckFailed', message: 'no', evidence: { x: 1 } }),
  )
})

test('the first check with an outcome', async () => {
  const { report } = await run({ b: fails, c: unknown })
  expect(firstWith(report, 'indeterminate', 'failed')?.id).toBe('b')
  expect(firstWith(report, 'indeterminate')?.id).toBe('c')
  expect(firstWith(report, 'not_run')).toBeUndefined()
})

test('a list can serve for a part of a whole, twice, with prerequisites of its own and of the whole', async () => {
  const gate: Check<{ one: Subject; two: Subject }> = { id: 'gate', spec: 'G', needs: [], run: () => pass('open') }
  const lifted = [
    gate,
    ...liftChecks(checks, ({ one }: { one: Subject; two: Subject }) => one, { prefix: 'one.' }),
    ...liftChecks(checks, ({ two }: { one: Subject; two: Subject }) => two, { prefix: 'two.', needs: ['gate'] }),
  ]
  expect(lifted.map(({ id, needs }) => [id, needs])).toEqual([
    ['gate', []],
    ['one.a', []],
    ['one.b', ['one.a']],
    ['one.c', []],
    ['two.a', ['gate']],
    ['two.b', ['gate', 'two.a']],
    ['two.c', ['gate']],
  ])
  const report = await runChecks({ one: { a: fails }, two: {} }, lifted, () => expect.unreachable())
  expect(notPassed(report)).toEqual(['one.a', 'one.b'])
})
