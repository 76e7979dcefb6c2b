import { CheckFailed, Indeterminate } from '../src/base/checks.ts'
import { FetchFailed } from '../src/http/fetch-document.ts'
import { RequestRefused } from '../src/oauth/error-response.ts'
import { refuse, type WalletErrorCode } from './wallet-errors.ts'

/** Which of the wallet's codes says that another party gave no answer, a wrong one, or refused. */
export interface OutsideCodes {
  readonly unreachable: WalletErrorCode
  readonly invalid: WalletErrorCode
  readonly refused: WalletErrorCode
}

/** For everything that is asked of an issuer. */
export const atIssuer = {
  unreachable: 'issuer_unreachable',
  invalid: 'issuer_refused',
  refused: 'issuer_refused',
} as const

/**
 * Does something with another party, and says in this wallet's own words how it went wrong. What is neither a failed
 * check, a refusal nor a failed fetch is our bug and stays one.
 *
 * @throws ProtocolError with one of the three codes
 */
export async function outside<Answer>(codes: OutsideCodes, ask: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof CheckFailed) throw refuse(codes.invalid, sentence(error.message), { cause: error })
    if (error instanceof Indeterminate)
      throw refuse(codes.unreachable, sentence(error.message), { status: 502, cause: error })
    if (error instanceof FetchFailed && error.code === 'bad_url')
      throw refuse(codes.invalid, sentence(error.message), { cause: error })
    if (error instanceof FetchFailed)
      throw refuse(codes.unreachable, sentence(error.message), { status: 502, cause: error })
    if (error instanceof RequestRefused) throw refuse(codes.refused, sentence(error.message), { cause: error })
    throw error
  }
}

const maxLength = 400
const sentence = (message: string): string => {
  const oneLine = message.replace(/\s+/g, ' ').trim()
  return oneLine.length > maxLength ? `${oneLine.slice(0, maxLength)}...` : oneLine
}

/** The other party's words, if it refused with one of these codes; undefined otherwise. */
export const refusedWith = (error: unknown, ...codes: readonly string[]): string | undefined =>
  error instanceof RequestRefused && codes.includes(error.code) ? sentence(error.description) : undefined
