import type { Localized } from './localized.ts'

/**
 * Four separate answers, never folded into one. `technical` is asked of the bytes, `listStatus` of the trust list of the
 * issuer's jurisdiction at time T, `legalStatus` of the law, `policy` of the relying party's own rules.
 */
export interface Answers {
  readonly technical: TechnicalAnswer
  readonly listStatus: ListStatus
  readonly legalStatus: LegalStatus
}

export interface Decision extends Answers {
  readonly policy: PolicyAnswer
  /** Every rule that shaped `policy`, by id, with its words; never empty. */
  readonly reasons: readonly Reason[]
}

export interface Reason {
  readonly rule: string
  readonly text: Localized
  /** Where the rule stands: a law, a specification, or the paragraph of our own policy. */
  readonly source: string
  /** What the rule said: it let the presentation through, asked for a further step, or refused. */
  readonly effect: 'allows' | 'asks' | 'refuses' | 'informs'
}

export type TechnicalAnswer = 'valid' | 'invalid' | 'indeterminate'
/** `pinned`: no list was needed, because the relying service is configured to trust the signer. */
export type ListStatus = 'granted' | 'pinned' | 'withdrawn' | 'not_listed' | 'list_expired' | 'list_unreachable'
/** `none`, or a status that a jurisdiction's profile names (`eu_qualified`, `jp_accredited`, …). */
export type LegalStatus = string
export type PolicyAnswer = 'accept' | 'accept_with_step_up' | 'reject'
