import type { Random } from '../base/random.ts'
import { token } from '../base/random.ts'
import type { Staging } from '../scenarios/world.ts'
import type { Story } from '../scenarios/story.ts'
import type { RunningLab } from './running-lab.ts'
import { storyRun, type StoryRun } from './story-run.ts'

/** Worlds of failure cases stay up for a while, so that their pages can be visited; each holds ten servers. */
const maxWorlds = 3
const maxRuns = 100

export interface StoryRuns {
  start(story: Story): Promise<StoryRun>
  get(id: string): StoryRun | undefined
  close(): Promise<void>
}

/**
 * The tellings that the lab's visitors started. A story without a fault runs in the lab itself; each failure case gets a
 * world of its own, and the oldest world ends when there are too many.
 */
export function storyRuns(lab: RunningLab, startWorld: (staging: Staging) => Promise<RunningLab>, random: Random): StoryRuns {
  const runs = new Map<string, StoryRun>()
  const worlds: RunningLab[] = []

  const worldFor = async (story: Story): Promise<RunningLab> => {
    if (!story.fault) return lab
    while (worlds.length >= maxWorlds) await worlds.shift()?.close()
    const world = await startWorld(story.fault.staging)
    worlds.push(world)
    return world
  }
  return {
    start: async (story) => {
      const run = storyRun(token(random, 'run_'), story, await worldFor(story))
      runs.set(run.id, run)
      for (const oldest of [...runs.keys()].slice(0, Math.max(0, runs.size - maxRuns))) runs.delete(oldest)
      return run
    },
    get: (id) => runs.get(id),
    close: async () => {
      await Promise.all(worlds.splice(0).map((world) => world.close()))
    },
  }
}
