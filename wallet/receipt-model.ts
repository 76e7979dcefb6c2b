import { showPath } from '../src/base/claims-path.ts'
import type { Localized } from '../src/base/localized.ts'
import type { ReceiptModel } from '../src/html/receipt-view.ts'
import { purposes } from '../src/jurisdictions/purposes.ts'
import { transferRules } from '../src/jurisdictions/transfer-rules.ts'
import { jurisdictionOf } from '../src/jurisdictions/index.ts'
import { parseReceipt, type ReceiptClaim } from '../src/transfer/receipt.ts'
import type { HeldReceipt } from './records.ts'
import { retentionText } from './consent-words.ts'

/** A kept receipt, ready for reading. */
export function receiptModel({ jwt, claims, verifierName }: HeldReceipt): ReceiptModel {
  const receipt = parseReceipt(claims)
  const rule =
    transferRules.find(
      ({ id, when }) => id === receipt.legal_basis && 'mode' in when && when.mode.some((mode) => mode === receipt.mode),
    ) ?? transferRules.find(({ id }) => id === receipt.legal_basis)
  return {
    purpose: Object.values(purposes).find(({ code }) => code === receipt.purpose)?.name ?? receipt.purpose,
    legalBasis: { id: receipt.legal_basis, text: rule?.basis, source: rule?.source },
    mode: receipt.mode,
    recipient: verifierName,
    recipientSector: placeOf(receipt.recipient.jurisdiction),
    requested: receipt.attributes.requested.map(shown),
    disclosed: receipt.attributes.disclosed.map(shown),
    withheld: receipt.attributes.withheld.map(shown),
    retention: retentionText(receipt.retention_days),
    ...(receipt.onward !== 'none' && { onward: receipt.onward.join(', ') }),
    at: receipt.iat,
    signedBy: receipt.recipient.identifier,
    jwt,
  }
}

const placeOf = (code: string): Localized | string => jurisdictionOf(code)?.name ?? code

const shown = ({ credential, path }: ReceiptClaim): string => `${credential}: ${showPath(path)}`
