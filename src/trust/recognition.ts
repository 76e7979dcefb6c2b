import { pass, CheckFailed, type Pass } from '../base/checks.ts'

/**
 * One sentence of the border: credentials of `kind` issued in one jurisdiction are relied on in another, for these purposes, at
 * most as this level. It holds in one direction only.
 */
export interface Recognition<Level extends string = string> {
  readonly id: string
  readonly issuedBy: string
  readonly reliedOnBy: string
  readonly kind: string
  readonly purposes: readonly string[]
  /** The highest rung of the comparison that counts, whatever is held. */
  readonly atMost: Level
  /** `none`: the relying party's own policy, and no law. */
  readonly legalEffect: 'none' | 'art14_implementing_act' | 'international_agreement'
  readonly source: string
  /** Anchor of the paragraph in `docs/trust-policy.md`. */
  readonly paragraph: string
}

/** One credential, about to be relied on. */
export interface Reliance<Level extends string> {
  readonly issuedBy: string
  readonly reliedOnBy: string
  readonly kind: string
  readonly purpose: string
  /** What the credential's evidence compares to. */
  readonly held: Level
  /** What the relying party's rule asks for. */
  readonly needed: Level
}

export type RecognitionAnswer<Level extends string> =
  | { readonly reliedOn: true; readonly recognition: Recognition<Level>; readonly comparableTo: Level }
  | { readonly reliedOn: false; readonly reason: 'no_entry' | 'other_purpose' | 'level_too_low'; readonly detail: string; readonly comparableTo?: Level }

/**
 * Decides one reliance. What no sentence allows is refused. The level that counts is the lower of what is held and what the
 * sentence allows; it is a comparison (`comparableTo`), never a level of the relying jurisdiction.
 *
 * @param levels the rungs of the comparison, lowest first; a level that is not among them counts for nothing
 */
export function recognise<Level extends string>(
  policy: readonly Recognition<Level>[],
  { issuedBy, reliedOnBy, kind, purpose, held, needed }: Reliance<Level>,
  levels: readonly Level[],
): RecognitionAnswer<Level> {
  const sentences = policy.filter((entry) => entry.issuedBy === issuedBy && entry.reliedOnBy === reliedOnBy && entry.kind === kind)
  if (sentences.length === 0) return refuse('no_entry', `nothing says that ${kind} issued by ${issuedBy} is relied on in ${reliedOnBy}`)
  const recognition = sentences.find(({ purposes }) => purposes.includes(purpose))
  if (!recognition) return refuse('other_purpose', `${kind} issued by ${issuedBy} is not relied on for ${purpose}`)
  const counted = Math.min(levels.indexOf(held), levels.indexOf(recognition.atMost))
  const comparableTo = levels[counted]
  if (comparableTo === undefined) return refuse('level_too_low', `${held} is no level of the comparison`)
  if (!levels.includes(needed) || counted < levels.indexOf(needed)) {
    return { ...refuse('level_too_low', `comparable to ${comparableTo}, and ${needed} is needed`), comparableTo }
  }
  return { reliedOn: true, recognition, comparableTo }
}

const refuse = (reason: 'no_entry' | 'other_purpose' | 'level_too_low', detail: string) => ({ reliedOn: false, reason, detail }) as const

/** {@link recognise} as a check's answer. @throws CheckFailed naming the reason */
export function confirmReliance<Level extends string>(
  policy: readonly Recognition<Level>[],
  reliance: Reliance<Level>,
  levels: readonly Level[],
): Pass {
  const answer = recognise(policy, reliance, levels)
  const evidence = { comparableTo: answer.comparableTo ?? 'nothing', legalEffect: answer.reliedOn ? answer.recognition.legalEffect : 'none' }
  if (!answer.reliedOn) throw new CheckFailed(answer.detail, { ...evidence, reason: answer.reason })
  const { id, source, paragraph } = answer.recognition
  return pass(`relied on as comparable to ${answer.comparableTo} (${source})`, { ...evidence, recognition: id, source, paragraph })
}
