import type { Language, Localized } from '../../src/base/localized.ts'
import type { EpochSeconds } from '../../src/base/time.ts'
import { buttonForm } from '../../src/html/button-form.ts'
import { html, type Html } from '../../src/html/html.ts'
import { inLanguage } from '../../src/html/language.ts'
import { toneMark, type Tone } from '../../src/html/outcome-mark.ts'
import { dayView, timeView } from '../../src/html/time-view.ts'
import type { NotificationEvent } from '../../src/openid4vci/notification.ts'
import { deskWords, eventWords, issuedWords, statusWords } from '../desk-words.ts'
import type { CredentialStatus } from '../status-lists.ts'
import { deskFrame, type DeskLinks } from './desk-frame.ts'

export interface IssuedRow {
  readonly id: string
  readonly person: string
  readonly personLang: string | undefined
  readonly credential: Localized
  readonly issuedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly status: CredentialStatus
  readonly events: readonly NotificationEvent[]
}

export interface IssuedModel {
  readonly links: DeskLinks
  readonly action: string
  /** The newest first. */
  readonly credentials: readonly IssuedRow[]
  /** Which page of the list this is, for the way back to it. */
  readonly page: string
  readonly newer: string | undefined
  readonly older: string | undefined
}

/** The revocation desk: what was issued, its status, and what can still be done about it. */
export const deskIssuedView = (model: IssuedModel, language: Language): Html =>
  deskFrame({ links: model.links, here: 'issued' }, html`${table(model, language)}
${pagesView(model, language)}`, language)

const table = (model: IssuedModel, language: Language): Html =>
  model.credentials.length === 0
    ? html`<p>${issuedWords.none[language]}</p>`
    : html`<div class="table-wrap" role="region" aria-label="${issuedWords.title[language]}" tabindex="0"><table>
<thead><tr><th scope="col">${deskWords.person[language]}</th><th scope="col">${deskWords.credential[language]}</th>
<th scope="col">${issuedWords.issuedAt[language]}</th><th scope="col">${issuedWords.expiresAt[language]}</th>
<th scope="col">${issuedWords.status[language]}</th><th scope="col">${issuedWords.events[language]}</th>
<th scope="col">${deskWords.action[language]}</th></tr></thead>
<tbody>${model.credentials.map((credential) => credentialRow(credential, model, language))}</tbody>
</table></div>`

const credentialRow = (row: IssuedRow, model: IssuedModel, language: Language): Html => html`<tr>
<th scope="row">${inLanguage(row.person, row.personLang, language)}</th><td>${row.credential[language]}</td>
<td>${timeView(row.issuedAt, language)}</td><td>${dayView(row.expiresAt, language)}</td>
<td>${toneMark(tones[row.status], statusWords[row.status][language])}</td>
<td>${eventsView(row, language)}</td>
<td>${actionsView(row, model, language)}</td></tr>`

const eventsView = ({ events }: IssuedRow, language: Language): Html | string =>
  events.length === 0
    ? '–'
    : html`<ul class="plain">${events.map((event) => html`<li>${eventWords[event][language]}</li>`)}</ul>`

const tones: Readonly<Record<CredentialStatus, Tone>> = { valid: 'ok', suspended: 'unsure', invalid: 'bad' }

/** A revocation is final, so it takes two steps. */
function actionsView(row: IssuedRow, { action, page }: IssuedModel, language: Language): Html | string {
  if (row.status === 'invalid') return '–'
  const form = (label: string, status: CredentialStatus): Html =>
    buttonForm({ action, label, describedAs: `${label}: ${row.person}`, fields: { credential: row.id, status, page } })
  return html`<div class="actions">${row.status === 'valid'
    ? form(issuedWords.suspend[language], 'suspended')
    : form(issuedWords.restore[language], 'valid')}
<details><summary>${issuedWords.revoke[language]}</summary>${
  form(issuedWords.revokeForGood[language], 'invalid')}</details></div>`
}

const pagesView = ({ newer, older }: IssuedModel, language: Language): Html | false =>
  (newer !== undefined || older !== undefined) &&
  html`<nav class="actions" aria-label="${issuedWords.others[language]}">
${newer !== undefined && html`<a href="${newer}" rel="prev">${issuedWords.newer[language]}</a>`}
${older !== undefined && html`<a href="${older}" rel="next">${issuedWords.older[language]}</a>`}
</nav>`
