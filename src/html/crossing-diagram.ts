import type { Language } from '../base/localized.ts'
import { html, type Html } from './html.ts'
import { icon, type IconName } from './icon.ts'
import { toneMark, type Tone } from './outcome-mark.ts'
import type { Theme } from './theme.ts'
import { crossingWords } from './words.ts'

/** A station of a crossing. */
export interface Station {
  readonly name: string
  readonly theme: Theme
  /** What stands there now, in a few words: "Issued 2 credentials". */
  readonly note?: string | undefined
  readonly tone?: Tone | undefined
}

export interface Crossing {
  readonly issuer: Station
  /** Bypassed where data goes from office to office and the holder has no part. */
  readonly wallet: Station & { readonly bypassed?: boolean | undefined }
  /** What the border said; `undefined` while nothing has reached it. */
  readonly border: Omit<Station, 'theme'>
  readonly verifier: Station
  /** How far the data has come. */
  readonly reached: 'issuer' | 'wallet' | 'border' | 'verifier'
}

/** A strip from issuer to verifier that shows how far things have come. An ordered list for assistive technology. */
export const crossingDiagram = (crossing: Crossing, language: Language): Html => html`<ol class="crossing${
  crossing.wallet.bypassed === true && ' crossing-direct'}" aria-label="${crossingWords.label[language]}">
${station('issuer', 'building', crossing.issuer, crossing, language)}
${station('wallet', 'wallet', crossing.wallet, crossing, language)}
${station('border', 'border', { ...crossing.border, theme: 'ink' }, crossing, language)}
${station('verifier', 'shield', crossing.verifier, crossing, language)}
</ol>`

const order = ['issuer', 'wallet', 'border', 'verifier'] as const

function station(
  kind: (typeof order)[number],
  drawing: IconName,
  place: Station,
  crossing: Crossing,
  language: Language,
): Html {
  const bypassed = kind === 'wallet' && crossing.wallet.bypassed === true
  const reached = !bypassed && order.indexOf(kind) <= order.indexOf(crossing.reached)
  const here = kind === crossing.reached
  const note = bypassed ? crossingWords.bypassed[language] : place.note
  return html`<li class="station station-${kind} theme-${place.theme} ${reached ? 'reached' : 'ahead'}${here && ' here'}"${
    here && html` aria-current="location"`}>
<span class="station-icon">${icon(drawing)}</span>
<div class="station-text"><p class="station-kind">${crossingWords[kind][language]}</p>
<p class="station-name">${place.name}</p>
${note !== undefined &&
    html`<p class="station-note">${place.tone === undefined ? note : toneMark(place.tone, note)}</p>`}</div>
</li>`
}
