import { before, seconds, type EpochSeconds } from '../src/base/time.ts'
import type { HeldCredential } from './records.ts'

/** Whether fresh copies can be asked for, and whether it is time — ETSI TS 119 472-3 V1.1.1, `reissue_trigger_…`. */
export function renewalOf(
  { copies, expiresAt, access }: HeldCredential,
  now: EpochSeconds,
): { readonly possible: boolean; readonly due: boolean } {
  const possible = access !== undefined && copies !== undefined
  if (!copies) return { possible, due: false }
  const unused = copies.unused.length + (copies.lastUsed ? 0 : 1)
  const { renewLifetimeLeft } = copies
  const endsSoon =
    expiresAt !== undefined && renewLifetimeLeft !== undefined && now >= before(expiresAt, seconds(renewLifetimeLeft))
  return { possible, due: possible && (unused < copies.renewBelow || endsSoon) }
}
