import type { Language, Localized } from '../../src/base/localized.ts'
import type { EpochSeconds } from '../../src/base/time.ts'
import { buttonForm, buttonLink } from '../../src/html/button-form.ts'
import { html, type Html } from '../../src/html/html.ts'
import { say } from '../../src/html/language.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { qrView } from '../../src/html/qr-view.ts'
import { reportView, type ReportRow } from '../../src/html/report-view.ts'
import { timeView } from '../../src/html/time-view.ts'
import { kindWords, requestWords as words, stateWords } from '../words.ts'

export interface RequestModel {
  readonly state: keyof typeof stateWords
  readonly links: { readonly wallet: string; readonly openid4vp: string; readonly haip: string }
  readonly expiresAt: EpochSeconds
  /** Claims that an officer asked for beyond the purpose. */
  readonly beyond: readonly { readonly credential: Localized; readonly label: Localized | string }[]
  readonly refusals: readonly {
    readonly at: EpochSeconds
    readonly description: string
    readonly report: readonly ReportRow[]
  }[]
  readonly page: string
  readonly again: string
}

/** One request, as the browser that started it sees it. */
export const requestView = (model: RequestModel, language: Language): Html => html`<div class="stack">
${noticeView(model.state === 'pending' ? 'info' : 'warning', stateWords[model.state][language], { language, title: words.state[language] })}
${model.beyond.length > 0 && noticeView('warning', beyondView(model, language), { language, title: words.beyondTitle[language] })}
${model.state === 'pending' ? waysToWallet(model, language) : html`<div class="actions">${buttonForm({ action: model.again, label: words.again[language] })}</div>`}
${model.refusals.length > 0 && refusalsView(model, language)}
</div>`

const beyondView = ({ beyond }: RequestModel, language: Language): Html => html`<p>${words.beyond[language]}</p>
<ul>${beyond.map(({ credential, label }) => html`<li>${credential[language]}: ${say(label, language)}</li>`)}</ul>`

const waysToWallet = (
  { links, expiresAt, page }: RequestModel,
  language: Language,
): Html => html`<section class="panel" aria-labelledby="ways">
<h2 id="ways">${words.open[language]}</h2>
<div class="actions">${buttonLink(links.wallet, words.open[language], true)}</div>
<p class="label">${words.otherWallets[language]}</p>
<ul class="chips"><li><a href="${links.openid4vp}">openid4vp://</a></li><li><a href="${links.haip}">haip-vp://</a></li></ul>
${qrView(links.openid4vp, words.scan[language], language)}
<p class="muted">${words.scanNote[language]}</p>
<p>${words.until[language]} ${timeView(expiresAt, language)}</p>
<p><a href="${page}">${words.look[language]}</a></p>
</section>`

const refusalsView = ({ refusals }: RequestModel, language: Language): Html => html`<section aria-labelledby="refusals">
<h2 id="refusals">${words.refusals[language]}</h2>
<p>${words.refusalsText[language]}</p>
${refusals.map(
  ({ at, description, report }) => html`<article class="panel">
<p>${timeView(at, language)} <span lang="en">${description}</span></p>
<details><summary>${words.everyCheck[language]}</summary>${reportView(report, language, kindWords)}</details>
</article>`,
)}
</section>`
