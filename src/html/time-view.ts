import type { Language } from '../base/localized.ts'
import { toUtc, type EpochSeconds } from '../base/time.ts'
import { html, type Html } from './html.ts'

/** A moment in UTC, as the page's language writes it; the exact form is in `datetime`. */
export const timeView = (time: EpochSeconds, language: Language): Html =>
  html`<time datetime="${toUtc(time)}">${moments[language].format(time * 1000)}</time>`

/** The day of a moment, in UTC. */
export const dayView = (time: EpochSeconds, language: Language): Html =>
  html`<time datetime="${toUtc(time)}">${days[language].format(time * 1000)}</time>`

const locales = { en: 'en-GB', ja: 'ja-JP', fr: 'fr-FR' } as const
const day = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' } as const
const moment = { ...day, hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' } as const
const inEach = (form: Intl.DateTimeFormatOptions): Readonly<Record<Language, Intl.DateTimeFormat>> => ({
  en: new Intl.DateTimeFormat(locales.en, form),
  ja: new Intl.DateTimeFormat(locales.ja, form),
  fr: new Intl.DateTimeFormat(locales.fr, form),
})
const moments = inEach(moment)
const days = inEach(day)
