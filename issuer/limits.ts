import { hours, minutes, seconds } from '../src/base/time.ts'

/** How long things last, how large they may be, how often they may come. */
export const limits = {
  /** OpenID4VCI 1.0 "Pre-Authorized Code Flow" wants it short; long enough to find the telephone. */
  offer: minutes(10),
  /** OpenID4VCI 1.0 "Protecting the Access Token": short, though bound to a key. */
  accessToken: minutes(5),
  /** After this a verifier asks again: short, because a laboratory wants to see a revocation at once. */
  statusListTtl: seconds(5),
  statusListToken: hours(12),
  txCodeDigits: 6,
  /** One proof, one credential: `batch_credential_issuance` is not offered. */
  proofsPerRequest: 1,
  browserSession: hours(8),
  body: { token: 10_000, credential: 50_000, desk: 10_000, form: 2_000, transferRequest: 20_000, nonce: 1_000 },
  perMinute: { nonce: 1200, token: 1200, credential: 1200, transferRequest: 300, counter: 120 },
} as const
