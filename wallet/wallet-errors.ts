import { ProtocolError, type ProtocolErrorOptions } from '../src/base/errors.ts'
import type { Report } from '../src/base/checks.ts'
import type { JsonObject } from '../src/base/json.ts'
import { reportRows } from './report-rows.ts'

/** What this wallet's own API and pages answer when they refuse. Closed: a code that is not here does not compile. */
export const walletErrorCodes = [
  'invalid_request',
  'invalid_token',
  'too_many_requests',
  'cross_origin',
  'not_found',
  'invalid_offer',
  'offer_unreachable',
  'unknown_offer',
  'offer_expired',
  'offer_closed',
  'unsupported_offer',
  'issuer_unreachable',
  'invalid_issuer_metadata',
  'issuer_refused',
  'issuer_not_listed',
  'tx_code_required',
  'tx_code_wrong',
  'wallet_not_attested',
  'authorization_refused',
  'authorization_mismatch',
  'unknown_authorization',
  'authorization_expired',
  'credential_refused',
  'credential_denied',
  'not_a_qr_code',
  'trust_unknown',
  'wallet_full',
  'unknown_credential',
  'invalid_presentation_request',
  'request_unreachable',
  'verifier_not_authenticated',
  'unknown_presentation',
  'presentation_closed',
  'presentation_expired',
  'nothing_to_share',
  'over_asked',
  'transfer_not_allowed',
  'verifier_unreachable',
  'invalid_receipt',
  'receipt_unreachable',
  'receipt_not_mine',
  'link_used',
] as const
export type WalletErrorCode = (typeof walletErrorCodes)[number]

export const refuse = (
  code: WalletErrorCode,
  description: string,
  options: ProtocolErrorOptions = {},
): ProtocolError<WalletErrorCode> => new ProtocolError(code, description, options)

/** A refusal that rests on checks: the answer shows every one of them, so that its reader sees which did not hold. */
export class RefusedByChecks extends ProtocolError<WalletErrorCode> {
  readonly report: Report
  constructor(code: WalletErrorCode, description: string, report: Report, options: ProtocolErrorOptions = {}) {
    super(code, description, options)
    this.report = report
  }

  override toJSON(): { error: WalletErrorCode; error_description: string; checks: readonly JsonObject[] } {
    return { ...super.toJSON(), checks: reportRows(this.report) }
  }
}
