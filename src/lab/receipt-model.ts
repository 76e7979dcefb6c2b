import { showPath } from '../base/claims-path.ts'
import type { JsonObject } from '../base/json.ts'
import type { Localized } from '../base/localized.ts'
import type { ReceiptModel } from '../html/receipt-view.ts'
import { jurisdictionOf } from '../jurisdictions/index.ts'
import { purposes } from '../jurisdictions/purposes.ts'
import { transferRules } from '../jurisdictions/transfer-rules.ts'
import { parseReceipt, type ReceiptClaim } from '../transfer/receipt.ts'

/** A receipt in words. @throws CheckFailed if the claims are not a receipt's */
export function receiptModel(claims: JsonObject, signedBy: Localized): ReceiptModel {
  const receipt = parseReceipt(claims)
  const rule = transferRules.find(({ id }) => id === receipt.legal_basis)
  const purpose = Object.values(purposes).find(({ code }) => code === receipt.purpose)
  const days = receipt.retention_days
  return {
    purpose: purpose?.name ?? receipt.purpose,
    legalBasis: { id: receipt.legal_basis, ...(rule && { text: rule.basis, source: rule.source, tag: rule.tag }) },
    mode: receipt.mode,
    recipient: signedBy,
    ...jurisdictionOf(receipt.recipient.jurisdiction) && { recipientSector: sectorWords[receipt.recipient.sector] },
    requested: receipt.attributes.requested.map(shown),
    disclosed: receipt.attributes.disclosed.map(shown),
    withheld: receipt.attributes.withheld.map(shown),
    retention: { en: `${days} days`, ja: `${days} 日`, fr: `${days} jours` },
    at: receipt.iat,
    signedBy: signedBy.en,
  }
}

const shown = ({ credential, path }: ReceiptClaim): string => `${credential}.${showPath(path)}`

const sectorWords = {
  private: { en: 'private body', ja: '民間', fr: 'organisme privé' },
  academia: { en: 'university', ja: '大学', fr: 'université' },
  public: { en: 'public body', ja: '公的機関', fr: 'organisme public' },
} as const
