import { showPath, type ClaimsPath } from '../../src/base/claims-path.ts'
import { buttonLink } from '../../src/html/button-form.ts'
import { html, type Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import type { Named } from '../named-records.ts'
import { outcomeTexts } from '../consent-words.ts'
import { navigationWords } from '../words.ts'
import { namedView } from './named-view.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

export interface OutcomeModel {
  readonly state: 'accepted' | 'refused' | 'declined' | 'answering'
  readonly verifier: string
  /** Where the verifier wants the browser next. */
  readonly redirectUri?: string | undefined
  readonly error?: { readonly code: string; readonly description: string } | undefined
  readonly shared: readonly {
    readonly names: Named
    readonly query: string
    readonly claims: readonly { readonly path: ClaimsPath; readonly names: Named }[]
  }[]
}

/** How the verifier took the answer, and the way on. */
export function outcomeView(frame: WalletFrame, model: OutcomeModel): Html {
  const { language, basePath = '' } = frame.shell
  const kind = model.state === 'refused' ? 'error' : model.state === 'accepted' ? 'success' : 'info'
  return walletPage(frame, {
    title: outcomeTexts[model.state][language],
    body: html`<div class="stack">
${noticeView(kind, outcomeTexts[`${model.state}Text`][language], { title: model.verifier, language })}
${model.error && html`<p><span class="label">${outcomeTexts.verifierSaid[language]}</span> <code>${model.error.code}</code> <span lang="en">${model.error.description}</span></p>`}
${
  model.shared.length > 0 &&
  html`<section class="panel"><h2>${outcomeTexts.shared[language]}</h2>${model.shared.map(
    ({ names, query, claims }) => html`<h3>${namedView(names, language, query)}</h3>
<ul class="chips">${claims.map((claim) => html`<li>${namedView(claim.names, language, showPath(claim.path))}</li>`)}</ul>`,
  )}</section>`
}
<p class="actions">${model.redirectUri !== undefined && buttonLink(model.redirectUri, `${outcomeTexts.continue[language]} ${model.verifier}`, true)}
${buttonLink(`${basePath}/history`, navigationWords.history[language])}</p>
</div>`,
  })
}
