import type { EpochSeconds } from '../base/time.ts'
import type { World } from '../scenarios/world.ts'
import type { Place } from './places.ts'

/** All services, up. */
export interface RunningLab {
  readonly services: readonly RunningService[]
  /** The lab as a story sees it. */
  readonly world: World
  readonly startedAt: EpochSeconds
  close(): Promise<void>
}

export interface RunningService {
  readonly place: Place
  readonly url: string
  close(): Promise<void>
}
