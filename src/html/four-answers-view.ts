import type { Decision, ListStatus, PolicyAnswer, TechnicalAnswer } from '../base/decision.ts'
import type { Language, Localized } from '../base/localized.ts'
import { html, type Html } from './html.ts'
import { toneMark, type Tone } from './outcome-mark.ts'
import { answerWords, listStatusWords, noLegalStatus, policyWords, technicalWords } from './words.ts'

/**
 * The four answers as four panels: question, answer in words, and what was asked. There is no fifth that sums them up.
 *
 * @param statusNames what a jurisdiction calls its legal statuses; one that is not named is shown by its id
 */
export const fourAnswersView = (
  decision: Pick<Decision, 'technical' | 'listStatus' | 'legalStatus' | 'policy'>,
  language: Language,
  statusNames: Readonly<Record<string, Localized>> = {},
): Html => html`<div class="four-answers" role="group" aria-label="${answerWords.heading[language]}">
${panel('technical', technicalTones[decision.technical], technicalWords[decision.technical][language], language)}
${panel('listStatus', listTones[decision.listStatus], listStatusWords[decision.listStatus][language], language)}
${legalPanel(decision.legalStatus, statusNames, language)}
${panel('policy', policyTones[decision.policy], policyWords[decision.policy][language], language)}
</div>`

const technicalTones: Readonly<Record<TechnicalAnswer, Tone>> = { valid: 'ok', invalid: 'bad', indeterminate: 'unsure' }
const policyTones: Readonly<Record<PolicyAnswer, Tone>> = { accept: 'ok', accept_with_step_up: 'unsure', reject: 'bad' }
export const listTones: Readonly<Record<ListStatus, Tone>> = {
  granted: 'ok',
  pinned: 'unsure',
  withdrawn: 'bad',
  not_listed: 'bad',
  list_expired: 'unsure',
  list_unreachable: 'unsure',
}

function legalPanel(status: string, statusNames: Readonly<Record<string, Localized>>, language: Language): Html {
  if (status === 'none') {
    const note = html`<p class="answer-note">${answerWords.legalStatus.noneNote[language]}</p>`
    return panel('legalStatus', 'idle', noLegalStatus[language], language, note)
  }
  return panel('legalStatus', 'ok', statusNames[status]?.[language] ?? status, language)
}

const panel = (
  answer: 'technical' | 'listStatus' | 'legalStatus' | 'policy',
  tone: Tone,
  value: string,
  language: Language,
  note?: Html,
): Html => html`<div class="answer answer-${tone}">
<h3>${answerWords[answer].name[language]}</h3>
<p class="answer-question">${answerWords[answer].question[language]}</p>
<p class="answer-value">${toneMark(tone, value)}</p>
${note}
<p class="answer-asked"><span>${answerWords.askedOf[language]}</span> ${answerWords[answer].asked[language]}</p>
</div>`
