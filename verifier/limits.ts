import { hours, minutes, seconds } from '../src/base/time.ts'

/** What this verifier allows, in one place. */
export const limits = {
  /** How long a wallet may take to answer. */
  requestLifetime: minutes(15),
  /** How long a browser is remembered. */
  browserSession: hours(8),
  /** How far another party's clock may be off. */
  skew: seconds(60),
  responseBytes: 262_144,
  formBytes: 4_096,
  deskBytes: 16_384,
  transferAnswerBytes: 262_144,
  transferTimeout: seconds(15),
  /** Requests a minute from one address, at the endpoints that anybody may call. */
  perMinute: 600,
} as const
