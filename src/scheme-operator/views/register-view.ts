import type { EpochSeconds } from '../../base/time.ts'
import { buttonLink } from '../../html/button-form.ts'
import { definitionList } from '../../html/definition-list.ts'
import { html, type Html } from '../../html/html.ts'
import { noticeView } from '../../html/notice-view.ts'
import { toneMark, type Tone } from '../../html/outcome-mark.ts'
import { pageView, type Shell } from '../../html/page.ts'
import { dayView, timeView } from '../../html/time-view.ts'
import type { ListedServiceKind } from '../../jurisdictions/jurisdiction-profile.ts'
import type { MultiLangString } from '../../trust/list-of-trusted-entities.ts'
import type { Issue } from '../publication.ts'
import { kindWords, reasonWords, registerWords, statusWords } from '../words.ts'
import { nameView, otherNames } from './operator-page.ts'

export interface RegisterModel {
  readonly operatorNames: readonly MultiLangString[]
  readonly territory: string
  readonly legalNotice: readonly MultiLangString[]
  readonly listUrl: string
  readonly listType: string
  readonly signer: string
  readonly sequenceNumber: number
  readonly issuedAt: EpochSeconds
  readonly nextUpdate: EpochSeconds
  readonly overdue: boolean
  readonly paused: boolean
  readonly entities: readonly EntityModel[]
  /** Newest first. */
  readonly issues: readonly Issue[]
}

export interface EntityModel {
  readonly names: readonly MultiLangString[]
  readonly identifier: string
  readonly services: readonly ServiceModel[]
}

export interface ServiceModel {
  readonly id: string
  readonly names: readonly MultiLangString[]
  readonly kind: ListedServiceKind
  readonly status: 'granted' | 'withdrawn' | 'not_yet'
  readonly since: EpochSeconds
  /** Newest first. */
  readonly earlier: readonly { readonly status: 'granted' | 'withdrawn'; readonly since: EpochSeconds }[]
  readonly certificates: readonly { readonly subject: string; readonly sha256: string; readonly notAfter: EpochSeconds; readonly ca: boolean }[]
}

/** The public page of a list: which issue is out, who is listed with which status, and the issues before it. */
export const registerView = (shell: Shell, model: RegisterModel): Html =>
  pageView(shell, {
    title: registerWords.title[shell.language],
    lead: registerWords.lead[shell.language],
    wide: true,
    body: html`${warning(shell, model)}
${noticeView('info', html`<p>${nameView(model.legalNotice, shell.language)}</p>`, { title: registerWords.notice[shell.language] })}
<section class="panel"><h2>${registerWords.issue[shell.language]}</h2>${issueView(shell, model)}
<p class="actions">${buttonLink(`${shell.basePath ?? ''}/list`, registerWords.decoded[shell.language])}</p></section>
<h2>${registerWords.entities[shell.language]}</h2>
${model.entities.length === 0 && html`<p>${registerWords.nobody[shell.language]}</p>`}
${model.entities.map((entity) => entityView(shell, entity))}
<h2>${registerWords.issues[shell.language]}</h2>
${issuesView(shell, model)}`,
  })

function warning({ language }: Shell, { overdue, paused }: RegisterModel): Html | false {
  if (overdue) return noticeView('error', registerWords.overdue[language], { title: registerWords.overdueTitle[language] })
  return paused && noticeView('warning', registerWords.paused[language], { title: registerWords.pausedTitle[language] })
}

const issueView = ({ language }: Shell, model: RegisterModel): Html =>
  definitionList([
    { term: registerWords.sequenceNumber[language], value: model.sequenceNumber },
    { term: registerWords.issued[language], value: timeView(model.issuedAt, language) },
    { term: registerWords.nextUpdate[language], value: timeView(model.nextUpdate, language) },
    { term: registerWords.operator[language], value: html`${nameView(model.operatorNames, language)}<br><small class="muted">${otherNames(model.operatorNames, language)}</small>` },
    { term: registerWords.territory[language], value: model.territory },
    { term: registerWords.address[language], value: html`<a href="${model.listUrl}"><code>${model.listUrl}</code></a>` },
    { term: registerWords.listType[language], value: html`<code>${model.listType}</code>` },
    { term: registerWords.signedBy[language], value: model.signer },
  ])

const entityView = (shell: Shell, entity: EntityModel): Html => html`<section class="panel entity">
<h3>${nameView(entity.names, shell.language)}</h3>
<p class="muted">${otherNames(entity.names, shell.language)}</p>
<p><span class="label">${registerWords.identifier[shell.language]}</span> <code>${entity.identifier}</code></p>
<div class="table-wrap" tabindex="0" role="region" aria-label="${entity.names[0]?.value}"><table>
<thead><tr><th scope="col">${registerWords.service[shell.language]}</th><th scope="col">${registerWords.kind[shell.language]}</th><th scope="col">${registerWords.status[shell.language]}</th><th scope="col">${registerWords.since[shell.language]}</th></tr></thead>
<tbody>${entity.services.map((service) => serviceView(shell, service))}</tbody>
</table></div>
</section>`

const tones: Readonly<Record<ServiceModel['status'], Tone>> = { granted: 'ok', withdrawn: 'bad', not_yet: 'idle' }

const serviceView = ({ language }: Shell, service: ServiceModel): Html => html`<tr id="service-${service.id}">
<th scope="row">${nameView(service.names, language)}<br><small class="muted">${otherNames(service.names, language)}</small></th>
<td>${kindWords[service.kind][language]}${certificatesView(service, language)}</td>
<td>${toneMark(tones[service.status], statusWords[service.status][language])}</td>
<td>${service.status === 'not_yet' && html`${registerWords.from[language]} `}${timeView(service.since, language)}${earlierView(service, language)}</td>
</tr>`

const certificatesView = ({ certificates }: ServiceModel, language: Shell['language']): Html => html`<details><summary>${registerWords.certificates[language]} (${certificates.length})</summary>
<ul>${certificates.map(
  ({ subject, sha256, notAfter, ca }) => html`<li><small>${subject}<br>${registerWords[ca ? 'authority' : 'endEntity'][language]}, ${registerWords.validUntil[language]} ${dayView(notAfter, language)}<br>SHA-256 <code>${sha256}</code></small></li>`,
)}</ul></details>`

const earlierView = ({ earlier }: ServiceModel, language: Shell['language']): Html | false =>
  earlier.length > 0 && html`<details><summary>${registerWords.earlier[language]} (${earlier.length})</summary>
<ul>${earlier.map(({ status, since }) => html`<li>${statusWords[status][language]}: ${timeView(since, language)}</li>`)}</ul></details>`

const issuesView = ({ language }: Shell, { issues }: RegisterModel): Html => html`<div class="table-wrap" tabindex="0" role="region" aria-label="${registerWords.issues[language]}"><table>
<thead><tr><th scope="col">${registerWords.sequenceNumber[language]}</th><th scope="col">${registerWords.issued[language]}</th><th scope="col">${registerWords.nextUpdate[language]}</th><th scope="col">${registerWords.reason[language]}</th></tr></thead>
<tbody>${issues.map(
  (issue) => html`<tr><th scope="row">${issue.sequenceNumber}</th><td>${timeView(issue.issuedAt, language)}</td><td>${timeView(issue.nextUpdate, language)}</td><td>${reasonWords[issue.reason][language]}</td></tr>`,
)}</tbody>
</table></div>`
