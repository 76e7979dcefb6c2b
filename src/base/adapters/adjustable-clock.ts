import { after, fromDate, type Clock, type Seconds } from '../time.ts'

/** The system's time, moved forward: for worlds in which a story says that time passes. */
export interface AdjustableClock extends Clock {
  advance(duration: Seconds): void
}

export function adjustableClock(): AdjustableClock {
  let moved = 0 as Seconds
  return {
    now: () => after(fromDate(new Date()), moved),
    advance: (duration) => {
      moved = (moved + duration) as Seconds
    },
  }
}
