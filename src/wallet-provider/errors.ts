import { ProtocolError } from '../base/errors.ts'

/** What the wallet and the desk are told; the codes are the lab's. */
export type WalletProviderErrorCode =
  | 'invalid_request'
  | 'invalid_challenge'
  | 'invalid_proof'
  | 'unknown_instance'
  | 'instance_revoked'
  | 'not_found'

export const refuse = (
  code: WalletProviderErrorCode,
  description: string,
  options: { readonly status?: number; readonly cause?: unknown } = {},
): ProtocolError<WalletProviderErrorCode> => new ProtocolError(code, description, options)
