import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Readonly<Record<string, string>> }

export interface Program {
  /** What it wrote so far. */
  stdout(): string
  stderr(): string
  readonly ended: Promise<Ending>
  end(signal: 'SIGTERM' | 'SIGINT'): Promise<Ending>
}

export interface Ending {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs the program of an npm script as npm would, with this environment alone; it ends at the latest with the running
 * test.
 */
export function runScript(script: string, { args = [], env = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {}): Program {
  const [node, ...fixed] = (scripts[script] ?? '').split(' ')
  if (node !== 'node') throw new Error(`the script ${script} does not run node`)
  const child = spawn(process.execPath, [...fixed, ...args], { cwd: root, env: { PATH: process.env['PATH'] ?? '', ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = once(child, 'close').then(([code]): Ending => ({ code: code as number | null, stdout, stderr }))
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
