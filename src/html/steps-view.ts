import type { Language } from '../base/localized.ts'
import { buttonForm, type ButtonForm } from './button-form.ts'
import { html, type Html } from './html.ts'
import type { IconName } from './icon.ts'
import { toneMark, type Tone } from './outcome-mark.ts'
import { stepWords } from './words.ts'

export type StepState = 'done' | 'current' | 'next' | 'failed'

export interface Step {
  readonly id: string
  readonly title: string
  readonly state: StepState
  /** What happens, or has happened. */
  readonly text?: string | undefined
  /** Shown while the step is the current one. */
  readonly button?: ButtonForm | undefined
  /** What came of it. */
  readonly result?: Html | undefined
}

/** Numbered steps, each with its state in words; the current one carries its button. */
export const stepsView = (steps: readonly Step[], language: Language): Html => html`<ol class="steps">${steps.map(
  (step, index) => html`<li class="step step-${step.state}" id="step-${step.id}"${
    step.state === 'current' && html` aria-current="step"`}>
<span class="step-number" aria-hidden="true">${index + 1}</span>
<div class="step-body">
<div class="step-head"><h3>${step.title}</h3>
${toneMark(tones[step.state], stepWords[step.state][language], icons[step.state])}</div>
${step.text !== undefined && html`<p>${step.text}</p>`}
${step.result}
${step.state === 'current' && step.button !== undefined && buttonForm({ primary: true, ...step.button })}
</div>
</li>`,
)}</ol>`

const tones: Readonly<Record<StepState, Tone>> = { done: 'ok', current: 'unsure', next: 'idle', failed: 'bad' }
const icons: Readonly<Record<StepState, IconName>> = { done: 'check', current: 'arrow', next: 'dash', failed: 'cross' }
