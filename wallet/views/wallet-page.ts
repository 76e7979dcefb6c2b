import { html, type Html } from '../../src/html/html.ts'
import { pageView, type Shell } from '../../src/html/page.ts'
import { homeWords, navigationWords } from '../words.ts'

/** What every page of the wallet has around it. */
export interface WalletFrame {
  readonly shell: Shell
  /** The name somebody gave this wallet, so that its holder sees whose it is. */
  readonly walletOf?: string | undefined
}

export interface WalletPage {
  readonly title: string
  readonly lead?: string | undefined
  readonly body: Html
  readonly wide?: boolean | undefined
  readonly current?: keyof typeof places | undefined
}

const places = { credentials: '/', history: '/history', receipts: '/receipts' } as const

export const walletPage = (frame: WalletFrame, page: WalletPage): Html =>
  pageView(frame.shell, {
    title: page.title,
    body: page.body,
    wide: page.wide,
    heading: html`${navigation(frame, page.current)}
<div class="page-heading"><h1>${page.title}</h1>${page.lead !== undefined && html`<p class="lead">${page.lead}</p>`}</div>`,
  })

const navigation = ({ shell: { language, basePath = '' }, walletOf }: WalletFrame, current: string | undefined): Html =>
  html`<nav class="wallet-places" aria-label="${navigationWords.label[language]}">
<ul class="chips">${Object.entries(places).map(
    ([name, path]) =>
      html`<li><a href="${basePath}${path}"${name === current && html` aria-current="page"`}>${
        navigationWords[name as keyof typeof places][language]
      }</a></li>`,
  )}</ul>
${walletOf !== undefined && html`<p class="muted">${homeWords.walletOf[language]}: ${walletOf}</p>`}
</nav>`
