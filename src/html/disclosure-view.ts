import type { Language, Localized } from '../base/localized.ts'
import { html, type Html } from './html.ts'
import { icon } from './icon.ts'
import { inLanguage, say } from './language.ts'
import { disclosureWords } from './words.ts'

/** One claim of a credential. */
export interface DisclosureItem {
  /** The credential it stands in, as a person calls it. */
  readonly credential: Localized | string
  /** Its place there: `address.locality`. */
  readonly path: string
  readonly label?: Localized | string | undefined
  /** Only where the reader is entitled to it: the holder, or the officer who received it. */
  readonly value?: string | undefined
  /** BCP 47 tag of the value. */
  readonly lang?: string | undefined
  /** Why it crossed or stayed. */
  readonly note?: Localized | string | undefined
}

/** Two columns: what crossed the border and what stayed with the holder, by credential. */
export const disclosureView = (
  items: { readonly crossed: readonly DisclosureItem[]; readonly stayed: readonly DisclosureItem[] },
  language: Language,
): Html => html`<div class="disclosure">
${column('crossed', items.crossed, language)}
${column('stayed', items.stayed, language)}
</div>`

const column = (kind: 'crossed' | 'stayed', items: readonly DisclosureItem[], language: Language): Html => {
  const empty = kind === 'crossed' ? disclosureWords.nothingCrossed : disclosureWords.nothingStayed
  return html`<section class="disclosure-${kind}">
<h3>${icon(kind === 'crossed' ? 'arrow' : 'wallet')} ${disclosureWords[kind][language]}
<span class="count">${items.length}</span></h3>
${items.length === 0 && html`<p class="muted">${empty[language]}</p>`}
${[...Map.groupBy(items, ({ credential }) => say(credential, language))].map(
  ([credential, claims]) => html`<div class="claims-of"><h4>${credential}</h4>
<ul class="claims">${claims.map((claim) => claimView(claim, language))}</ul></div>`,
)}
</section>`
}

/** A claim with its name, its value if it may be shown, and its path. */
export const claimView = (claim: DisclosureItem, language: Language): Html => html`<li>
<span class="claim-label">${
  claim.label === undefined ? html`<code>${claim.path}</code>` : say(claim.label, language)}</span>
${claim.value !== undefined && html`<span class="claim-value">${inLanguage(claim.value, claim.lang, language)}</span>`}
${claim.label !== undefined && html`<code class="claim-path">${claim.path}</code>`}
${claim.note !== undefined && html`<span class="claim-note">${say(claim.note, language)}</span>`}
</li>`
