import type { EvidenceTag } from '../base/evidence-tag.ts'
import type { Localized } from '../base/localized.ts'

/** The rungs on which evidence of different jurisdictions is compared: lab mapping v1, docs/trust-policy.md AM-1. */
export const comparableLevels = ['low', 'substantial', 'high'] as const
export type ComparableLevel = (typeof comparableLevels)[number]

/** The version that is shown with every comparison; a changed map is a new version. */
export const assuranceMapVersion = 'v1'

/** How a jurisdiction itself speaks of assurance, and how a level counted elsewhere is shown to its readers. */
export interface AssuranceScheme {
  readonly name: Localized
  readonly showAs: { readonly [Level in ComparableLevel]: Localized }
  readonly source: string
  readonly tag: EvidenceTag
}

/** What is known of evidence whose jurisdiction keeps the axes apart; an axis that plays no part is left out. */
export interface AssuranceAxes {
  readonly identity: 1 | 2 | 3
  readonly authentication: 1 | 2 | 3
  readonly federation?: 1 | 2 | 3
}

/**
 * The rung of evidence that is measured on separate axes: the weakest axis decides — docs/trust-policy.md AM-2.
 *
 * A federation assertion lifts nothing; below level 2 it keeps the evidence off the highest rung.
 */
export function comparableLevelOf({ identity, authentication, federation }: AssuranceAxes): ComparableLevel {
  const weakest = Math.min(identity, authentication)
  if (weakest === 3 && (federation === undefined || federation >= 2)) return 'high'
  return weakest >= 2 ? 'substantial' : 'low'
}

export const lowerLevel = (one: ComparableLevel, other: ComparableLevel): ComparableLevel =>
  atLeast(one, other) ? other : one

export const atLeast = (held: ComparableLevel, needed: ComparableLevel): boolean =>
  comparableLevels.indexOf(held) >= comparableLevels.indexOf(needed)

/**
 * The words under which a foreign credential's assurance is shown to a reader of `relying`: always "comparable to",
 * never the level itself, always with the map's version and that it has no legal effect.
 */
export function comparableTo(level: ComparableLevel, relying: AssuranceScheme): Localized {
  const shown = relying.showAs[level]
  return {
    en: `comparable to ${shown.en} – lab mapping ${assuranceMapVersion}, no legal effect`,
    ja: `${shown.ja}と比較可能（ラボの対応表 ${assuranceMapVersion}、法的効力なし）`,
    fr: `comparable à ${shown.fr} – table de correspondance du laboratoire ${assuranceMapVersion}, sans effet juridique`,
  }
}
