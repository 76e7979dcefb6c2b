import { buttonLink } from '../../src/html/button-form.ts'
import { html, type Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { reportView, type ReportRow } from '../../src/html/report-view.ts'
import type { Localized } from '../../src/base/localized.ts'
import { offerWords } from '../offer-words.ts'
import { problemWords } from '../words.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

export interface ProblemModel {
  readonly code: string
  readonly text: Localized
  /** The coded description, in English. */
  readonly detail: string
  readonly checks: readonly ReportRow[]
}

/**
 * Something did not work: what that means and what to do, then the code and, where checks decided, every one of them.
 */
export function problemView(frame: WalletFrame, model: ProblemModel): Html {
  const { language, basePath = '' } = frame.shell
  return walletPage(frame, {
    title: problemWords.title[language],
    body: html`<div class="stack">
${noticeView('error', model.text[language], { language })}
<p class="muted">${problemWords.code[language]}: <code>${model.code}</code> <span lang="en">${model.detail}</span></p>
<p class="actions">${buttonLink(`${basePath}/`, problemWords.back[language], true)}</p>
${model.checks.length > 0 && html`<section><h2>${offerWords.checks[language]}</h2>${reportView(model.checks, language)}</section>`}
</div>`,
  })
}
