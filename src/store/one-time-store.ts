import type { EpochSeconds } from '../base/time.ts'

/**
 * Values (plain JSON data) that may be used at most once: pre-authorized codes, authorization codes, PAR request_uris,
 * c_nonces, presentation states, jti values.
 */
export interface OneTimeStore<Value> {
  /**
   * @param expiresAt the value is gone at this instant and after
   * @throws Error if the key is in use: keys are random, so that is our bug
   */
  put(key: string, value: Value, expiresAt: EpochSeconds): Promise<void>
  /**
   * Returns and removes the value in one atomic step: of two concurrent calls with the same key, also from two
   * processes, at most one gets it. Unknown, used and expired are the same answer, so a caller cannot leak which.
   */
  take(key: string): Promise<Value | undefined>
  /** Looks without taking. Unknown, used and expired are the same answer, as in `take`. */
  peek(key: string): Promise<Value | undefined>
  /**
   * Claims a key for the first time: true if nobody claimed it before, in one atomic step; for `jti` values, where
   * being there already is the refusal. An expired key can be claimed again.
   */
  claim(key: string, expiresAt: EpochSeconds): Promise<boolean>
}
