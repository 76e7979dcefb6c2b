import type { Seconds } from '../../src/base/time.ts'
import type { Log } from '../../src/base/log.ts'

/** Does something again and again, never twice at the same time. */
export function tendingTimer(every: Seconds, tend: () => Promise<void>, log: Log): { close(): void } {
  let running = false
  const timer = setInterval(() => {
    if (running) return
    running = true
    tend()
      .catch((error: unknown) => log.error('tending_failed_itself', error))
      .finally(() => {
        running = false
      })
  }, every * 1000)
  timer.unref()
  return { close: () => clearInterval(timer) }
}
