import { confirm } from '../base/checks.ts'
import { showPath, type ClaimsPath } from '../base/claims-path.ts'
import { processHeld, selectableClaims } from './selectable-claims.ts'
import type { ClaimMetadata, TypeMetadata } from './type-metadata.ts'

/**
 * Whether a credential is as its type says — SD-JWT VC -13 "Claim Metadata": mandatory claims are there, and claims are
 * selectively disclosable where they must be and nowhere else.
 *
 * @param credential an SD-JWT VC as issued, with all disclosures
 * @param types from `fetchTypeMetadata`: the rules of every one hold
 * @throws CheckFailed naming the claim
 */
export function confirmOfType(credential: string, types: readonly TypeMetadata[]): void {
  const there = selectableClaims(credential).map(({ path }) => path)
  const disclosed = new Set(processHeld(credential).disclosed.map(({ path }) => JSON.stringify(path)))
  for (const claim of types.flatMap(({ claims = [] }) => claims)) {
    confirmClaim(claim, there.filter((path) => reaches(claim.path, path)), disclosed)
  }
}

function confirmClaim(
  { path, mandatory, sd }: ClaimMetadata,
  found: readonly ClaimsPath[],
  disclosed: ReadonlySet<string>,
): void {
  const name = showPath(path)
  confirm(mandatory !== true || found.length > 0, `the type has the claim ${name}, and the credential has not`)
  const selective = found.filter((place) => disclosed.has(JSON.stringify(place)))
  confirm(sd !== 'always' || selective.length === found.length, `${name} should be disclosed selectively, and is not`)
  confirm(sd !== 'never' || selective.length === 0, `${name} is disclosed selectively, and should not be`)
}

const reaches = (pattern: ClaimsPath, path: ClaimsPath): boolean =>
  pattern.length === path.length &&
  pattern.every((element, index) => element === path[index] || (element === null && typeof path[index] === 'number'))
