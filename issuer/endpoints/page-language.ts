import type { Request, Response } from 'express'
import type { Language } from '../../src/base/localized.ts'
import { chooseLanguage } from '../../src/html/language.ts'
import { languageWishes, rememberLanguage } from '../../src/http/language-preference.ts'
import type { IssuerContext } from '../context.ts'

/** The language of a page; what was chosen in the address is remembered. */
export function pageLanguage({ config }: Pick<IssuerContext, 'config'>, req: Request, res: Response): Language {
  const language = languageOf(req)
  if (languageWishes(req).query === language) rememberLanguage(res, language, new URL(config.credentialIssuer))
  return language
}

/** The same without remembering anything. */
export const languageOf = (req: Request): Language => chooseLanguage(languageWishes(req))
