import { days, hours, minutes, seconds } from '../src/base/time.ts'

/** How long things last at the authorization server, how large they may be, how often they may come. */
export const authorizationLimits = {
  /** RFC 9126 §2.2: the browser comes at once; opened in time, the page may stay open longer. */
  pushedRequest: seconds(90),
  /** From opening the page to the log-in, and from there to the decision. */
  interaction: minutes(10),
  /** Longer than anybody can have a request open. */
  decision: hours(1),
  logInTries: 5,
  /** HAIP 1.0 recommends refresh tokens: for fetching fresh copies of a credential. Each one begins anew. */
  refreshToken: days(90),
  body: { par: 20_000, form: 2_000 },
  perMinute: { par: 1200, challenge: 1200, authorize: 600, form: 300 },
} as const
