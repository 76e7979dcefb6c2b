import type { Language } from '../../base/localized.ts'
import type { MultiLangString } from '../../trust/list-of-trusted-entities.ts'
import { html, type Html } from '../../html/html.ts'

/** A name of the list in the page's language, else in English; marked where it is in another one. */
export function nameView(names: readonly MultiLangString[], language: Language): Html {
  const name = names.find(({ lang }) => lang === language) ?? names.find(({ lang }) => lang === 'en') ?? names[0]
  return name === undefined ? html`–` : html`<span lang="${name.lang}">${name.value}</span>`
}

/** The names in the other languages of the list, as the list has them. */
export function otherNames(names: readonly MultiLangString[], language: Language): Html {
  const shown = names.some(({ lang }) => lang === language) ? language : 'en'
  const others = names.filter(({ lang }) => lang !== shown)
  return html`${others.map(({ lang, value }, index) => html`${index > 0 && ' · '}<span lang="${lang}">${value}</span>`)}`
}
