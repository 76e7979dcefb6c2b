import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { bind } from '../../src/http/adapters/bind.ts'

/** A whole program that serves on PROGRAM_PORT, run with this environment file. */
async function run(environment: Readonly<Record<string, string>>, untilSaid?: string) {
  const file = join(temporaryFolder(), 'program.env')
  writeFileSync(
    file,
    Object.entries(environment)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  )
  const child = spawn(process.execPath, [join(import.meta.dirname, 'small.process.ts'), file])
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }))
  if (untilSaid !== undefined) await expect.poll(() => said, { timeout: 10_000 }).toContain(untilSaid)
  return { child, ended }
}

const good = { PROGRAM_URL: 'https://program.example', PROGRAM_PORT: '0', PROGRAM_DATABASE: ':memory:' }

test('faults of the configuration are told one per line, and the program ends with 1', async () => {
  const { ended } = await run({ ...good, PROGRAM_PORT: 'x', PROGRAM_DATABASE: '' })
  const { code, said } = await ended
  expect(code).toBe(1)
  expect(
    said
      .trim()
      .split('\n')
      .map((line) => line.split(':')[0]),
  ).toEqual(['PROGRAM_PORT', 'PROGRAM_DATABASE'])
})

test('a port in use is one sentence', async () => {
  const binding = await bind({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => binding.close())
  const { code, said } = await (await run({ ...good, PROGRAM_PORT: String(binding.port) })).ended
  expect(code).toBe(1)
  expect(said).toBe(
    `Port ${binding.port} on 127.0.0.1 is in use: stop the program that has it, or choose another port.\n`,
  )
})

test('an environment file that is not there is one line', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'small.process.ts'), '/nowhere/program.env'])
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  expect([code, said.trim().split('\n')]).toEqual([1, [expect.stringContaining('/nowhere/program.env') as string]])
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the program in order', async (signal) => {
  const { child, ended } = await run(good, 'serving')
  child.kill(signal)
  expect(await ended).toEqual({ code: 0, said: 'serving\nclosed\n' })
})
