import type { Request, Response } from 'express'
import type { Language } from '../base/localized.ts'
import { chooseLanguage } from '../html/language.ts'
import { languageWishes, rememberLanguage } from '../http/language-preference.ts'

/** The language of a page; one chosen in the address is remembered. */
export function pageLanguage(req: Request, res: Response, baseUrl: URL): Language {
  const wishes = languageWishes(req)
  const language = chooseLanguage(wishes)
  if (wishes.query === language) rememberLanguage(res, language, baseUrl)
  return language
}
