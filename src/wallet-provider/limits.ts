import { hours, minutes, seconds } from '../base/time.ts'

/** How long things last, how large they may be, how often they may come. */
export const limits = {
  challenge: minutes(5),
  /** EUDI TS3 v1.5: less than 24 hours, counted from a full hour (see `wallet-attestation.ts`). */
  walletAttestation: hours(23),
  /** Long enough for the request that it goes along with, after a person unlocked the wallet. */
  keyAttestation: minutes(10),
  keysPerAttestation: 20,
  /** After this an issuer asks again: short, because a laboratory wants to see a revocation at once. */
  statusListTtl: seconds(5),
  statusListToken: hours(12),
  body: { wallet: 50_000, desk: 1_000 },
  perMinute: { wallet: 1200, statusList: 1200 },
} as const
