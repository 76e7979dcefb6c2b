import type { Request, Response } from 'express'
import type { Language } from '../../src/base/localized.ts'
import { chooseLanguage } from '../../src/html/language.ts'
import { languageWishes, rememberLanguage } from '../../src/http/language-preference.ts'
import type { VerifierContext } from '../context.ts'

/** The language of a page; what was chosen in the address is remembered. */
export function pageLanguage({ baseUrl }: VerifierContext, req: Request, res: Response): Language {
  const wishes = languageWishes(req)
  const language = chooseLanguage(wishes)
  if (wishes.query === language) rememberLanguage(res, language, new URL(baseUrl))
  return language
}
