import { adjustableClock, type AdjustableClock } from '../../src/base/adapters/adjustable-clock.ts'
import { after } from '../../src/base/time.ts'

/** Begins now and stands still: time passes when the test says so, to the second. */
export function standingClock(): AdjustableClock {
  let now = adjustableClock().now()
  return { now: () => now, advance: (duration) => { now = after(now, duration) } }
}
