import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { Express } from 'express'
import { adjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { makeLabApp } from '../../src/lab/app.ts'
import { paths } from '../../src/lab/material.ts'
import { plainNetwork } from '../../src/lab/network.ts'
import type { Place } from '../../src/lab/places.ts'
import type { RunningLab } from '../../src/lab/running-lab.ts'
import { startLab } from '../../src/lab/start-lab.ts'
import { makeService } from '../../src/lab/start-service.ts'
import { storyRuns } from '../../src/lab/story-runs.ts'
import { presentSdJwtVc } from '../../src/sd-jwt/present-sd-jwt-vc.ts'
import { memoryStore } from '../../src/store/adapters/memory-store.ts'
import { labUrl, openWorld, recordedLogs, type RecordedLogs } from '../support/world.ts'

/** One endpoint of one service of a running lab. */
export interface Endpoint {
  readonly service: string
  /** `http://127.0.0.1:port` */
  readonly origin: string
  readonly host: string
  readonly method: 'GET' | 'POST'
  /** With its parameters: `/offers/:id`. */
  readonly path: string
}

export interface Target {
  readonly lab: RunningLab
  readonly logs: RecordedLogs
  readonly endpoints: readonly Endpoint[]
  close(): Promise<void>
}

/** A lab with its own pages, and the table of all its endpoints as the applications themselves have it. */
export async function openTarget(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'kakehashi-hostile-'))
  const logs = recordedLogs()
  const clock = adjustableClock()
  const lab = await startLab({
    folder, clock, databases: 'memory', ports: 'any', advance: clock.advance, random: systemRandom, logFor: logs.logFor, logLevel: 'silent', staging: {}, labUrl,
    network: plainNetwork,
  })
  const binding = await bind({ port: 0, host: '127.0.0.1' })
  const baseUrl = new URL(`http://localhost:${binding.port}`)
  const runs = storyRuns(lab, (staging) => openWorld(staging, logs), systemRandom)
  const labApp = makeLabApp({ baseUrl, lab, runs, development: true, log: logs.logFor('lab') })
  binding.serve(labApp)

  const endpoints: Endpoint[] = [...endpointsOf('lab', baseUrl, labApp)]
  for (const { place, url } of lab.services) endpoints.push(...endpointsOf(place.id, new URL(url), await twinOf(place, folder)))
  return {
    lab, logs, endpoints,
    close: async () => {
      await binding.close()
      await runs.close()
      await lab.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same service made once more from the same environment, to be asked which endpoints it has. */
async function twinOf(place: Place, folder: string): Promise<Express> {
  const clock = adjustableClock()
  const fetchDocument = nodeFetchDocument({ development: true })
  const env = parseEnv(readFileSync(join(folder, paths.environment(place)), 'utf8')) as Readonly<Record<string, string>>
  return makeService(place, env, {
    clock, fetchDocument, random: systemRandom, store: memoryStore(clock), log: recordedLogs().logFor(place.id), present: presentSdJwtVc, directPost: fetchDocument,
  })
}

const endpointsOf = (service: string, { port, host }: URL, app: Express): readonly Endpoint[] =>
  routesIn(app.router.stack as unknown as readonly Layer[]).map(([method, path]) => ({ service, origin: `http://127.0.0.1:${port}`, host, method, path }))

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> }
  readonly handle: { readonly stack?: readonly Layer[] }
}

const routesIn = (stack: readonly Layer[]): readonly (readonly ['GET' | 'POST', string])[] =>
  stack.flatMap(({ route, handle }) => {
    if (!route) return routesIn(handle.stack ?? [])
    return (['GET', 'POST'] as const).filter((method) => route.methods[method.toLowerCase()]).map((method) => [method, route.path] as const)
  })
