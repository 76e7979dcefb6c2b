import type { ClaimsPath } from '../base/claims-path.ts'
import type { PurposeScope } from '../base/purpose.ts'
import { deniedClaim } from './deny-list.ts'

export type RefusalReason = 'hard_denied' | 'denied' | 'forbidden' | 'not_in_purpose'

export interface Minimisation {
  readonly needed: readonly ClaimsPath[]
  readonly optional: readonly ClaimsPath[]
  /** What the purpose does not allow, each with the reason that weighs most. */
  readonly refused: readonly { readonly path: ClaimsPath; readonly reason: RefusalReason }[]
}

/**
 * Sorts requested claims by what the purpose allows: docs/trust-policy.md M-1. The scope is an allow-list; a claim inside
 * an allowed one is allowed, a claim that merely contains an allowed one is not. A hard denial beats every scope.
 */
export function minimise({ needed, optional, forbidden }: PurposeScope, requested: readonly ClaimsPath[]): Minimisation {
  const inside = (scope: readonly ClaimsPath[]) => (path: ClaimsPath) => scope.some((allowed) => contains(allowed, path))
  const isHard = (path: ClaimsPath): boolean => deniedClaim(path)?.severity === 'hard'
  const isNeeded = (path: ClaimsPath): boolean => !isHard(path) && !inside(forbidden)(path) && inside(needed)(path)
  const isOptional = (path: ClaimsPath): boolean =>
    !isHard(path) && !inside(forbidden)(path) && !isNeeded(path) && inside(optional)(path)
  const reason = (path: ClaimsPath): RefusalReason => {
    if (isHard(path)) return 'hard_denied'
    if (inside(forbidden)(path)) return 'forbidden'
    return deniedClaim(path) ? 'denied' : 'not_in_purpose'
  }
  return {
    needed: requested.filter(isNeeded),
    optional: requested.filter(isOptional),
    refused: requested
      .filter((path) => !isNeeded(path) && !isOptional(path))
      .map((path) => ({ path, reason: reason(path) })),
  }
}

/** Whether `path` selects the claim at `whole` or something inside it. */
const contains = (whole: ClaimsPath, path: ClaimsPath): boolean =>
  whole.length <= path.length && whole.every((element, index) => element === path[index])
