import type { Decision, PolicyAnswer, Reason } from '../base/decision.ts'
import type { Language } from '../base/localized.ts'
import { html, type Html } from './html.ts'
import { icon } from './icon.ts'
import { toneIcons, toneMark, type Tone } from './outcome-mark.ts'
import { decisionSentences, effectWords, reasonWords } from './words.ts'

/**
 * The decision in words: the first thing on a result page, announced to assistive technology. Under it come
 * {@link reasonsView}, the four answers and the report.
 *
 * @param detail one more sentence, for example what happens next
 */
export const decisionView = (decision: Pick<Decision, 'policy'>, language: Language, detail?: string): Html => {
  const tone = tones[decision.policy]
  return html`<div class="decision decision-${tone}" role="status">
${icon(toneIcons[tone])}
<div><p class="decision-sentence">${decisionSentences[decision.policy][language]}</p>
${detail !== undefined && html`<p>${detail}</p>`}</div>
</div>`
}

/** Every rule that shaped the decision: what it said, its id, and where it stands. */
export const reasonsView = (reasons: readonly Reason[], language: Language): Html => html`<section class="reasons">
<h3>${reasonWords.heading[language]}</h3>
<ul>${reasons.map(
  (reason) => html`<li>
<p class="reason-text">${effectMark(reason.effect, language)} ${reason.text[language]}</p>
<p class="reason-source"><code>${reason.rule}</code> <cite>${reason.source}</cite></p>
</li>`,
)}</ul>
</section>`

const effectMark = (effect: Reason['effect'], language: Language): Html =>
  toneMark(
    effectTones[effect],
    effectWords[effect][language],
    effect === 'informs' ? 'info' : toneIcons[effectTones[effect]],
  )

const tones: Readonly<Record<PolicyAnswer, Tone>> = { accept: 'ok', accept_with_step_up: 'unsure', reject: 'bad' }
const effectTones: Readonly<Record<Reason['effect'], Tone>> = {
  allows: 'ok',
  asks: 'unsure',
  refuses: 'bad',
  informs: 'idle',
}
