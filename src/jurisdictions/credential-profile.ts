import { showPath, type ClaimsPath } from '../base/claims-path.ts'
import type { Localized } from '../base/localized.ts'
import type { ClaimProfile, CredentialProfile } from './jurisdiction-profile.ts'

/** Paths of the claims that the holder discloses one by one. */
export const disclosablePaths = ({ claims }: CredentialProfile): readonly ClaimsPath[] =>
  claims.filter(({ disclosable }) => disclosable).map(({ path }) => path)

/** Top-level names of the claims that everybody reads who gets the credential. */
export const alwaysDisclosed = ({ claims }: CredentialProfile): readonly string[] =>
  claims.filter(({ disclosable }) => !disclosable).map(({ path }) => String(path[0]))

export const samePath = (one: ClaimsPath, other: ClaimsPath): boolean =>
  one.length === other.length && one.every((element, index) => element === other[index])

/** The profile of the claim at exactly this path. */
export const claimAt = ({ claims }: CredentialProfile, path: ClaimsPath): ClaimProfile | undefined =>
  claims.find((claim) => samePath(claim.path, path))

/** What to call a claim on a page; a path that the profile does not know is shown as it is. */
export function claimLabel(profile: CredentialProfile, path: ClaimsPath): Localized {
  const shown = showPath(path)
  return claimAt(profile, path)?.label ?? { en: shown, ja: shown, fr: shown }
}
