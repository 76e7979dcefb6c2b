import { claimNames } from './named.ts'
import type { HeldCredential, HeldPresentation } from './records.ts'
import type { OutcomeModel } from './views/outcome-view.ts'

/** How a presentation ended. What was shared is named, not shown again. */
export function outcomeModel(
  { verifier, consent, outcome }: HeldPresentation,
  state: OutcomeModel['state'],
  held: readonly HeldCredential[],
): OutcomeModel {
  const shared = state === 'accepted' ? consent.shares : []
  return {
    state,
    verifier: verifier.name,
    redirectUri: outcome?.redirectUri,
    ...(outcome?.error !== undefined && {
      error: { code: outcome.error, description: outcome.errorDescription ?? '' },
    }),
    shared: shared.map(({ query, credentialId, paths }) => {
      const credential = held.find(({ id }) => id === credentialId)
      return {
        query,
        names: credential?.names ?? [],
        claims: paths.map((path) => ({ path, names: claimNames(credential?.claimLabels ?? [], path) })),
      }
    }),
  }
}
