import type { Language } from '../base/localized.ts'
import { assetVersion } from './assets.ts'
import { html, type Html } from './html.ts'
import { languageNames } from './language.ts'
import { mark } from './mark.ts'
import type { Theme } from './theme.ts'
import { shellWords } from './words.ts'

/** Whose site it is, on every page. */
export interface Shell {
  readonly serviceName: string
  /** Who runs it, a fictional name that starts with `LAB-`. */
  readonly operator: string
  /** Where: jurisdiction, and city if there is one. */
  readonly place: string
  readonly theme: Theme
  readonly language: Language
  /** The same page in each language. */
  readonly languageLinks: readonly { readonly language: Language; readonly href: string }[]
  /** True where the service runs on plain http, a declared deviation on loopback. */
  readonly development: boolean
  /** The laboratory's landing page, if this service runs in one. */
  readonly labUrl?: string | undefined
  /** Path part of the service's public address, without a trailing slash. */
  readonly basePath?: string | undefined
}

export interface Page {
  /** The heading of the page and, with the service's name, the title of the window. */
  readonly title: string
  readonly body: Html
  /** One sentence under the heading. */
  readonly lead?: string | undefined
  /** In place of the heading: markup that contains the page's only `h1`. */
  readonly heading?: Html | undefined
  /** For pages with columns; ordinary text stays narrow. */
  readonly wide?: boolean | undefined
}

/** A whole document. The body holds no `h1`: the title is it. */
export function pageView(shell: Shell, page: Page): Html {
  const { language, basePath = '' } = shell
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${page.title} · ${shell.serviceName}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="stylesheet" href="${basePath}/assets/kakehashi.css?v=${assetVersion}">
<link rel="icon" type="image/svg+xml" href="${basePath}/assets/kakehashi.svg?v=${assetVersion}">
</head>
<body class="theme-${shell.theme}">
<a class="skip" href="#content">${shellWords.skip[language]}</a>
${header(shell)}
<main id="content" class="${page.wide === true ? 'wide' : 'narrow'}" tabindex="-1">
${page.heading ?? heading(page)}
${page.body}
</main>
${footer(shell)}
</body>
</html>
`
}

const heading = ({ title, lead }: Page): Html => html`<div class="page-heading">
<h1>${title}</h1>
${lead !== undefined && html`<p class="lead">${lead}</p>`}
</div>`

const header = (shell: Shell): Html => html`<header class="service">
<div class="service-bar">
<a class="service-home" href="${shell.basePath ?? ''}/">${mark}
<span class="service-name">${shell.serviceName}</span></a>
<p class="service-operator"><span>${shell.operator}</span> <span class="place">${shell.place}</span></p>
<p class="lab-mark"><abbr title="${shellWords.labMeaning[shell.language]}">LAB</abbr></p>
${languageSwitch(shell)}
</div>
</header>`

const languageSwitch = ({ language, languageLinks }: Shell): Html =>
  html`<nav class="languages" aria-label="${shellWords.languages[language]}">
<ul>${languageLinks.map(
  (link) => html`<li><a href="${link.href}" lang="${link.language}" hreflang="${link.language}"${
    link.language === language && html` aria-current="true"`}>${languageNames[link.language]}</a></li>`,
)}</ul>
</nav>`

const footer = ({ language, development, labUrl }: Shell): Html => html`<footer class="service-foot">
<div class="foot-inner">
<p><strong>LAB</strong> ${shellWords.fictional[language]}</p>
${development && html`<p class="development">${shellWords.development[language]}</p>`}
${labUrl !== undefined && html`<p><a href="${labUrl}">${shellWords.toLab[language]}</a></p>`}
</div>
</footer>`
