import type { Request, Response } from 'express'
import { singleQuery } from './single-query.ts'

/** In which language a person wants to read, as far as the request says: the address, a cookie, the browser. */
export const languageWishes = (req: Request) => ({
  query: singleQuery(req, 'lang'),
  cookie: /(?:^|;\s*)lang=([a-z]{2})(?:;|$)/.exec(req.headers.cookie ?? '')?.[1],
  acceptLanguage: req.headers['accept-language'],
})

/** Keeps the language that was chosen in the address for the pages to come. */
export function rememberLanguage(res: Response, language: string, baseUrl: URL): void {
  res.cookie('lang', language, { path: '/', sameSite: 'lax', httpOnly: true, secure: baseUrl.protocol === 'https:' })
}
