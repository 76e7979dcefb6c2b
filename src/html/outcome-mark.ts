import type { OutcomeStatus } from '../base/checks.ts'
import type { Language } from '../base/localized.ts'
import { html, type Html } from './html.ts'
import { icon, type IconName } from './icon.ts'
import { outcomeWords } from './words.ts'

/** What a state means for the reader, whatever it is the state of. */
export type Tone = 'ok' | 'bad' | 'unsure' | 'idle'

export const toneIcons: Readonly<Record<Tone, IconName>> = {
  ok: 'check',
  bad: 'cross',
  unsure: 'question',
  idle: 'dash',
}

/** Icon and word in one line: a state is never shown by colour alone. */
export const toneMark = (tone: Tone, word: string, drawing: IconName = toneIcons[tone]): Html =>
  html`<span class="tone tone-${tone}">${icon(drawing)}<span>${word}</span></span>`

export const outcomeTones: Readonly<Record<OutcomeStatus, Tone>> = {
  passed: 'ok',
  failed: 'bad',
  indeterminate: 'unsure',
  not_run: 'idle',
}

/** The outcome of one check. */
export const outcomeMark = (status: OutcomeStatus, language: Language): Html =>
  toneMark(outcomeTones[status], outcomeWords[status][language])
