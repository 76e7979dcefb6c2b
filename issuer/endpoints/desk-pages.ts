import type { Request, RequestHandler, Response } from 'express'
import { ProtocolError } from '../../src/base/errors.ts'
import type { Language } from '../../src/base/localized.ts'
import type { Html } from '../../src/html/html.ts'
import { singleQuery } from '../../src/http/single-query.ts'
import { personOf } from '../../src/jurisdictions/index.ts'
import type { IssuerContext } from '../context.ts'
import { decideReview, openReviews, reviewDecisions } from '../deferral.ts'
import { issuedWords, reviewWords } from '../desk-words.ts'
import { changeStatus, issuedCredentials } from '../issued-credentials.ts'
import { limits } from '../limits.ts'
import { credentialStatuses } from '../status-lists.ts'
import type { DeskLinks } from '../views/desk-frame.ts'
import { deskIssuedView } from '../views/desk-issued-view.ts'
import { deskReviewsView } from '../views/desk-reviews-view.ts'
import { issuerPage } from '../views/issuer-page.ts'
import { languageOfName } from '../views/language-of-name.ts'
import { pageLanguage } from './page-language.ts'

type Form = RequestHandler<Record<string, string>, unknown, Readonly<Record<string, string>>>

/** Lab: the requests that wait for an officer. */
export const deskReviewsPage =
  (context: IssuerContext): RequestHandler =>
  async (req, res) => {
    const reviews = (await openReviews(context)).map(({ key, value }) => ({
      id: key,
      ...shown(context, value),
      copies: value.keys.length,
      requestedAt: value.requestedAt,
      putAside: value.state === 'put_aside',
    }))
    const action = `${context.config.credentialIssuer}/desk/review-decisions`
    const model = { links: linksOf(context), action, reviews }
    const view = (language: Language) => deskReviewsView(model, language)
    send(context, req, res, { words: reviewWords, path: '/desk', view })
  }

/** Lab: an officer approves, refuses or puts aside. */
export const deskReviewForm =
  (context: IssuerContext): Form =>
  async (req, res) => {
    const { review = '', decision } = req.body
    const known = reviewDecisions.find((name) => name === decision)
    if (known === undefined) throw new ProtocolError('invalid_request', 'There is no such decision')
    const decided = await decideReview(context, review, known)
    if (!decided) throw new ProtocolError('not_found', 'There is no such request', { status: 404 })
    context.log.info('review_decided', { decision: known, state: decided.state })
    res.set('Cache-Control', 'no-store').redirect(303, `${context.config.credentialIssuer}/desk`)
  }

/** Lab: the revocation desk. */
export const deskIssuedPage =
  (context: IssuerContext): RequestHandler =>
  async (req, res) => {
    const address = `${context.config.credentialIssuer}/desk/issued`
    const all = (await issuedCredentials(context.records)).toReversed()
    const pages = Math.max(1, Math.ceil(all.length / limits.deskPage))
    const page = Math.min(pages, pageNumber(singleQuery(req, 'page')))
    const credentials = all.slice((page - 1) * limits.deskPage, page * limits.deskPage).map((credential) => ({
      ...credential, ...shown(context, credential), events: credential.events.map(({ event }) => event),
    }))
    const model = {
      links: linksOf(context),
      action: `${context.config.credentialIssuer}/desk/status-changes`,
      credentials,
      page: String(page),
      newer: page > 1 ? `${address}?page=${page - 1}` : undefined,
      older: page < pages ? `${address}?page=${page + 1}` : undefined,
    }
    const view = (language: Language) => deskIssuedView(model, language)
    send(context, req, res, { words: issuedWords, path: '/desk/issued', view })
  }

/** Lab: an officer revokes, suspends or restores. */
export const deskStatusForm =
  ({ config, records, log }: IssuerContext): Form =>
  async (req, res) => {
    const { credential = '', status, page } = req.body
    const wanted = credentialStatuses.find((name) => name === status)
    if (wanted === undefined) throw new ProtocolError('invalid_request', 'There is no such status')
    const changed = await changeStatus(records, credential, wanted)
    if (!changed) throw new ProtocolError('not_found', 'There is no such credential', { status: 404 })
    log.info('status_changed', { credential: changed.id, status: changed.status })
    res.set('Cache-Control', 'no-store')
    res.redirect(303, `${config.credentialIssuer}/desk/issued?page=${pageNumber(page)}`)
  }

const pageNumber = (text: string | undefined): number => (/^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : 1)

const linksOf = ({ config: { credentialIssuer } }: IssuerContext): DeskLinks => ({
  reviews: `${credentialIssuer}/desk`,
  issued: `${credentialIssuer}/desk/issued`,
  logOut: `${credentialIssuer}/desk/log-out`,
})

/** Whose it is and what: a person or a configuration that is no longer there is shown by its identifier. */
function shown(
  { config, configurations }: IssuerContext,
  { subject, credentialConfigurationId: id }: { readonly subject: string; readonly credentialConfigurationId: string },
) {
  const person = personOf(config.jurisdiction, subject)?.name ?? subject
  const credential = configurations.get(id)?.names ?? { en: id, ja: id, fr: id }
  return { person, personLang: languageOfName(person), credential }
}

function send(
  { config }: IssuerContext,
  req: Request,
  res: Response,
  { words, path, view }: {
    readonly words: typeof reviewWords | typeof issuedWords
    readonly path: string
    readonly view: (language: Language) => Html
  },
): void {
  const language = pageLanguage({ config }, req, res)
  const page = { title: words.title[language], lead: words.lead[language], body: view(language), wide: true }
  res.set('Cache-Control', 'no-store').type('html').send(issuerPage(config, page, { language, path }).toString())
}
