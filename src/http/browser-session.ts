import type { Request, Response } from 'express'
import { token, type Random } from '../base/random.ts'
import type { Seconds } from '../base/time.ts'

/**
 * Recognises a browser by a cookie that holds a random identifier and nothing else. What belongs to the session is kept
 * in a store under that identifier.
 */
export interface BrowserSession {
  /** The identifier that the browser sent; undefined if there is none, or more than one. */
  idOf(req: Request): string | undefined
  /** The identifier of the browser, a fresh one if it has none yet. */
  ensure(req: Request, res: Response): string
  /** A fresh identifier, whatever the browser had: for what must not be tied to an identifier known before. */
  start(res: Response): string
  end(res: Response): void
}

export interface BrowserSessionParts {
  readonly name: string
  /** Decides whether the cookie is `Secure`. Its port and path are part of the name: cookies do not keep them apart. */
  readonly baseUrl: URL
  readonly lifetime: Seconds
  readonly random: Random
}

export function browserSession({ name, baseUrl, lifetime, random }: BrowserSessionParts): BrowserSession {
  const secure = baseUrl.protocol === 'https:'
  const place = (baseUrl.port || (secure ? '443' : '80')) + baseUrl.pathname.replace(/\/$/, '').replace(/[^\w.-]/g, '~')
  const cookie = `${secure ? '__Host-' : ''}${name}_${place}`
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const

  const idOf = (req: Request): string | undefined => {
    const values = cookieValues(req.headers.cookie ?? '', cookie)
    return values.length === 1 && /^[\w-]{43}$/.test(values[0]!) ? values[0] : undefined
  }
  const start = (res: Response): string => {
    const id = token(random, '')
    res.cookie(cookie, id, { ...attributes, maxAge: lifetime * 1000 })
    res.locals[cookie] = id
    return id
  }
  const ensure = (req: Request, res: Response): string => {
    const started: unknown = res.locals[cookie]
    return typeof started === 'string' ? started : (idOf(req) ?? start(res))
  }
  const end = (res: Response): void => {
    delete res.locals[cookie]
    res.clearCookie(cookie, attributes)
  }
  return { idOf, ensure, start, end }
}

/** RFC 6265 §5.4: pairs joined by `; `. */
const cookieValues = (header: string, name: string): readonly string[] =>
  header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
