import type { Route } from './app.ts'

/** What a page loads, by address. */
export interface StaticFile {
  readonly path: string
  readonly contentType: string
  readonly body: string | Uint8Array
}

/**
 * Every service says that it is up, and serves what its pages load; pages ask with a version, so caches may keep it.
 */
export const sharedRoutes = (files: readonly StaticFile[]): readonly Route[] => [
  { method: 'get', path: '/health', spec: 'lab', handlers: [(_req, res) => void res.json({ status: 'ok' })] },
  ...files.map(({ path, contentType, body }): Route => ({
    method: 'get',
    path,
    spec: 'lab',
    handlers: [
      (_req, res) =>
        void res
          .set({ 'Content-Type': contentType, 'Cache-Control': 'public, max-age=31536000, immutable' })
          .send(Buffer.from(body)),
    ],
  })),
]
