import type { ClaimsPath } from './claims-path.ts'
import type { Localized } from './localized.ts'

/** Which claims of one kind of credential a purpose may use. Whatever is in neither of the first two lists is refused. */
export interface PurposeScope {
  readonly needed: readonly ClaimsPath[]
  /** May be asked for, and the holder may say no. */
  readonly optional: readonly ClaimsPath[]
  /** Named only to be refused with a reason of its own. */
  readonly forbidden: readonly ClaimsPath[]
}

/** Why a verifier asks: a code for machines, words for people, and how long it keeps what it gets. */
export interface Purpose {
  readonly code: string
  readonly name: Localized
  readonly description: Localized
  readonly retentionDays: number
}
