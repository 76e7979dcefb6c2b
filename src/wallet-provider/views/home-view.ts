import type { Language } from '../../base/localized.ts'
import type { EpochSeconds } from '../../base/time.ts'
import { definitionList } from '../../html/definition-list.ts'
import { html, type Html } from '../../html/html.ts'
import { noticeView } from '../../html/notice-view.ts'
import { pageView, type Shell } from '../../html/page.ts'
import { dayView } from '../../html/time-view.ts'
import type { Organisation } from '../../jurisdictions/jurisdiction-profile.ts'
import { homeWords, inHours, inMinutes } from '../words.ts'

/** Everything the front page shows; no request, no store. */
export interface HomeModel {
  readonly organisation: Pick<Organisation, 'about' | 'sectorName' | 'organizationIdentifier' | 'email'>
  readonly clientId: string
  readonly walletHours: number
  readonly keyMinutes: number
  readonly mostKeys: number
  readonly levels: { readonly keyStorage: readonly string[]; readonly userAuthentication: readonly string[] }
  readonly signers: { readonly wallet: SignerModel; readonly keys: SignerModel; readonly status: SignerModel }
}

export interface SignerModel {
  readonly subject: string
  /** base64url of the certificate's SHA-256. */
  readonly sha256: string
  readonly notAfter: EpochSeconds
}

/** The front page: what is attested of wallets, what of keys, what that is worth, and who says so. */
export const homeView = (shell: Shell, model: HomeModel): Html => {
  const { language } = shell
  return pageView(shell, {
    title: homeWords.title[language],
    lead: homeWords.lead[language],
    body: html`${noticeView('info', homeWords.worth[language], { title: homeWords.worthTitle[language] })}
${walletSection(model, language)}
${keySection(model, language)}
${revocationSection(model, language)}
${aboutSection(model, language)}`,
  })
}

const walletSection = ({ clientId, walletHours, signers }: HomeModel, language: Language): Html =>
  html`<section class="stack" aria-labelledby="wallet">
<h2 id="wallet">${homeWords.wallet[language]}</h2>
<p>${homeWords.walletText[language]}</p>
${definitionList([
  { term: homeWords.client[language], value: html`<code>${clientId}</code>` },
  { term: homeWords.lasts[language], value: inHours(walletHours)[language] },
  { term: homeWords.tells[language], value: homeWords.tellsNobody[language] },
  ...signerDefinitions(signers.wallet, language),
])}
</section>`

const keySection = ({ keyMinutes, mostKeys, levels, signers }: HomeModel, language: Language): Html =>
  html`<section class="stack" aria-labelledby="keys">
<h2 id="keys">${homeWords.keys[language]}</h2>
<p>${homeWords.keysText[language]}</p>
${definitionList([
  { term: homeWords.storage[language], value: levelsView(levels.keyStorage) },
  { term: homeWords.userAuthentication[language], value: levelsView(levels.userAuthentication) },
  { term: homeWords.most[language], value: mostKeys },
  { term: homeWords.lasts[language], value: inMinutes(keyMinutes)[language] },
  ...signerDefinitions(signers.keys, language),
])}
<p class="muted">${homeWords.levelsText[language]}</p>
</section>`

const revocationSection = ({ signers }: HomeModel, language: Language): Html =>
  html`<section class="stack" aria-labelledby="revocation">
<h2 id="revocation">${homeWords.revocation[language]}</h2>
<p>${homeWords.revocationText[language]}</p>
${definitionList(signerDefinitions(signers.status, language))}
</section>`

const aboutSection = ({ organisation }: HomeModel, language: Language): Html =>
  html`<section class="stack" aria-labelledby="about">
<h2 id="about">${homeWords.about[language]}</h2>
<p>${organisation.about[language]}</p>
${definitionList(
  [
    { term: homeWords.sector[language], value: organisation.sectorName[language] },
    { term: homeWords.identifier[language], value: html`<code>${organisation.organizationIdentifier}</code>` },
    { term: homeWords.contact[language], value: organisation.email },
  ],
  'compact',
)}
<p>${homeWords.protocols[language]}</p>
</section>`

const levelsView = (levels: readonly string[]): Html => html`${levels.map((level) => html`<code>${level}</code> `)}`

const signerDefinitions = ({ subject, sha256, notAfter }: SignerModel, language: Language) => [
  { term: homeWords.signedBy[language], value: subject },
  { term: homeWords.fingerprint[language], value: html`<code>${sha256}</code>` },
  { term: homeWords.validUntil[language], value: dayView(notAfter, language) },
]
