import { html, type Html } from '../../src/html/html.ts'
import { credentialCard, type CredentialState } from '../../src/html/credential-card.ts'
import { textField } from '../../src/html/form-fields.ts'
import type { Theme } from '../../src/html/theme.ts'
import type { EpochSeconds } from '../../src/base/time.ts'
import { nameFor } from '../named.ts'
import type { Named } from '../named-records.ts'
import { homeWords } from '../words.ts'
import { namedView } from './named-view.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

export interface HomeModel {
  readonly credentials: readonly {
    readonly id: string
    readonly names: Named
    readonly issuerNames: Named
    readonly type: string
    readonly theme: Theme
    /** Only what can be told without asking anybody: expired, or not valid yet. */
    readonly state?: CredentialState | undefined
    readonly expiresAt?: EpochSeconds | undefined
    readonly listed: boolean
  }[]
  readonly waiting: readonly {
    readonly id: string
    readonly names: Named
    readonly issuerHost: string
    readonly state: 'open' | 'authorizing' | 'pending'
  }[]
  /** Why the address that was pasted, or the picture, could not be opened. */
  readonly problem?: { readonly field: 'address' | 'picture'; readonly text: string } | undefined
}

/** The holder's credentials, offers that wait, and a field for an address that no link opened. */
export function homeView(frame: WalletFrame, model: HomeModel): Html {
  const { language, basePath = '' } = frame.shell
  return walletPage(frame, {
    title: homeWords.title[language],
    lead: model.credentials.length === 0 ? homeWords.empty[language] : homeWords.lead[language],
    current: 'credentials',
    wide: true,
    body: html`<div class="stack">
${
  model.credentials.length > 0 &&
  html`<section><h2>${homeWords.held[language]}</h2>
<div class="columns">${model.credentials.map((one) => card(one, frame))}</div></section>`
}
${
  model.waiting.length > 0 &&
  html`<section class="panel"><h2>${homeWords.waiting[language]}</h2>
<ul>${model.waiting.map(
    ({ id, names, issuerHost, state }) =>
      html`<li><a href="${basePath}/offers/${id}">${namedView(names, language, issuerHost)}</a> <span class="muted">${issuerHost}${
        state !== 'open' && html` – ${homeWords[state === 'pending' ? 'pending' : 'atIssuer'][language]}`
      }</span></li>`,
  )}</ul></section>`
}
<section class="panel"><h2>${homeWords.paste[language]}</h2>
<form method="post" action="${basePath}/open" class="stack">
${textField({ name: 'address', label: homeWords.address[language], hint: homeWords.pasteHint[language], problem: problemOf('address', model), maxLength: 16_000, required: true })}
<p class="actions"><button type="submit">${homeWords.open[language]}</button></p>
</form></section>
${pictureForm(frame, problemOf('picture', model))}
</div>`,
  })
}

const problemOf = (field: 'address' | 'picture', { problem }: HomeModel): string | undefined =>
  problem?.field === field ? problem.text : undefined

const pictureForm = ({ shell: { language, basePath = '' } }: WalletFrame, problem: string | undefined): Html =>
  html`<section class="panel"><h2>${homeWords.picture[language]}</h2>
<form method="post" action="${basePath}/picture" enctype="multipart/form-data" class="stack">
<div class="field${problem !== undefined && ' field-bad'}"><label for="f-picture">${homeWords.pictureFile[language]}</label>
<p class="hint" id="f-picture-hint">${homeWords.pictureHint[language]}</p>
${problem !== undefined && html`<p class="problem" id="f-picture-problem">${problem}</p>`}
<input type="file" id="f-picture" name="picture" accept="image/png,image/jpeg" required${
    problem !== undefined && html` aria-invalid="true"`
  } aria-describedby="f-picture-hint${problem !== undefined && ' f-picture-problem'}"></div>
<p class="actions"><button type="submit">${homeWords.readPicture[language]}</button></p>
</form></section>`

const card = (
  credential: HomeModel['credentials'][number],
  { shell: { language, basePath = '' } }: WalletFrame,
): Html => {
  const issuer = nameFor(credential.issuerNames, language, '').text
  return credentialCard(
    {
      name: nameFor(credential.names, language, credential.type).text,
      issuer: credential.listed ? issuer : `${issuer} (${homeWords.unlisted[language]})`,
      theme: credential.theme,
      validUntil: credential.expiresAt,
      state: credential.state,
      href: `${basePath}/credentials/${credential.id}`,
    },
    language,
  )
}
