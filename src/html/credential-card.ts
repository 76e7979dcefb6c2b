import type { Language } from '../base/localized.ts'
import type { EpochSeconds } from '../base/time.ts'
import { html, type Html } from './html.ts'
import { mark } from './mark.ts'
import { toneMark, type Tone } from './outcome-mark.ts'
import type { Theme } from './theme.ts'
import { dayView } from './time-view.ts'
import { credentialWords } from './words.ts'

export type CredentialState = 'valid' | 'expired' | 'revoked' | 'notYetValid' | 'unknown'

export interface CredentialCard {
  readonly name: string
  readonly issuer: string
  readonly theme: Theme
  readonly validUntil?: EpochSeconds | undefined
  readonly state?: CredentialState | undefined
  /** Where its details are. */
  readonly href?: string | undefined
}

/** A credential as the holder sees it in the wallet. The laboratory's mark is always on it. */
export const credentialCard = (card: CredentialCard, language: Language): Html =>
  html`<article class="credential theme-${card.theme}">
<header>${mark}<span class="lab-mark">LAB</span></header>
<h3>${card.href === undefined ? card.name : html`<a href="${card.href}">${card.name}</a>`}</h3>
<p class="credential-issuer"><span class="label">${credentialWords.issuer[language]}</span> ${card.issuer}</p>
<footer>
${card.validUntil !== undefined &&
    html`<p><span class="label">${credentialWords.validUntil[language]}</span> ${dayView(card.validUntil, language)}</p>`}
${card.state !== undefined &&
    html`<p class="credential-state">${toneMark(tones[card.state], credentialWords[card.state][language])}</p>`}
</footer>
</article>`

const tones: Readonly<Record<CredentialState, Tone>> = {
  valid: 'ok',
  expired: 'bad',
  revoked: 'bad',
  notYetValid: 'unsure',
  unknown: 'unsure',
}
