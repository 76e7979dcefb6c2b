import type { RequestHandler } from 'express'
import { equalSecrets, sha256Base64url } from '../../src/base/bytes.ts'
import { after } from '../../src/base/time.ts'
import type { IssuerContext } from '../context.ts'
import { deskWords, logInWords } from '../desk-words.ts'
import { limits } from '../limits.ts'
import { deskLogInView } from '../views/desk-log-in-view.ts'
import { issuerPage } from '../views/issuer-page.ts'
import { pageLanguage } from './page-language.ts'

type Form = RequestHandler<Record<string, string>, unknown, Readonly<Record<string, string>>>

/** Lets officers pass who logged in at the desk; others are led to the log-in page, and what they sent is dropped. */
export const officersOnly =
  ({ config, records, deskSession }: IssuerContext): RequestHandler =>
  async (req, res, next) => {
    const session = deskSession.idOf(req)
    if (session !== undefined && (await records.deskSessions.peek(sha256Base64url(session)))) return next()
    res.set('Cache-Control', 'no-store').redirect(303, `${config.credentialIssuer}/desk/log-in`)
  }

/** Lab: the log-in page of the desk. */
export const deskLogInPage =
  ({ config }: IssuerContext, wrong = false): RequestHandler =>
  (req, res) => {
    const language = pageLanguage({ config }, req, res)
    const body = deskLogInView({ action: `${config.credentialIssuer}/desk/log-in`, wrong }, language)
    const page = { title: deskWords.title[language], lead: logInWords.lead[language], body }
    res.set('Cache-Control', 'no-store').type('html')
    res.send(issuerPage(config, page, { language, path: '/desk/log-in' }).toString())
  }

/** Lab: whoever knows the desk's token is an officer, until the session ends or the browser logs out. */
export const deskLogIn =
  (context: IssuerContext): Form =>
  async (req, res, next) => {
    const { config, records, deskSession, clock, log } = context
    if (!equalSecrets(req.body['password'] ?? '', config.deskToken)) {
      log.warn('desk_log_in_failed')
      res.status(403)
      return void deskLogInPage(context, true)(req, res, next)
    }
    const session = deskSession.start(res)
    await records.deskSessions.put(sha256Base64url(session), true, after(clock.now(), limits.deskSession))
    res.set('Cache-Control', 'no-store').redirect(303, `${config.credentialIssuer}/desk`)
  }

/** Lab: the session ends here, and not only in the browser. */
export const deskLogOut =
  ({ config, records, deskSession }: IssuerContext): RequestHandler =>
  async (req, res) => {
    const session = deskSession.idOf(req)
    if (session !== undefined) await records.deskSessions.take(sha256Base64url(session))
    deskSession.end(res)
    res.set('Cache-Control', 'no-store').redirect(303, `${config.credentialIssuer}/desk/log-in`)
  }
