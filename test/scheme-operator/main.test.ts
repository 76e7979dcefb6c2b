import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const run = async (env: Readonly<Record<string, string>>) => {
  const program = spawn(process.execPath, [`${import.meta.dirname}/../../src/scheme-operator/main.ts`], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let told = ''
  program.stderr.setEncoding('utf8').on('data', (text: string) => (told += text))
  const [code] = (await once(program, 'close')) as [number]
  return { code, lines: told.trim().split('\n') }
}

test('the program names everything that is wrong with its environment, one line each, and ends with 1', async () => {
  const { code, lines } = await run({ OPERATOR_PORT: 'many', OPERATOR_URL: 'http://lists.example.org' })
  expect(code).toBe(1)
  expect(lines.map((line) => line.split(':')[0]).toSorted()).toEqual([
    'OPERATOR_DATABASE', 'OPERATOR_DESK_TOKEN', 'OPERATOR_ENTITIES_FILE', 'OPERATOR_JURISDICTION', 'OPERATOR_KEY_FILE', 'OPERATOR_PORT', 'OPERATOR_URL',
  ])
})
