import type { HeldOffer } from './issuance-records.ts'

/**
 * How an issuance stands, for a program: `accepted`; `rejected:` and the code of what stopped it (the holder may still
 * try again); `pending` while somebody has something to do: the holder, the authorization server, the issuer.
 */
export function outcomeOf({ state, lastFailure }: Pick<HeldOffer, 'state' | 'lastFailure'>): string {
  if (state === 'collected') return 'accepted'
  if (state === 'dismissed') return 'rejected:dismissed'
  return state === 'open' && lastFailure ? `rejected:${lastFailure.code}` : 'pending'
}
