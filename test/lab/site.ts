import { systemRandom } from '../../src/base/adapters/system-random.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { makeLabApp } from '../../src/lab/app.ts'
import type { RunningLab } from '../../src/lab/running-lab.ts'
import { storyRuns, type StoryRuns } from '../../src/lab/story-runs.ts'
import { openWorld, recordedLogs, type RecordedLogs } from '../support/world.ts'

/** A lab with its own pages, on free ports. */
export interface Site {
  readonly url: string
  readonly lab: RunningLab
  readonly runs: StoryRuns
  readonly logs: RecordedLogs
  close(): Promise<void>
}

export async function openSite(): Promise<Site> {
  const logs = recordedLogs()
  const lab = await openWorld({}, logs)
  const binding = await bind({ port: 0, host: '127.0.0.1' })
  const url = `http://localhost:${binding.port}`
  const runs = storyRuns(lab, (staging) => openWorld(staging, logs), systemRandom)
  binding.serve(makeLabApp({ baseUrl: new URL(url), lab, runs, development: true, log: logs.logFor('lab') }))
  return {
    url, lab, runs, logs,
    close: async () => {
      await binding.close()
      await runs.close()
      await lab.close()
    },
  }
}
