import type { EpochSeconds } from '../../src/base/time.ts'
import type { ReportRow } from '../../src/html/report-view.ts'
import { buttonForm, buttonLink } from '../../src/html/button-form.ts'
import type { Language } from '../../src/base/localized.ts'
import { definitionList, type Definition } from '../../src/html/definition-list.ts'
import { checkField, textField } from '../../src/html/form-fields.ts'
import { html, type Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { reportView } from '../../src/html/report-view.ts'
import { timeView } from '../../src/html/time-view.ts'
import type { HeldOffer, IssuerStatement } from '../issuance-records.ts'
import type { Named } from '../named-records.ts'
import type { WalletErrorCode } from '../wallet-errors.ts'
import { errorWords } from '../error-words.ts'
import { copiesText, offerWords } from '../offer-words.ts'
import { navigationWords } from '../words.ts'
import { namedView } from './named-view.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

export interface OfferModel {
  readonly id: string
  readonly state: HeldOffer['state'] | 'expired'
  readonly issuerNames: Named
  readonly issuerHost: string
  readonly credentialIssuer: string
  /** Who signed what the issuer says of itself, and its registration. */
  readonly statement: IssuerStatement
  readonly credentials: readonly {
    readonly names: Named
    readonly type: string
    readonly copies: number
    readonly claims: readonly Named[]
  }[]
  /** Accepting leads to the issuer's own pages. */
  readonly logIn: boolean
  readonly txCode?:
    | { readonly numeric: boolean; readonly length?: number | undefined; readonly description?: string | undefined }
    | undefined
  readonly expiresAt: EpochSeconds
  /** The issuer takes its time: when it is asked again. */
  readonly pendingUntil?: EpochSeconds | undefined
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
  ...statementRows(model.statement, language),
  { term: offerWords.expires[language], value: timeView(model.expiresAt, language) },
])}</section>
<section class="panel"><h2>${offerWords.what[language]}</h2>${model.credentials.map(
      (credential) => html`<h3>${namedView(credential.names, language, credential.type)}</h3>
${credential.copies > 1 && html`<p class="muted">${copiesText(credential.copies)[language]}</p>`}
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
  const decidable = model.state === 'open' || model.state === 'authorizing' || (model.state === 'pending' && model.unlisted)
  if (!decidable) {
    const kind = model.state === 'collected' ? 'success' : 'info'
    return html`${noticeView(kind, offerWords[model.state][language], { language })}
${model.pendingUntil !== undefined && html`<p class="muted">${offerWords.pendingUntil[language]} ${timeView(model.pendingUntil, language)}</p>`}
<p class="actions">${buttonLink(`${basePath}/`, navigationWords.credentials[language], true)}${
      model.state === 'pending' && html` ${buttonLink(`${basePath}/offers/${model.id}`, offerWords.look[language])}`
    }</p>
${model.state === 'pending' && buttonForm({ action: `${basePath}/offers/${model.id}/dismiss`, label: offerWords.dismiss[language] })}`
  }
  const code = model.unlisted ? undefined : model.txCode
  return html`<section class="panel">
${model.unlisted && noticeView('warning', offerWords.unlistedText[language], { title: offerWords.unlistedTitle[language], language })}
${model.state === 'authorizing' && noticeView('info', offerWords.authorizing[language], { language })}
${model.logIn && html`<p>${offerWords.logInNote[language]}</p>`}
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
<p class="actions"><button type="submit">${offerWords[model.logIn ? 'logIn' : 'accept'][language]}</button></p>
</form>
${buttonForm({ action: `${basePath}/offers/${model.id}/dismiss`, label: offerWords.dismiss[language] })}
</section>`
}

/** Only a signature that somebody vouches for makes a statement more than the issuer's own words. */
function statementRows({ signer, registration }: IssuerStatement, language: Language): readonly Definition[] {
  return [
    {
      term: offerWords.signedBy[language],
      value: signer
        ? html`<strong>${signer.legalName}</strong> <span class="muted">${signer.identifier} · ${signer.country} · ${offerWords.listOf[language]} ${signer.territory}</span>`
        : registration && offerWords.unsigned[language],
    },
    {
      term: offerWords.registeredFor[language],
      value: registration && html`${namedView(registration.descriptions, language, registration.identifier)}
<ul class="plain">${registration.provides.map((type) => html`<li><code>${type}</code></li>`)}</ul>`,
    },
    {
      term: offerWords.registry[language],
      value: registration && html`<a href="${registration.registry}" rel="noreferrer noopener">${registration.registry}</a>`,
    },
  ]
}

const isAboutTxCode = (code: WalletErrorCode): boolean => code === 'tx_code_wrong' || code === 'tx_code_required'
