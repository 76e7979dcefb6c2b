import { showPath, type ClaimsPath } from '../../src/base/claims-path.ts'
import type { Json } from '../../src/base/json.ts'
import type { EpochSeconds } from '../../src/base/time.ts'
import { buttonForm } from '../../src/html/button-form.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { html, type Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { toneMark } from '../../src/html/outcome-mark.ts'
import { timeView } from '../../src/html/time-view.ts'
import { credentialWords } from '../../src/html/words.ts'
import type { CredentialState } from '../../src/html/credential-card.ts'
import { nameFor } from '../named.ts'
import type { Named } from '../named-records.ts'
import type { ListedIssuer } from '../records.ts'
import { offerWords } from '../offer-words.ts'
import { copiesLeftText, credentialPageWords } from '../words.ts'
import { namedView, valueView } from './named-view.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

export interface CredentialModel {
  readonly id: string
  readonly names: Named
  readonly type: string
  readonly issuerNames: Named
  readonly credentialIssuer: string
  readonly issuersLanguage?: string | undefined
  readonly listed?: ListedIssuer | undefined
  readonly receivedAt: EpochSeconds
  readonly expiresAt?: EpochSeconds | undefined
  readonly state?: CredentialState | undefined
  readonly copies?:
    | { readonly issued: number; readonly unused: number; readonly renewable: boolean }
    | undefined
  readonly claims: readonly {
    readonly path: ClaimsPath
    readonly names: Named
    readonly value: Json
    readonly disclosable: boolean
  }[]
}

/** One credential, everything in it, for its holder's eyes. */
export function credentialView(frame: WalletFrame, model: CredentialModel): Html {
  const { language, basePath = '' } = frame.shell
  return walletPage(frame, {
    title: nameFor(model.names, language, model.type).text,
    current: 'credentials',
    body: html`<div class="stack">
${model.listed === undefined && noticeView('warning', offerWords.unlistedText[language], { title: offerWords.unlistedTitle[language], language })}
<section class="panel"><h2>${credentialPageWords.claims[language]}</h2>
${definitionList(
  model.claims.map(({ path, names, value, disclosable }) => ({
    term: namedView(names, language, showPath(path)),
    value: html`${valueView(value, model.issuersLanguage, language)}${!disclosable && html` <span class="muted">${credentialPageWords.alwaysVisible[language]}</span>`}`,
  })),
)}</section>
<section class="panel"><h2>${credentialPageWords.facts[language]}</h2>
${definitionList([
  {
    term: credentialPageWords.issuer[language],
    value: html`${namedView(model.issuerNames, language, model.credentialIssuer)} <span class="muted">${model.credentialIssuer}</span>`,
  },
  {
    term: credentialPageWords.list[language],
    value:
      model.listed &&
      html`<span lang="en">${model.listed.entityName} · ${model.listed.serviceName}</span> <span class="muted">${model.listed.territory}, ${model.listed.list}${model.listed.sequenceNumber > 0 && `, #${model.listed.sequenceNumber}`}</span>`,
  },
  {
    term: credentialWords.validUntil[language],
    value:
      model.expiresAt !== undefined &&
      html`${timeView(model.expiresAt, language)}${model.state && html` ${toneMark('bad', credentialWords[model.state][language])}`}`,
  },
  { term: credentialPageWords.copies[language], value: model.copies && copiesLeftText(model.copies.unused, model.copies.issued)[language] },
  { term: credentialPageWords.received[language], value: timeView(model.receivedAt, language) },
  { term: credentialPageWords.type[language], value: html`<code>${model.type}</code>` },
])}</section>
${
  model.copies &&
  html`<section class="panel"><h2>${credentialPageWords.copies[language]}</h2>
<p>${credentialPageWords[model.copies.unused === 0 ? 'lastUsed' : 'copiesNote'][language]}</p>
${model.copies.renewable && buttonForm({ action: `${basePath}/credentials/${model.id}/renew`, label: credentialPageWords.renew[language] })}</section>`
}
<section class="panel"><h2>${credentialPageWords.delete[language]}</h2><p>${credentialPageWords.deleteNote[language]}</p>
${buttonForm({ action: `${basePath}/credentials/${model.id}/delete`, label: credentialPageWords.delete[language] })}</section>
</div>`,
  })
}
