import type { Request, Response } from 'express'
import { languages } from '../../base/localized.ts'
import { chooseLanguage } from '../../html/language.ts'
import type { Shell } from '../../html/page.ts'
import { languageWishes, rememberLanguage } from '../../http/language-preference.ts'
import type { SchemeOperatorContext } from '../context.ts'
import { shellNames } from '../words.ts'

/** What stands around a page; remembers a language that was chosen. */
export function shellFor(context: SchemeOperatorContext, req: Request, res: Response): Shell {
  const { profile, baseUrl, development, labUrl } = context
  const wishes = languageWishes(req)
  const language = chooseLanguage(wishes)
  if (wishes.query === language) rememberLanguage(res, language, baseUrl)
  const basePath = basePathOf(baseUrl)
  return {
    serviceName: shellNames.service[language],
    operator: profile.trustList.operator.name[language],
    place: profile.name[language],
    theme: 'pine',
    language,
    languageLinks: languages.map((one) => ({ language: one, href: `${basePath}${req.path}?lang=${one}` })),
    development: development && baseUrl.protocol === 'http:',
    labUrl,
    basePath,
  }
}

/** `''` or `/x`. */
export const basePathOf = ({ pathname }: URL): string => (pathname === '/' ? '' : pathname)
