import type { EvidenceTag } from '../base/evidence-tag.ts'
import type { Localized } from '../base/localized.ts'
import type { DataClass, RecipientSector, TransferCondition, TransferMode, TransferRule } from '../base/transfer-rule.ts'

/** A transfer as the law sees it. Nothing has a default: what is not known must be asked. */
export interface Transfer {
  /** Jurisdiction codes. */
  readonly from: string
  readonly to: string
  /** Where the data first came from; for a first transfer the same as `from`. */
  readonly origin: string
  readonly recipientSector: RecipientSector
  readonly mode: TransferMode
  /** Every class that occurs in the data. */
  readonly data: readonly [DataClass, ...DataClass[]]
  /** Conditions that are met and can be shown. */
  readonly conditions: readonly TransferCondition[]
  /** Sectors of `to` into which an adequacy decision of `from` lets data go. */
  readonly adequacyScope: readonly RecipientSector[]
}

export interface TransferDecision {
  readonly allowed: boolean
  /** Id of the rule that decided, or `none`. */
  readonly rule: string
  readonly basis: Localized
  readonly alternatives: readonly Localized[]
  /** Conditions under which the same rule would not have blocked. */
  readonly missing: readonly TransferCondition[]
  readonly source: string
  readonly tag: EvidenceTag
}

/**
 * Decides whether a transfer has a legal basis: the first rule that has an answer counts, and a transfer that no rule
 * answers is blocked — docs/trust-policy.md part T.
 *
 * A question of law only: that the bytes are genuine changes nothing here.
 */
export function decideTransfer(rules: readonly TransferRule[], transfer: Transfer): TransferDecision {
  for (const rule of rules) {
    const answer = matches(rule, transfer) ? effectOf(rule, transfer) : 'next'
    if (answer !== 'next') {
      const { id, basis, alternatives, source, tag } = rule
      return { ...answer, rule: id, basis, alternatives: answer.allowed ? [] : alternatives, source, tag }
    }
  }
  return noRule
}

type Answer = { readonly allowed: boolean; readonly missing: readonly TransferCondition[] } | 'next'

const allowed: Answer = { allowed: true, missing: [] }
const blocked = (...missing: readonly TransferCondition[]): Answer => ({ allowed: false, missing })

function effectOf({ effect }: TransferRule, { conditions, recipientSector, adequacyScope }: Transfer): Answer {
  if (effect === 'allow') return allowed
  if (effect === 'block') return blocked()
  if (effect === 'if_adequate') return adequacyScope.includes(recipientSector) ? allowed : 'next'
  if ('gate' in effect) return conditions.includes(effect.gate) ? 'next' : blocked(effect.gate)
  return effect.allowWith.some((condition) => conditions.includes(condition)) ? allowed : blocked(...effect.allowWith)
}

function matches({ when, effect }: TransferRule, transfer: Transfer): boolean {
  const restricts = effect === 'block' || (typeof effect === 'object' && 'gate' in effect)
  const covers = (data: DataClass): boolean => when.data === undefined || when.data.includes(data)
  return (
    within(when.from, transfer.from) &&
    within(when.to, transfer.to) &&
    within(when.origin, transfer.origin) &&
    within(when.recipientSector, transfer.recipientSector) &&
    within(when.mode, transfer.mode) &&
    (restricts ? transfer.data.some(covers) : transfer.data.every(covers))
  )
}

const within = (allowedValues: readonly string[] | undefined, value: string): boolean =>
  allowedValues === undefined || allowedValues.includes(value)

const noRule: TransferDecision = {
  allowed: false,
  rule: 'none',
  basis: {
    en: 'No rule of the transfer table covers this combination of direction, recipient, mode and data; what is not covered is blocked',
    ja: 'この方向・受領者・方式・データの組み合わせに当てはまる規則が移転規則表にありません。規則のない移転は認められません',
    fr: 'Aucune règle de la table des transferts ne couvre cette combinaison de sens, de destinataire, de mode et de données ; ce qui n’est pas couvert est bloqué',
  },
  alternatives: [],
  missing: [],
  source: 'docs/trust-policy.md T-0',
  tag: 'LAB',
}
