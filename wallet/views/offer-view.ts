import type { EpochSeconds } from '../../src/base/time.ts'
import type { ReportRow } from '../../src/html/report-view.ts'
import { buttonForm, buttonLink } from '../../src/html/button-form.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { checkField, textField } from '../../src/html/form-fields.ts'
import { html, type Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { reportView } from '../../src/html/report-view.ts'
import { timeView } from '../../src/html/time-view.ts'
import type { Named } from '../records.ts'
import type { WalletErrorCode } from '../wallet-errors.ts'
import { errorWords } from '../error-words.ts'
import { navigationWords, offerWords } from '../words.ts'
import { namedView } from './named-view.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

export interface OfferModel {
  readonly id: string
  readonly state: 'open' | 'collecting' | 'collected' | 'dismissed' | 'expired'
  readonly issuerNames: Named
  readonly issuerHost: string
  readonly credentialIssuer: string
  readonly credentials: readonly { readonly names: Named; readonly type: string; readonly claims: readonly Named[] }[]
  readonly txCode?:
    | { readonly numeric: boolean; readonly length?: number | undefined; readonly description?: string | undefined }
    | undefined
  readonly expiresAt: EpochSeconds
  readonly checks: readonly ReportRow[]
  /** What went wrong when the holder tried, and the checks of that attempt. */
  readonly problem?:
    { readonly code: WalletErrorCode; readonly detail: string; readonly checks: readonly ReportRow[] } | undefined
  /** The credential is here and intact, its issuer in no list: the holder decides. */
  readonly unlisted: boolean
}

/** Who offers what, and what the holder has to type to get it. */
export function offerView(frame: WalletFrame, model: OfferModel): Html {
  const { language } = frame.shell
  const { problem } = model
  return walletPage(frame, {
    title: offerWords.title[language],
    body: html`<div class="stack">
${
  problem !== undefined &&
  !isAboutTxCode(problem.code) &&
  !model.unlisted &&
  noticeView(
    'error',
    html`<p>${errorWords[problem.code][language]}</p><p class="muted" lang="en">${problem.detail}</p>`,
    { language },
  )
}
<section class="panel"><h2>${offerWords.who[language]}</h2>
<p><strong>${namedView(model.issuerNames, language, model.issuerHost)}</strong></p>
<p class="muted">${offerWords.issuerNameNote[language]}</p>
${definitionList([
  { term: offerWords.issuerAddress[language], value: model.credentialIssuer },
  { term: offerWords.expires[language], value: timeView(model.expiresAt, language) },
])}</section>
<section class="panel"><h2>${offerWords.what[language]}</h2>${model.credentials.map(
      (credential) => html`<h3>${namedView(credential.names, language, credential.type)}</h3>
${
  credential.claims.length > 0 &&
  html`<p class="label">${offerWords.contains[language]}</p>
<ul class="chips">${credential.claims.map((names) => html`<li>${namedView(names, language, '')}</li>`)}</ul>`
}`,
    )}</section>
${decision(frame, model)}
<details><summary>${offerWords.checks[language]}</summary>${reportView([...model.checks, ...(problem?.checks ?? [])], language)}</details>
</div>`,
  })
}

function decision({ shell: { language, basePath = '' } }: WalletFrame, model: OfferModel): Html {
  if (model.state !== 'open') {
    const kind = model.state === 'collected' ? 'success' : 'info'
    return html`${noticeView(kind, offerWords[model.state][language], { language })}
<p class="actions">${buttonLink(`${basePath}/`, navigationWords.credentials[language], true)}</p>`
  }
  const code = model.unlisted ? undefined : model.txCode
  return html`<section class="panel">
${model.unlisted && noticeView('warning', offerWords.unlistedText[language], { title: offerWords.unlistedTitle[language], language })}
<form method="post" action="${basePath}/offers/${model.id}/accept" class="stack">
${
  code &&
  textField({
    name: 'tx_code',
    label: offerWords.txCode[language],
    hint: [
      offerWords.txCodeHint[language],
      code.length !== undefined && code.numeric && `(${code.length} ${offerWords.digits[language]})`,
      code.description,
    ]
      .filter(Boolean)
      .join(' '),
    problem: model.problem && isAboutTxCode(model.problem.code) ? errorWords[model.problem.code][language] : undefined,
    inputMode: code.numeric ? 'numeric' : 'text',
    maxLength: code.length ?? 100,
    required: true,
    autocomplete: 'one-time-code',
  })
}
${model.unlisted && checkField({ name: 'accept_unlisted', label: offerWords.acceptUnlisted[language] })}
<p class="actions"><button type="submit">${offerWords.accept[language]}</button></p>
</form>
${buttonForm({ action: `${basePath}/offers/${model.id}/dismiss`, label: offerWords.dismiss[language] })}
</section>`
}

const isAboutTxCode = (code: WalletErrorCode): boolean => code === 'tx_code_wrong' || code === 'tx_code_required'
