import { days, hours, minutes, seconds } from '../src/base/time.ts'

/** How long things last, how large they may be, how often they may come. */
export const limits = {
  /** OpenID4VCI 1.0 "Pre-Authorized Code Flow" wants it short; long enough to find the telephone. */
  offer: minutes(10),
  /** OpenID4VCI 1.0 "Protecting the Access Token": short, though bound to a key. */
  accessToken: minutes(5),
  /** The same for whoever waits for an officer and got no refresh token: allowed, for the token is bound to a key. */
  reviewedAccessToken: days(1),
  /** After this a verifier asks again: short, because a laboratory wants to see a revocation at once. */
  statusListTtl: seconds(5),
  statusListToken: hours(12),
  txCodeDigits: 6,
  /** `batch_credential_issuance`: so many keys, so many copies, in one request. */
  batchSize: 10,
  /** How often a wallet asks whether a deferred credential is ready; how often, once an officer put it aside. */
  deferredInterval: seconds(5),
  putAsideInterval: minutes(5),
  /** How long a deferred request is kept. */
  transaction: days(30),
  signedMetadata: days(1),
  deskSession: hours(8),
  /** Rows of a list at the desk. */
  deskPage: 50,
  /** What an encrypted request may inflate to. */
  inflatedRequest: 200_000,
  browserSession: hours(8),
  body: {
    token: 10_000,
    credential: 100_000,
    deferredCredential: 20_000,
    notification: 5_000,
    desk: 10_000,
    form: 2_000,
    transferRequest: 20_000,
  },
  perMinute: {
    nonce: 1200,
    token: 1200,
    credential: 1200,
    notification: 1200,
    deskLogIn: 30,
    transferRequest: 300,
    counter: 120,
  },
} as const
