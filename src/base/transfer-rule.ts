import type { EvidenceTag } from './evidence-tag.ts'
import type { Localized } from './localized.ts'

/** Who receives data, as data-protection law tells recipients apart. */
export const recipientSectors = ['private', 'academia', 'public'] as const
export type RecipientSector = (typeof recipientSectors)[number]

/**
 * How data reaches the recipient: from the holder's own hand, from a controller, or from a recipient who passes on what
 * came from a third jurisdiction.
 */
export const transferModes = ['holder_direct', 'controller_transfer', 'onward_transfer'] as const
export type TransferMode = (typeof transferModes)[number]

/** What the law asks of data as such, whatever the direction. */
export const dataClasses = ['personal', 'special_category', 'excluded_from_adequacy', 'individual_number', 'non_personal'] as const
export type DataClass = (typeof dataClasses)[number]

/** A fact outside the data that a rule may ask for: a ground of domestic law, an informed consent, a record. */
export const transferConditions = ['domestic_ground', 'informed_consent', 'equivalent_measures_record', 'explicit_consent'] as const
export type TransferCondition = (typeof transferConditions)[number]

/**
 * One rule of a jurisdiction's transfer law, as data. An absent member of `when` matches everything. Rules are tried in the
 * order of their list; the first that decides counts, and where none decides the transfer is blocked.
 *
 * `when.data`: a rule that blocks or is a gate concerns a transfer that contains *any* of these classes; a rule that
 * allows covers only a transfer whose data are *all* of these classes.
 */
export interface TransferRule {
  readonly id: `L${number}`
  readonly when: {
    readonly from?: readonly string[]
    readonly to?: readonly string[]
    /** Where the data first came from, for onward transfers. */
    readonly origin?: readonly string[]
    readonly recipientSector?: readonly RecipientSector[]
    readonly mode?: readonly TransferMode[]
    readonly data?: readonly DataClass[]
  }
  readonly effect: TransferEffect
  readonly basis: Localized
  /** Lawful ways that remain when the rule blocks. */
  readonly alternatives: readonly Localized[]
  readonly source: string
  readonly tag: EvidenceTag
}

export type TransferEffect =
  | 'allow'
  | 'block'
  /** Allowed where the recipient's sector lies in the adequacy scope; otherwise the next rules decide. */
  | 'if_adequate'
  /** Allowed under any one of the conditions, blocked without. */
  | { readonly allowWith: readonly [TransferCondition, ...TransferCondition[]] }
  /** Blocked without the condition; with it, the next rules decide. */
  | { readonly gate: TransferCondition }
