import type { Json, JsonObject } from '../base/json.ts'
import type { Language } from '../base/localized.ts'
import { definitionList } from './definition-list.ts'
import { html, type Html, type HtmlPart } from './html.ts'
import { reportWords } from './words.ts'

/** What an outcome rests on, member by member; the names are those of the data, so they stay in English. */
export const evidenceList = (evidence: JsonObject, language: Language): Html =>
  definitionList(
    Object.entries(evidence).map(([name, value]) => ({
      term: html`<span lang="en">${readable(name)}</span>`,
      value: shown(value, language),
    })),
    'compact',
  )

/** `sequenceNumber` and `sequence_number` both read "sequence number". */
const readable = (name: string): string =>
  name
    .replaceAll('_', ' ')
    .replace(/([a-z\d])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)

function shown(value: Json, language: Language): HtmlPart {
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? reportWords.yes[language] : reportWords.no[language]
  if (typeof value === 'number') return value
  if (typeof value === 'string') return /^\S{28,}$/.test(value) ? html`<code>${value}</code>` : value
  if (Array.isArray(value)) {
    return html`<ul class="plain">${value.map((item: Json) => html`<li>${shown(item, language)}</li>`)}</ul>`
  }
  return evidenceList(value as JsonObject, language)
}
