import type { Request, Response } from 'express'
import { languages, type Language } from '../../src/base/localized.ts'
import { chooseLanguage } from '../../src/html/language.ts'
import type { Html } from '../../src/html/html.ts'
import { languageWishes, rememberLanguage } from '../../src/http/language-preference.ts'
import type { WalletContext } from '../context.ts'
import { basePath, labelOf } from '../instances.ts'
import type { WalletFrame } from '../views/wallet-page.ts'
import { shellTexts } from '../words.ts'
import type { Holder } from './holder.ts'

type Site = Pick<WalletContext, 'baseUrl' | 'development' | 'labUrl'>

/** What stands around a page; a language that was chosen in the address is remembered. */
export async function frameFor(
  context: WalletContext,
  { instanceId }: Holder,
  req: Request,
  res: Response,
): Promise<WalletFrame> {
  const wishes = languageWishes(req)
  const language = chooseLanguage(wishes)
  if (wishes.query === language) rememberLanguage(res, language, context.baseUrl)
  return { ...bareFrame(context, req), walletOf: await labelOf(context, instanceId) }
}

/** The same where nobody's wallet is known: for errors. */
export function bareFrame({ baseUrl, development, labUrl }: Site, req: Request): WalletFrame {
  const language = chooseLanguage(languageWishes(req))
  return {
    shell: {
      serviceName: shellTexts.name[language],
      operator: shellTexts.operator[language],
      place: shellTexts.place[language],
      theme: 'ink',
      language,
      languageLinks: languages.map((other) => ({ language: other, href: inLanguage(other, basePath(baseUrl), req) })),
      development: development && baseUrl.protocol === 'http:',
      labUrl,
      basePath: basePath(baseUrl),
    },
  }
}

export const sendPage = (res: Response, page: Html): void => void res.type('html').send(page.toString())

/** The same page; what was answered to a form has no address of its own, nor has what is no address. */
function inLanguage(language: Language, base: string, req: Request): string {
  const address = `http://wallet.invalid/${req.originalUrl.replace(/^\/+/, '')}`
  if (req.method !== 'GET' || !URL.canParse(address)) return `${base}/?lang=${language}`
  const { pathname, searchParams } = new URL(address)
  searchParams.set('lang', language)
  return `${pathname.replace(/^\/+/, '/')}?${searchParams.toString()}`
}
