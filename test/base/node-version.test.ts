import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const guard = new URL('../../src/base/node-version.js', import.meta.url).href

function startOn(version: string): { status: number | null; stderr: string } {
  const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'${version}'}})`
  const { status, stderr } = spawnSync(process.execPath, ['--import', pretend, '--import', guard, '-e', ''], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  })
  return { status, stderr }
}

test.each(['18.20.0', '20.19.4', '23.11.1'])('on Node %s nothing starts, and it is said what to do', (version) => {
  const { status, stderr } = startOn(version)
  expect(status).toBe(1)
  expect(stderr).toContain(`needs Node 24 or later; this is Node ${version}`)
  expect(stderr).toContain('npm ci')
  expect(stderr).not.toContain('    at ')
})

test.each(['24.0.0', '26.10.0'])('Node %s will do', (version) => {
  expect(startOn(version)).toEqual({ status: 0, stderr: '' })
})
