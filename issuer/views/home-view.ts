import { showPath, type ClaimsPath } from '../../src/base/claims-path.ts'
import type { EvidenceTag } from '../../src/base/evidence-tag.ts'
import type { Language, Localized } from '../../src/base/localized.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { evidenceTag } from '../../src/html/evidence-tag.ts'
import { checkField, choiceField } from '../../src/html/form-fields.ts'
import { html, type Html } from '../../src/html/html.ts'
import { deskWords } from '../desk-words.ts'
import { daysInWords, homeWords } from '../words.ts'

/** Everything the front page shows; no request, no store. */
export interface HomeModel {
  readonly organisation: {
    readonly about: Localized
    readonly sector: Localized
    readonly country: string
    readonly identifier: string
    readonly email: string
  }
  readonly counter: Localized
  readonly people: readonly { readonly subject: string; readonly name: string; readonly lang: string | undefined; readonly about: Localized }[]
  readonly credential: {
    readonly name: Localized
    readonly description: Localized
    readonly vct: string
    readonly format: string
    readonly validForDays: number
    readonly assurance: Localized
    readonly legalStatus: Localized
    readonly shape: { readonly source: string; readonly tag: EvidenceTag }
    readonly claims: readonly ClaimLine[]
  }
  readonly counterAction: string
  readonly issuerMetadataUrl: string
  readonly serverMetadataUrl: string
  readonly deskUrl: string
}

export interface ClaimLine {
  readonly path: ClaimsPath
  readonly label: Localized
  readonly disclosable: boolean
  readonly tag: EvidenceTag
}

/** The front page: the counter first, then what is issued, then who issues it. */
export const homeView = (model: HomeModel, language: Language): Html => html`
${counterView(model, language)}
${credentialView(model, language)}
${aboutView(model, language)}
${developersView(model, language)}`

const counterView = ({ counter, people, counterAction }: HomeModel, language: Language): Html => html`<section class="panel stack" aria-labelledby="counter">
<h2 id="counter">${homeWords.counter[language]}</h2>
<p>${counter[language]}</p>
<form class="stack" method="post" action="${counterAction}">
${choiceField({
  name: 'subject',
  legend: homeWords.person[language],
  choices: people.map(({ subject, name, lang, about }) => ({ value: subject, label: name, lang: lang === language ? undefined : lang, hint: about[language] })),
})}
${choiceField({
  name: 'grant',
  legend: homeWords.way[language],
  choices: [
    { value: 'pre-authorized_code', label: homeWords.preAuthorized[language], hint: homeWords.preAuthorizedHint[language] },
    { value: 'authorization_code', label: homeWords.logIn[language], hint: homeWords.logInHint[language] },
  ],
})}
${checkField({ name: 'tx_code', label: homeWords.transactionCode[language], checked: true })}
${checkField({ name: 'review', label: homeWords.review[language] })}
<p class="actions"><button type="submit" class="primary">${homeWords.makeOffer[language]}</button></p>
</form>
</section>`

const credentialView = ({ credential }: HomeModel, language: Language): Html => html`<section class="stack" aria-labelledby="issues">
<h2 id="issues">${homeWords.issues[language]}</h2>
<h3>${credential.name[language]}</h3>
<p>${credential.description[language]}</p>
${definitionList([
  { term: homeWords.type[language], value: html`<code>${credential.vct}</code>` },
  { term: homeWords.format[language], value: html`<code>${credential.format}</code>` },
  { term: homeWords.validFor[language], value: daysInWords(credential.validForDays)[language] },
  { term: homeWords.assurance[language], value: credential.assurance[language] },
  { term: homeWords.legalStatus[language], value: credential.legalStatus[language] },
  { term: homeWords.shape[language], value: html`<span lang="en">${credential.shape.source}</span> ${evidenceTag(credential.shape.tag, language)}` },
])}
<details><summary>${homeWords.claims[language]}</summary>
<div class="table-wrap" role="region" aria-label="${homeWords.claims[language]}" tabindex="0"><table>
<thead><tr><th scope="col">${homeWords.claim[language]}</th><th scope="col">${homeWords.path[language]}</th><th scope="col">${homeWords.disclosure[language]}</th><th scope="col">${homeWords.source[language]}</th></tr></thead>
<tbody>${credential.claims.map((claim) => claimRow(claim, language))}</tbody>
</table></div>
</details>
</section>`

const claimRow = ({ path, label, disclosable, tag }: ClaimLine, language: Language): Html => html`<tr>
<th scope="row">${label[language]}</th><td><code>${showPath(path)}</code></td>
<td>${disclosable ? homeWords.holderDecides[language] : homeWords.alwaysShown[language]}</td><td>${evidenceTag(tag, language)}</td></tr>`

const aboutView = ({ organisation }: HomeModel, language: Language): Html => html`<section class="stack" aria-labelledby="about">
<h2 id="about">${homeWords.about[language]}</h2>
<p>${organisation.about[language]}</p>
${definitionList(
  [
    { term: homeWords.sector[language], value: organisation.sector[language] },
    { term: homeWords.country[language], value: organisation.country },
    { term: homeWords.identifier[language], value: html`<code>${organisation.identifier}</code>` },
    { term: homeWords.contact[language], value: organisation.email },
  ],
  'compact',
)}
</section>`

const developersView = ({ issuerMetadataUrl, serverMetadataUrl, deskUrl }: HomeModel, language: Language): Html => html`<section class="stack" aria-labelledby="developers">
<h2 id="developers">${homeWords.forDevelopers[language]}</h2>
<p>${homeWords.protocol[language]}</p>
<ul><li><a href="${issuerMetadataUrl}">${homeWords.issuerMetadata[language]}</a></li>
<li><a href="${serverMetadataUrl}">${homeWords.serverMetadata[language]}</a></li></ul>
</section>
<p><a href="${deskUrl}">${deskWords.toDesk[language]}</a></p>`
