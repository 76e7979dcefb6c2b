import type { Language, Localized } from '../../src/base/localized.ts'
import type { EpochSeconds } from '../../src/base/time.ts'
import { buttonForm } from '../../src/html/button-form.ts'
import { html, type Html } from '../../src/html/html.ts'
import { inLanguage } from '../../src/html/language.ts'
import { toneMark } from '../../src/html/outcome-mark.ts'
import { timeView } from '../../src/html/time-view.ts'
import { deskWords, reviewWords } from '../desk-words.ts'
import { deskFrame, type DeskLinks } from './desk-frame.ts'

export interface ReviewRow {
  readonly id: string
  readonly person: string
  readonly personLang: string | undefined
  readonly credential: Localized
  readonly copies: number
  readonly requestedAt: EpochSeconds
  readonly putAside: boolean
}

export interface ReviewsModel {
  readonly links: DeskLinks
  readonly action: string
  readonly reviews: readonly ReviewRow[]
}

/** The queue of requests, with the three decisions for each. */
export const deskReviewsView = (model: ReviewsModel, language: Language): Html =>
  deskFrame({ links: model.links, here: 'reviews' }, queue(model, language), language)

const queue = ({ reviews, action }: ReviewsModel, language: Language): Html =>
  reviews.length === 0
    ? html`<p>${reviewWords.none[language]}</p>`
    : html`<div class="table-wrap" role="region" aria-label="${reviewWords.title[language]}" tabindex="0"><table>
<thead><tr><th scope="col">${deskWords.person[language]}</th><th scope="col">${deskWords.credential[language]}</th>
<th scope="col">${reviewWords.copies[language]}</th><th scope="col">${reviewWords.requestedAt[language]}</th>
<th scope="col">${reviewWords.state[language]}</th><th scope="col">${deskWords.action[language]}</th></tr></thead>
<tbody>${reviews.map((review) => reviewRow(review, action, language))}</tbody>
</table></div>`

const reviewRow = (review: ReviewRow, action: string, language: Language): Html => html`<tr>
<th scope="row">${inLanguage(review.person, review.personLang, language)}</th>
<td>${review.credential[language]}</td><td>${review.copies}</td><td>${timeView(review.requestedAt, language)}</td>
<td>${review.putAside
  ? toneMark('idle', reviewWords.putAside[language])
  : toneMark('unsure', reviewWords.waiting[language])}</td>
<td><div class="actions">${(['approve', 'refuse', 'wait'] as const)
  .filter((decision) => decision !== 'wait' || !review.putAside)
  .map((decision) => buttonForm({
    action,
    label: reviewWords[decision][language],
    describedAs: `${reviewWords[decision][language]}: ${review.person}`,
    fields: { review: review.id, decision },
    primary: decision === 'approve',
  }))}</div></td></tr>`
