import { html, type Html, type HtmlPart } from './html.ts'

export interface Definition {
  readonly term: HtmlPart
  readonly value: HtmlPart
  /** BCP 47 tag of the value, where it is not the page's language. */
  readonly lang?: string | undefined
}

/** Names and values; entries whose value is `undefined`, `null` or `false` are left out. */
export const definitionList = (definitions: readonly Definition[], kind: 'plain' | 'compact' = 'plain'): Html =>
  html`<dl class="definitions definitions-${kind}">${definitions
    .filter(({ value }) => value !== undefined && value !== null && value !== false)
    .map(({ term, value, lang }) => {
      const language = lang !== undefined && html` lang="${lang}"`
      return html`<div><dt>${term}</dt><dd${language}>${value}</dd></div>`
    })}</dl>`
