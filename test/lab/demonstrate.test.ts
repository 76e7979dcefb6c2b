import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demonstrate, Misused, parseDemoArguments } from '../../src/lab/demonstrate.ts'
import type { FinishedStoryJson } from '../../src/lab/finished-story-json.ts'
import { plainInk } from '../../src/lab/terminal-report.ts'
import { directionIds } from '../../src/scenarios/student-exchange/directions.ts'
import { faultsOf } from '../../src/scenarios/student-exchange/faults.ts'
import { runScript } from '../support/programs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** What the demo prints for these arguments, and its exit code. */
async function demo(...args: readonly string[]): Promise<{ code: number; text: string }> {
  const printed: string[] = []
  const code = await demonstrate(parseDemoArguments(args), { ink: plainInk, print: (text) => printed.push(text) })
  return { code, text: printed.join('\n') }
}

test('--list names every story and every failure case as it is to be typed', async () => {
  const { code, text } = await demo('--list')
  const lines = text.split('\n')
  expect(code).toBe(0)
  expect(lines).toHaveLength(29)
  for (const direction of directionIds) {
    expect(lines).toContain(`student-exchange/${direction}`)
    for (const fault of faultsOf(direction)) expect(text).toMatch(new RegExp(`^student-exchange/${direction} --fault ${fault} +\\S`, 'm'))
  }
})

test.each([
  ['an unknown story', ['student-exchange/jp-to-kr'], /no story student-exchange\/jp-to-kr; see npm run demo -- --list/],
  ['a direction alone', ['jp-to-eu'], /no story jp-to-eu/],
  ['two stories', ['student-exchange/jp-to-eu', 'student-exchange/eu-to-jp'], /no story/],
  ['a failure case without its direction', ['--fault', 'revoked'], /belongs to a direction/],
  ['an unknown option', ['--verbose'], /--verbose/],
  ['an option without its value', ['student-exchange/jp-to-eu', '--fault'], /--fault/],
])('%s is misuse, and it is said what to do', (_what, args, message) => {
  expect(() => parseDemoArguments(args)).toThrow(Misused)
  expect(() => parseDemoArguments(args)).toThrow(message)
})

test.each([
  ['an unknown failure case', ['student-exchange/jp-to-eu', '--fault', 'flood']],
  ['a failure case of the other direction', ['student-exchange/jp-to-eu', '--fault', 'server-to-server-transfer']],
])('%s is misuse, and those that there are get named', async (_what, args) => {
  const refused = demo(...args)
  await expect(refused).rejects.toThrow(Misused)
  await expect(refused).rejects.toThrow(faultsOf('jp-to-eu').join(', '))
})

/** The table of docs/demo-json.md: member and type. */
const documented = [...readFileSync(join(import.meta.dirname, '../../docs/demo-json.md'), 'utf8').matchAll(/^\| `(\w+)` \| ([\w ]+) \|/gm)]
  .map(([, member, type]) => [member!, type!] as const)
const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

test.each([
  ['with its good end', []],
  ['with a failure case', ['--fault', 'name-in-two-scripts']],
  ['that ends without a receipt', ['--fault', 'tampered-disclosure']],
])('--json of a story %s has exactly the members that are documented', async (_which, more) => {
  const { code, text } = await demo('student-exchange/eu-to-jp', ...more, '--json')
  expect(code).toBe(0)
  const story = JSON.parse(text) as FinishedStoryJson
  expect(Object.keys(story)).toEqual(documented.map(([member]) => member))
  for (const [member, type] of documented) expect(type.split(' or '), member).toContain(kindOf(story[member as keyof FinishedStoryJson]))
  expect(documented).toHaveLength(10)

  const { steps, decision, report, disclosed, withheld } = story
  for (const step of steps) expect(Object.keys(step)).toEqual(['id', 'title', 'detail', 'facts'])
  for (const fact of steps.flatMap(({ facts }) => facts)) expect(Object.keys(fact)).toEqual(['label', 'value'])
  expect(Object.keys(decision)).toEqual(['technical', 'listStatus', 'legalStatus', 'policy', 'reasons'])
  for (const reason of decision.reasons) expect(Object.keys(reason)).toEqual(['rule', 'effect', 'text', 'source'])
  for (const row of report) expect(Object.keys(row)).toEqual(['id', 'spec', 'outcome', 'detail', 'evidence'])
  for (const claim of disclosed) expect(['credential,path', 'credential,path,value']).toContain(Object.keys(claim).join())
  for (const claim of withheld) expect(Object.keys(claim)).toEqual(['credential', 'path'])
})

test('a story in the terminal: steps, what crossed, four answers, every check, the receipt', async () => {
  const { code, text } = await demo('student-exchange/jp-to-eu')
  const headings = ['1. The identity office', 'What crossed the border', 'What did not cross', 'Four answers$', 'Every check', 'Receipt', 'ended as the story says']
  const at = headings.map((heading) => text.search(new RegExp(`^ *${heading}( .*)?$`, 'm')))
  expect(at).not.toContain(-1)
  expect(at).toEqual(at.toSorted((one, other) => one - other))
  expect(text).toContain('identity.full_name_unicode = 見本　花子')
  expect(text).toContain('legal status none')
  expect(code).toBe(0)
})

test('npm run demo: 0 for a story that ends as it says, 2 for arguments that make no sense, 1 for a world that breaks', async () => {
  const [good, misused, broken] = await Promise.all([
    runScript('demo', { args: ['student-exchange/jp-to-eu', '--fault', 'revoked', '--json'] }).ended,
    runScript('demo', { args: ['student-exchange/jp-to-kr'] }).ended,
    runScript('demo', { args: ['student-exchange/jp-to-eu'], env: { TMPDIR: `${temporaryFolder()}/nowhere` } }).ended,
  ])
  expect([good.code, good.stderr]).toEqual([0, ''])
  expect(JSON.parse(good.stdout)).toMatchObject({ fault: 'revoked', asExpected: true })
  expect([misused.code, misused.stdout]).toEqual([2, ''])
  expect(misused.stderr.trim().split('\n')).toHaveLength(1)
  expect([broken.code, broken.stdout]).toEqual([1, ''])
}, 60_000)
