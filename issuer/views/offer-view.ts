import type { Language, Localized } from '../../src/base/localized.ts'
import type { EpochSeconds } from '../../src/base/time.ts'
import { buttonLink } from '../../src/html/button-form.ts'
import { codeView } from '../../src/html/code-view.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { html, type Html } from '../../src/html/html.ts'
import { qrView } from '../../src/html/qr-view.ts'
import { timeView } from '../../src/html/time-view.ts'
import { offerWords } from '../words.ts'

export interface OfferModel {
  readonly credential: Localized
  readonly person: string
  readonly personLang: string | undefined
  /** `openid-credential-offer://…` */
  readonly link: string
  /** The same offer, opened by the lab's wallet. */
  readonly walletLink: string
  readonly txCode: string | null
  /** The holder logs in on the way. */
  readonly logIn: boolean
  /** An officer looks at the request first. */
  readonly review: boolean
  readonly expiresAt: EpochSeconds
  readonly counterUrl: string
}

/** The offer as the person at the counter sees it: the code to type, the code to scan, the ways to go on here. */
export const offerView = (offer: OfferModel, language: Language): Html => html`
${definitionList([
  { term: offerWords.credential[language], value: offer.credential[language] },
  { term: offerWords.for[language], value: offer.person, lang: offer.personLang === language ? undefined : offer.personLang },
  { term: offerWords.expires[language], value: timeView(offer.expiresAt, language) },
])}
<div class="columns">
<div class="stack">
<section class="panel stack" aria-labelledby="here">
<h2 id="here">${offerWords.here[language]}</h2>
<p class="actions">${buttonLink(offer.walletLink, offerWords.labWallet[language], true)}
${buttonLink(offer.link, offerWords.ownWallet[language])}</p>
${offer.logIn && html`<p>${offerWords.logInHint[language]}</p>`}
${offer.review && html`<p>${offerWords.reviewHint[language]}</p>`}
</section>
${offer.txCode !== null && transactionCodeView(offer.txCode, language)}
</div>
<section class="panel stack" aria-labelledby="scan">
<h2 id="scan">${offerWords.scan[language]}</h2>
${qrView(offer.link, offerWords.scanHint[language], language)}
</section>
</div>
<details><summary>${offerWords.technical[language]}</summary>
${codeView(offer.link, offerWords.technical[language])}
</details>
<p><a href="${offer.counterUrl}">${offerWords.back[language]}</a></p>`

const transactionCodeView = (code: string, language: Language): Html => html`<section class="panel stack" aria-labelledby="code">
<h2 id="code">${offerWords.code[language]}</h2>
<p class="transaction-code"><strong>${code}</strong></p>
<p>${offerWords.codeHint[language]}</p>
</section>`
