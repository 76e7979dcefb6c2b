import { expect, test } from 'vitest'
import { sharedRoutes } from '../../src/http/shared-routes.ts'
import { served } from './served.ts'

test('every service says that it is up, and serves its files with their type', async () => {
  const files = [
    { path: '/assets/a.css', contentType: 'text/css; charset=utf-8', body: 'p { color: red }' },
    { path: '/assets/b.bin', contentType: 'application/octet-stream', body: new Uint8Array([0, 255]) },
  ]
  const { send } = await served(sharedRoutes(files), { basePath: '/x' })
  expect(await (await send('/x/health')).json()).toEqual({ status: 'ok' })
  const [css, bin] = [await send('/x/assets/a.css'), await send('/x/assets/b.bin')]
  expect([css.headers.get('content-type'), await css.text()]).toEqual(['text/css; charset=utf-8', 'p { color: red }'])
  expect([css.headers.get('cache-control'), css.headers.get('x-content-type-options')]).toEqual([
    'public, max-age=31536000, immutable',
    'nosniff',
  ])
  expect([...new Uint8Array(await bin.arrayBuffer())]).toEqual([0, 255])
  expect((await send('/x/assets/c.css')).status).toBe(404)
})
