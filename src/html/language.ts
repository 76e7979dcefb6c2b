import { languages, type Language, type Localized } from '../base/localized.ts'
import { html, type Html, type HtmlPart } from './html.ts'

/** The name of each language, in that language. */
export const languageNames: Localized = { en: 'English', ja: '日本語', fr: 'Français' }

/** What the address says, else what the cookie remembers, else what the browser prefers, else English. */
export function chooseLanguage(wishes: LanguageWishes): Language {
  return known(wishes.query) ?? known(wishes.cookie) ?? preferred(wishes.acceptLanguage ?? '') ?? 'en'
}

export interface LanguageWishes {
  readonly query?: string | undefined
  readonly cookie?: string | undefined
  /** The `Accept-Language` header (RFC 9110 §12.5.4). */
  readonly acceptLanguage?: string | undefined
}

/** A text of ours in the language of the page; a plain string is data and stays as it is. */
export const say = (text: Localized | string, language: Language): string =>
  typeof text === 'string' ? text : text[language]

/** A run of text in its own language, marked where that is not the page's, so that it is read and set correctly. */
export const inLanguage = (text: HtmlPart, textLanguage: string | undefined, pageLanguage: Language): Html =>
  textLanguage === undefined || textLanguage === pageLanguage
    ? html`${text}`
    : html`<span lang="${textLanguage}">${text}</span>`

const known = (tag: string | undefined): Language | undefined =>
  languages.find((language) => tag?.toLowerCase().split('-')[0] === language)

function preferred(acceptLanguage: string): Language | undefined {
  const wishes = acceptLanguage.split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    return { language: known(tag), weight: weight === undefined ? 1 : Number(weight.slice(2)) }
  })
  return wishes
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)[0]?.language
}
