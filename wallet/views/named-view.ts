import type { Json } from '../../src/base/json.ts'
import type { Language } from '../../src/base/localized.ts'
import { html, type Html } from '../../src/html/html.ts'
import { inLanguage } from '../../src/html/language.ts'
import { languageOfValue, nameFor } from '../named.ts'
import type { Named } from '../named-records.ts'

/** Another party's words in the page's language if it has them, marked with their own where it has not. */
export function namedView(named: Named, language: Language, fallback: string): Html {
  const { text, lang } = nameFor(named, language, fallback)
  return inLanguage(text, lang === '' ? undefined : lang, language)
}

/** A claim's value as it stands in the credential: never translated, transliterated or reordered. */
export function valueView(value: Json, issuersLanguage: string | undefined, language: Language): Html {
  if (typeof value === 'string') {
    return value.startsWith('data:image/')
      ? html`<span class="muted">${value.slice(0, value.indexOf(';'))}</span>`
      : inLanguage(value, languageOfValue(value, issuersLanguage), language)
  }
  if (Array.isArray(value)) {
    return html`<ul class="plain">${value.map((item: Json) => html`<li>${valueView(item, issuersLanguage, language)}</li>`)}</ul>`
  }
  if (typeof value === 'object' && value !== null) {
    return html`<ul class="plain">${Object.entries(value).map(
      ([name, member]) => html`<li><code>${name}</code> ${valueView(member, issuersLanguage, language)}</li>`,
    )}</ul>`
  }
  return html`${String(value)}`
}
