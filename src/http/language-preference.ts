import type { Request, Response } from 'express'
import { ProtocolError } from '../base/errors.ts'
import { singleQuery } from './single-query.ts'

/**
 * In which language a person wants to read, as far as the request says: the address, a cookie, the browser. An address
 * that is refused for its query says nothing about languages, and its error page needs one all the same.
 */
export const languageWishes = (req: Request) => ({
  query: chosenInAddress(req),
  cookie: /(?:^|;\s*)lang=([a-z]{2})(?:;|$)/.exec(req.headers.cookie ?? '')?.[1],
  acceptLanguage: req.headers['accept-language'],
})

/** Keeps the language that was chosen in the address for the pages to come. */
export function rememberLanguage(res: Response, language: string, baseUrl: URL): void {
  const maxAge = 365 * 86_400_000
  res.cookie('lang', language, { path: '/', sameSite: 'lax', httpOnly: true, secure: baseUrl.protocol === 'https:', maxAge })
}

function chosenInAddress(req: Request): string | undefined {
  try {
    return singleQuery(req, 'lang')
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof SyntaxError) return undefined
    throw error
  }
}
