import type { Decision, ListStatus, TechnicalAnswer } from '../../src/base/decision.ts'
import type { Language, Localized } from '../../src/base/localized.ts'
import { buttonLink } from '../../src/html/button-form.ts'
import { decisionView, reasonsView } from '../../src/html/decision-view.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { disclosureView, type DisclosureItem } from '../../src/html/disclosure-view.ts'
import { fourAnswersView } from '../../src/html/four-answers-view.ts'
import { html, type Html } from '../../src/html/html.ts'
import { inLanguage } from '../../src/html/language.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { receiptView, type ReceiptModel } from '../../src/html/receipt-view.ts'
import { reportView, type ReportRow } from '../../src/html/report-view.ts'
import { answerWords, listStatusWords, noLegalStatus, technicalWords } from '../../src/html/words.ts'
import type { WalletError } from '../../src/openid4vp/authorization-response.ts'
import type { ListResult } from '../crossing-result.ts'
import { kindWords, problemWords, resultWords as words } from '../words.ts'

export interface ResultModel {
  readonly decision: Decision
  readonly person: readonly { readonly credential: Localized; readonly names: readonly NameOf[] }[]
  readonly credentials: readonly CredentialModel[]
  readonly crossed: readonly (DisclosureItem & { readonly unread: boolean })[]
  readonly stayed: readonly DisclosureItem[]
  readonly report: readonly ReportRow[]
  readonly legalStatuses: Readonly<Record<string, Localized>>
  readonly receipt?: { readonly model: ReceiptModel; readonly download: string; readonly keep: string }
}

interface NameOf {
  readonly label: Localized
  readonly value: string
  readonly lang: string | undefined
}

interface CredentialModel {
  readonly name: Localized
  readonly technical: TechnicalAnswer
  readonly listStatus: ListStatus
  readonly legalStatus: string
  readonly issuer: {
    readonly name: string
    readonly names: readonly { readonly lang: string; readonly value: string }[]
  } | null
  readonly list: ListResult | null
  readonly comparableTo: Localized | null
}

/** The decision in words, the four answers apart, who and what crossed, on whose word, every check, the receipt. */
export const resultView = (model: ResultModel, language: Language): Html => html`<div class="stack">
${decisionView(model.decision, language, model.decision.policy === 'accept_with_step_up' ? words.stepUp[language] : undefined)}
<h2>${answerWords.heading[language]}</h2>
${fourAnswersView(model.decision, language, model.legalStatuses)}
${reasonsView(model.decision.reasons, language)}
${personView(model, language)}
<section>${model.decision.policy === 'reject' && html`<p class="muted">${words.notKept[language]}</p>`}
${disclosureView({ crossed: model.crossed.map((item) => explained(item)), stayed: model.stayed }, language)}</section>
<section aria-labelledby="word">
<h2 id="word">${words.credentials[language]}</h2>
<div class="columns">${model.credentials.map((credential) => credentialView(credential, model.legalStatuses, language))}</div>
</section>
${reportView(model.report, language, kindWords)}
${model.receipt && receiptSection(model.receipt, language)}
</div>`

/** The wallet declined: that is an answer too. */
export const declinedView = (
  error: WalletError | undefined,
  baseUrl: string,
  language: Language,
): Html => html`<div class="stack">
${noticeView('info', words.declined[language], { language, title: words.declinedTitle[language] })}
${error && html`<p class="muted">${words.walletSaid[language]}: <code>${error.error}</code> ${error.error_description !== undefined && html`<span lang="en">${error.error_description}</span>`}</p>`}
<div class="actions">${buttonLink(`${baseUrl}/`, problemWords.back[language])}</div>
</div>`

const explained = ({ unread, ...item }: ResultModel['crossed'][number]): DisclosureItem =>
  unread ? { ...item, note: words.notAsked } : item

const personView = ({ person }: ResultModel, language: Language): Html | false => {
  const known = person.filter(({ names }) => names.length > 0)
  return (
    known.length > 0 &&
    html`<section aria-labelledby="person">
<h2 id="person">${words.person[language]}</h2>
<p>${words.personText[language]}</p>
<div class="columns">${known.map(
      ({ credential, names }) => html`<div class="panel"><h3>${credential[language]}</h3>
${definitionList(names.map(({ label, value, lang }) => ({ term: label[language], value, lang })))}</div>`,
    )}</div>
</section>`
  )
}

const credentialView = (
  credential: CredentialModel,
  legalStatuses: ResultModel['legalStatuses'],
  language: Language,
): Html => html`<div class="panel">
<h3>${credential.name[language]}</h3>
${definitionList(
  [
    { term: words.issuer[language], value: credential.issuer && issuerName(credential.issuer, language) },
    {
      term: words.list[language],
      value:
        credential.list &&
        html`${credential.list.territory}, ${credential.list.sequenceNumber > 0 && html`${words.listEntry[language]} ${credential.list.sequenceNumber}`} <cite>${credential.list.url}</cite>`,
    },
    { term: answerWords.technical.name[language], value: technicalWords[credential.technical][language] },
    { term: answerWords.listStatus.name[language], value: listStatusWords[credential.listStatus][language] },
    {
      term: answerWords.legalStatus.name[language],
      value:
        credential.legalStatus === 'none'
          ? noLegalStatus[language]
          : (legalStatuses[credential.legalStatus]?.[language] ?? credential.legalStatus),
    },
    { term: words.assurance[language], value: (credential.comparableTo ?? words.notRelied)[language] },
  ],
  'compact',
)}
</div>`

const issuerName = ({ name, names }: NonNullable<CredentialModel['issuer']>, language: Language): Html => {
  const own = names.find(({ lang }) => lang === language) ?? names.find(({ lang }) => lang === 'en')
  return own ? inLanguage(own.value, own.lang, language) : html`${name}`
}

const receiptSection = (
  { model, download, keep }: NonNullable<ResultModel['receipt']>,
  language: Language,
): Html => html`<section aria-labelledby="receipt">
<h2 id="receipt">${words.receipt[language]}</h2>
${receiptView(model, language)}
<div class="actions">${buttonLink(keep, words.keep[language], true)} <a href="${download}" download="receipt.jwt">${words.download[language]}</a></div>
</section>`
