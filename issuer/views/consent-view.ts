import type { Language, Localized } from '../../src/base/localized.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { html, type Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { consentWords } from '../authorization-words.ts'
import { clientDefinitions, type ClientModel } from './client-model.ts'

export interface ConsentModel {
  /** Address of the interaction; the form goes to a place below it. */
  readonly action: string
  readonly client: ClientModel
  readonly person: string
  readonly personLang: string | undefined
  readonly credential: Localized
  readonly formats: readonly string[]
  readonly claims: readonly Localized[]
  /** Whether an officer has to approve as well. */
  readonly review: boolean
}

/** What would be released, to which wallet, and the two answers. */
export const consentView = (model: ConsentModel, language: Language): Html => html`
<p>${consentWords.lead[language]}</p>
${definitionList([
  ...clientDefinitions(model.client, language),
  { term: consentWords.credential[language], value: model.credential[language] },
  {
    term: consentWords.person[language],
    value: model.person,
    lang: model.personLang === language ? undefined : model.personLang,
  },
  {
    term: consentWords.format[language],
    value: [...new Set(model.formats)].map((format) => html`<code>${format}</code> `),
  },
])}
<details><summary>${consentWords.claims[language]}</summary>
<ul>${model.claims.map((label) => html`<li>${label[language]}</li>`)}</ul>
</details>
${model.review && noticeView('info', consentWords.review[language], { language })}
<form class="actions" method="post" action="${model.action}/decision">
<button type="submit" id="approve" class="primary" name="decision" value="approve">${
  consentWords.approve[language]}</button>
<button type="submit" id="reject" name="decision" value="reject">${consentWords.reject[language]}</button>
</form>`
