import type { ClaimsPath } from '../base/claims-path.ts'
import type { EvidenceTag } from '../base/evidence-tag.ts'
import type { Localized } from '../base/localized.ts'

/** A claim that does not cross: `hard` whatever anybody says, `default` unless the purpose names it. */
export interface Denial {
  readonly severity: 'hard' | 'default'
  readonly pattern: string
  readonly reason: Localized
  readonly source: string
  readonly tag: EvidenceTag
}

/** Names that never cross, nested or not: docs/trust-policy.md DN-1. An asterisk stands for anything. */
export const hardDeny = [
  '*individual_number*', '*my_number*', '*マイナンバー*', '*個人番号*', '*resident_registration_number*', '*住民票コード*',
] as const

/** Names that cross only where a purpose names them: docs/trust-policy.md DN-2. */
export const defaultDeny = [
  'personal_administrative_number', 'document_number', 'portrait', 'picture', 'birth_place', 'place_of_birth', 'health*',
  'religion*', 'trade_union*', 'sex_life*', 'koseki*', 'honseki*', '戸籍*', '本籍*',
] as const

/** What the deny lists say of a claim; the name is looked for at every level of the path. */
export function deniedClaim(path: ClaimsPath): Denial | undefined {
  const names = path.filter((element) => typeof element === 'string').map(plain)
  const hard = hardDeny.find((pattern) => names.some(matcher(pattern)))
  if (hard !== undefined) return { ...hardReason, severity: 'hard', pattern: hard }
  const soft = defaultDeny.find((pattern) => names.some(matcher(pattern)))
  if (soft !== undefined) return { ...defaultReason, severity: 'default', pattern: soft }
  return undefined
}

/** Every hard-denied claim inside a JSON value, by its path: for payloads that nobody asked for by name. */
export function deniedClaimsIn(value: unknown, at?: ClaimsPath): readonly ClaimsPath[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]): readonly ClaimsPath[] => {
    const element = Array.isArray(value) ? Number(name) : name
    const path: ClaimsPath = at === undefined ? [element] : [...at, element]
    return deniedClaim([element])?.severity === 'hard' ? [path] : deniedClaimsIn(member, path)
  })
}

/** Spelling does not hide a name: case, separators and width are levelled, as claim names need and names of people never. */
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[\s_.:/-]/g, '')

const matcher = (pattern: string): ((name: string) => boolean) => {
  const core = plain(pattern.replaceAll('*', ''))
  const open = { start: pattern.startsWith('*'), end: pattern.endsWith('*') }
  return (name) => {
    if (open.start && open.end) return name.includes(core)
    if (open.end) return name.startsWith(core)
    return open.start ? name.endsWith(core) : name === core
  }
}

const hardReason = {
  reason: {
    en: 'This number may not be provided across the border, with or without consent',
    ja: 'この番号は、本人の同意があっても国境を越えて提供できません',
    fr: 'Ce numéro ne peut être communiqué au-delà de la frontière, avec ou sans consentement',
  },
  source: 'docs/trust-policy.md DN-1',
  tag: 'FACT',
} as const satisfies Partial<Denial>

const defaultReason = {
  reason: {
    en: 'This claim stays unless the purpose names it',
    ja: 'この項目は、目的に明記されていない限り提供しません',
    fr: 'Cette donnée ne sort pas, sauf si la finalité la mentionne',
  },
  source: 'docs/trust-policy.md DN-2',
  tag: 'LAB',
} as const satisfies Partial<Denial>
