// `npm test`: the type check, then every test; the last line counts them. Arguments narrow it: `npm test -- test/store`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

interface JsonReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

const root = resolve(import.meta.dirname, '..')
const node = (script: string, ...args: readonly string[]): boolean =>
  spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' }).status === 0

const folder = mkdtempSync(join(tmpdir(), 'kakehashi-test-'))
try {
  const typesHold = node(bin('typescript', 'tsc'), '--project', 'tsconfig.json')
  console.log(typesHold ? 'types: no errors' : 'types: errors, see above')

  const output = join(folder, 'report.json')
  const ran = node(
    bin('vitest', 'vitest'), 'run', '--config', 'test/vitest.config.ts',
    '--reporter=default', '--reporter=json', `--outputFile.json=${output}`, ...process.argv.slice(2),
  )
  const { passed, failed, skipped } = count(output)
  for (const name of skipped) console.log(`skipped: ${name}`)
  const failures = failed + (typesHold ? 0 : 1)
  // A runner that stopped without failing a test (an error outside of tests) has failed too.
  const total = failures === 0 && !ran ? 1 : failures
  console.log(`${passed + (typesHold ? 1 : 0)} passed, ${total} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`)
  process.exitCode = total === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function count(file: string): { passed: number; failed: number; skipped: readonly string[] } {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as JsonReport
    const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
    const brokenFiles = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.every(({ status }) => status !== 'failed'),
    ).length
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles,
      skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
    }
  } catch {
    return { passed: 0, failed: 1, skipped: [] }
  }
}

function bin(name: string, command: string): string {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: Record<string, string> }
  return join(dirname(manifest), bin[command]!)
}
