import type { Request, Response } from 'express'
import { languages, type Language } from '../../base/localized.ts'
import { chooseLanguage } from '../../html/language.ts'
import type { Shell } from '../../html/page.ts'
import { languageWishes, rememberLanguage } from '../../http/language-preference.ts'
import type { WalletProviderConfig } from '../config.ts'
import { walletProvider } from '../organisation.ts'
import { shellWords } from '../words.ts'

/** What stands around a page; remembers a language that was chosen. */
export function shellFor(config: WalletProviderConfig, req: Request, res: Response): Shell {
  const wishes = languageWishes(req)
  const language = chooseLanguage(wishes)
  if (wishes.query === language) rememberLanguage(res, language, new URL(config.url))
  return shellIn(config, language, req.path)
}

/** The same in a language that is settled. */
export function shellIn(config: WalletProviderConfig, language: Language, path: string): Shell {
  const { url, development, labUrl } = config
  const basePath = basePathOf(url)
  return {
    serviceName: shellWords.service[language],
    operator: walletProvider.name[language],
    place: shellWords.place[language],
    theme: 'ochre',
    language,
    languageLinks: languages.map((one) => ({ language: one, href: `${basePath}${path}?lang=${one}` })),
    development: development && url.startsWith('http:'),
    labUrl,
    basePath,
  }
}

/** `''` or `/x`. */
export const basePathOf = (url: string): string => new URL(url).pathname.replace(/\/$/, '')
