import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { floors } from './architecture/floors.ts'
import { housekeepingRules } from './architecture/housekeeping-rules.ts'
import { rules } from './architecture/rules.ts'
import { readSources } from './architecture/source-file.ts'

const root = join(import.meta.dirname, '..')
const sources = readSources(root, ['src', 'issuer', 'wallet', 'verifier'])

describe('the house', () => {
  test.each(rules)('$id: $sentence', ({ violations }) => {
    expect(violations(sources)).toEqual([])
  })

  test('is read whole: a floor 0, services, and files on every floor between', () => {
    const populated = floors.map((folders) =>
      folders.some((folder) => sources.some(({ path }) => path.startsWith(`${folder}/`))),
    )
    expect(populated).toEqual(floors.map(() => true))
  })
})

describe('the tests', () => {
  const tests = readSources(root, ['test'])
  const ids = ['any', 'unfinished', 'default_export', 'length']
  test.each(housekeepingRules.filter(({ id }) => ids.includes(id)))('$id: $sentence', ({ violations }) => {
    // vitest wants its configuration as a default export.
    expect(violations(tests.filter(({ path }) => path !== 'test/vitest.config.ts'))).toEqual([])
  })
})
