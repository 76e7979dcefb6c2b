import type { Request, Response } from 'express'
import { languages, type Language } from '../../src/base/localized.ts'
import { days } from '../../src/base/time.ts'
import { chooseLanguage } from '../../src/html/language.ts'
import { singleQuery } from '../../src/http/single-query.ts'

const cookie = 'lang'

/** The language of a page; what was chosen in the address is remembered. */
export function pageLanguage(req: Request, res: Response): Language {
  const query = singleQuery(req, 'lang')
  const language = languageOf(req)
  if (query === language) {
    const maxAge = days(365) * 1000
    res.cookie(cookie, language, { path: '/', httpOnly: true, sameSite: 'lax', secure: req.secure, maxAge })
  }
  return language
}

/** The same without remembering anything. */
export const languageOf = (req: Request): Language =>
  chooseLanguage({
    query: singleQuery(req, 'lang'),
    cookie: remembered(req.headers.cookie ?? ''),
    acceptLanguage: req.headers['accept-language'],
  })

const remembered = (header: string): Language | undefined =>
  languages.find((language) => header.split(/; */).includes(`${cookie}=${language}`))
