import type { Log } from '../base/log.ts'
import type { RunningLab } from './running-lab.ts'
import type { StoryRuns } from './story-runs.ts'

/** What the lab's own pages work with. */
export interface LabContext {
  readonly baseUrl: URL
  readonly lab: RunningLab
  readonly runs: StoryRuns
  readonly development: boolean
  readonly log: Log
}
