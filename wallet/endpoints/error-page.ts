import type { ErrorPage } from '../../src/http/protocol-errors.ts'
import { reportRow } from '../../src/html/report-view.ts'
import type { WalletContext } from '../context.ts'
import { problemView } from '../views/problem-view.ts'
import { RefusedByChecks, walletErrorCodes } from '../wallet-errors.ts'
import { errorWords } from '../error-words.ts'
import { problemWords } from '../words.ts'
import { bareFrame } from './frame.ts'

/** What a person sees instead of a coded error. */
export const errorPage =
  (context: WalletContext): ErrorPage =>
  (error, req) => {
    const known = walletErrorCodes.find((code) => code === error.code)
    return problemView(bareFrame(context, req), {
      code: error.code,
      text: known ? errorWords[known] : error.status >= 500 ? problemWords.ours : errorWords.invalid_request,
      detail: error.message,
      checks: error instanceof RefusedByChecks ? error.report.checks.map(reportRow) : [],
    }).toString()
  }
