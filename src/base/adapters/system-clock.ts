import { fromDate, type Clock } from '../time.ts'

export const systemClock: Clock = { now: () => fromDate(new Date()) }
