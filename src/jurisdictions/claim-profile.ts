import type { ClaimsPath } from '../base/claims-path.ts'
import type { EvidenceTag } from '../base/evidence-tag.ts'
import type { CanonicalAttribute, ClaimProfile, LossFlag } from './jurisdiction-profile.ts'

/**
 * Writes a claim of a profile on one or two lines. Presence is spelled out each time; a claim is disclosable by the
 * holder unless it says `always`.
 *
 * @param labels English, Japanese, French
 * @param tag    `FACT` for a claim of the public data model that the credential is shaped after, `LAB` for ours
 */
export const claim = (
  path: ClaimsPath,
  attribute: CanonicalAttribute,
  presence: 'mandatory' | 'optional' | 'always',
  tag: EvidenceTag,
  labels: readonly [string, string, string],
  flags: readonly LossFlag[] = [],
): ClaimProfile => ({
  path,
  label: { en: labels[0], ja: labels[1], fr: labels[2] },
  mandatory: presence !== 'optional',
  disclosable: presence !== 'always',
  tag,
  attribute,
  flags,
})
