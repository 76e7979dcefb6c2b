import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'

/** A Node of the machine's own that is too old, outside of what `npm ci` brought. */
const old = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .map((folder) => join(folder, process.platform === 'win32' ? 'node.exe' : 'node'))
  .filter((file) => existsSync(file))
  .find((file) => Number(/^v(\d+)/.exec(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 99) < 24)

test.skipIf(old === undefined).each(['src/lab/main.ts', 'src/lab/demo.ts', 'issuer/main.ts', 'test/run.ts'])(
  `under the machine’s own old Node ${old === undefined ? '(this machine has none) ' : ''}%s says what is needed and ends`,
  (program) => {
    const { status, stdout, stderr } = spawnSync(old!, ['--import', './src/base/node-version.js', program], {
      cwd: join(import.meta.dirname, '../..'), encoding: 'utf8', env: { PATH: process.env['PATH'] },
    })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^Kakehashi needs Node 24 or later; this is Node \d+\.\d+\.\d+\.\nRun "npm ci"/)
    expect(stderr).not.toContain('    at ')
  },
)
