import type { Language, Localized } from '../../src/base/localized.ts'
import type { Purpose } from '../../src/base/purpose.ts'
import { buttonForm } from '../../src/html/button-form.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { evidenceTag } from '../../src/html/evidence-tag.ts'
import { html, type Html } from '../../src/html/html.ts'
import type { TransferDecision } from '../../src/transfer/legal-basis.ts'
import { landingWords as words } from '../words.ts'

export interface LandingModel {
  readonly about: Localized
  readonly credentials: readonly AskedCard[]
  readonly never: readonly Localized[]
  readonly purpose: Purpose
  readonly retention: Localized
  readonly bases: readonly Pick<TransferDecision, 'rule' | 'basis' | 'source' | 'tag'>[]
  readonly recipient: { readonly name: Localized; readonly sector: Localized; readonly identifier: string }
  readonly registrationNote: Localized
  readonly action: string
}

interface AskedCard {
  readonly name: Localized
  readonly from: Localized
  readonly needed: readonly AskedItem[]
  readonly optional: readonly AskedItem[]
}

interface AskedItem {
  readonly label: Localized
  /** Stands open in the credential: the holder cannot keep it back. */
  readonly open: boolean
}

/** The admissions desk: who asks, what for, what exactly, and what never. */
export const landingView = (model: LandingModel, language: Language): Html => html`<div class="stack">
<p>${model.about[language]}</p>
<section class="panel" aria-labelledby="begin">
<h2 id="begin">${words.begin[language]}</h2>
<p>${words.beginText[language]}</p>
<div class="actions">${buttonForm({ action: model.action, label: words.present[language], primary: true })}</div>
</section>
<section aria-labelledby="asks">
<h2 id="asks">${words.asks[language]}</h2>
<p>${words.asksWhy[language]}</p>
<div class="columns">${model.credentials.map((credential) => askedCard(credential, language))}</div>
</section>
<section aria-labelledby="never">
<h2 id="never">${words.never[language]}</h2>
<ul>${[...model.never.map((label) => label[language]), words.neverNumber[language]].map((text) => html`<li>${text}</li>`)}</ul>
</section>
<section aria-labelledby="why">
<h2 id="why">${words.why[language]}</h2>
${definitionList([
  { term: words.purpose[language], value: `${model.purpose.name[language]} – ${model.purpose.description[language]}` },
  { term: words.basis[language], value: model.bases.map((basis) => basisView(basis, language)) },
  { term: words.retention[language], value: model.retention[language] },
  {
    term: words.recipient[language],
    value: html`${model.recipient.name[language]}, ${model.recipient.sector[language]} <code>${model.recipient.identifier}</code>`,
  },
  { term: words.registration[language], value: model.registrationNote[language] },
  { term: words.decides[language], value: words.decidesText[language] },
])}
</section>
</div>`

const askedCard = ({ name, from, needed, optional }: AskedCard, language: Language): Html => html`<div class="panel">
<h3>${name[language]}</h3>
<p class="muted">${from[language]}</p>
<ul>${needed.map(({ label, open }) => html`<li>${label[language]} <span class="muted">${open ? words.open[language] : words.needed[language]}</span></li>`)}</ul>
${optional.length > 0 && html`<p class="label">${words.optional[language]}</p><ul>${optional.map(({ label }) => html`<li>${label[language]}</li>`)}</ul>`}
</div>`

const basisView = ({ rule, basis, source, tag }: LandingModel['bases'][number], language: Language): Html =>
  html`<p><code>${rule}</code> ${basis[language]} ${evidenceTag(tag, language)} <cite>${source}</cite></p>`
