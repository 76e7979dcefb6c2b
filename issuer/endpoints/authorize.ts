import type { Request, RequestHandler, Response } from 'express'
import type { Language } from '../../src/base/localized.ts'
import type { Page } from '../../src/html/page.ts'
import { contentSecurityPolicy } from '../../src/http/security-headers.ts'
import { singleQuery } from '../../src/http/single-query.ts'
import type { Interaction } from '../authorization-records.ts'
import { consentWords, logInWords } from '../authorization-words.ts'
import type { IssuerConfig } from '../config.ts'
import type { IssuerContext } from '../context.ts'
import { datasetOf, datasetsOf } from '../datasets.ts'
import { decide, interactionOf, logIn, openAuthorization } from '../interactions.ts'
import { consentView } from '../views/consent-view.ts'
import { issuerPage } from '../views/issuer-page.ts'
import { languageOfName } from '../views/language-of-name.ts'
import { logInView, type LogInProblem } from '../views/log-in-view.ts'
import { pageLanguage } from './page-language.ts'

/** RFC 9126 §4: a browser comes with the `request_uri` of what a client pushed. */
export const authorize =
  (context: IssuerContext): RequestHandler =>
  async (req, res) => {
    const next = await openAuthorization(context, {
      clientId: singleQuery(req, 'client_id'),
      requestUri: singleQuery(req, 'request_uri'),
      session: () => context.session.ensure(req, res),
    })
    res.set('Cache-Control', 'no-store').redirect(303, next)
  }

type WithId = { id: string }
type Form = Readonly<Record<string, string>>

/** Lab: the page that the person is at: log-in first, then consent. */
export const authorizePage =
  (context: IssuerContext): RequestHandler<WithId> =>
  async (req, res) => {
    const interaction = await interactionOf(context, req.params.id, context.session.idOf(req))
    if (interaction.subject === null) showLogIn(context, { req, res, interaction }, undefined)
    else showConsent(context, { req, res, interaction, subject: interaction.subject })
  }

/** Lab: username and password of a person of the profile. */
export const authorizeLogIn =
  (context: IssuerContext): RequestHandler<WithId, unknown, Form> =>
  async (req, res) => {
    const { id } = req.params
    const interaction = await interactionOf(context, id, context.session.idOf(req))
    const { username = '', password = '' } = req.body
    const tried = await logIn(context, { id, interaction, username: username.trim(), password })
    if (tried.outcome === 'in') return void res.set('Cache-Control', 'no-store').redirect(303, tried.next)
    res.status(403)
    showLogIn(context, { req, res, interaction }, tried.outcome)
  }

/** Lab: the person's decision, carried back to the client — RFC 6749 §4.1.2, RFC 9207. */
export const authorizeDecision =
  (context: IssuerContext): RequestHandler<WithId, unknown, Form> =>
  async (req, res) => {
    const { id } = req.params
    const interaction = await interactionOf(context, id, context.session.idOf(req))
    const approved = req.body['decision'] === 'approve'
    const next = await decide(context, { id, interaction, approved })
    res.set('Cache-Control', 'no-store').redirect(303, next)
  }

interface Shown {
  readonly req: Request<WithId>
  readonly res: Response
  readonly interaction: Interaction
}

function showLogIn(
  { config }: IssuerContext,
  { req, res, interaction }: Shown,
  problem: LogInProblem | undefined,
): void {
  const language = pageLanguage({ config }, req, res)
  const { testPassword } = config.authorization
  const model = {
    action: actionOf(config.credentialIssuer, req.params.id),
    client: clientOf(interaction),
    problem: testPassword === undefined ? ('closed' as const) : problem,
    username: interaction.pushed.offered?.subject ?? '',
    testUsers: !isOnThisMachine(config) || testPassword === undefined ? undefined : {
      password: testPassword,
      people: datasetsOf(config.jurisdiction, config.kind).map(({ person: { id, name } }) => ({
        username: id, name, lang: languageOfName(name),
      })),
    },
  }
  send(config, { req, res, interaction }, language, {
    title: logInWords.title[language], body: logInView(model, language),
  })
}

/** A lab that nobody else reaches tells its visitors who its people are; any other issuer keeps the password to itself. */
const isOnThisMachine = ({ development, credentialIssuer }: IssuerConfig): boolean =>
  development || /(^|\.)localhost$/.test(new URL(credentialIssuer).hostname)

function showConsent(
  { config, metadata }: IssuerContext,
  { req, res, interaction, subject }: Shown & { readonly subject: string },
): void {
  const language = pageLanguage({ config }, req, res)
  const { person } = datasetOf(config.jurisdiction, config.kind, subject)!
  const { credentialConfigurationIds } = interaction.pushed.wanted
  const model = {
    action: actionOf(config.credentialIssuer, req.params.id),
    client: clientOf(interaction),
    person: person.name,
    personLang: languageOfName(person.name),
    credential: config.credential.name,
    formats: credentialConfigurationIds.map((id) => metadata.credential_configurations_supported[id]?.format ?? id),
    claims: config.credential.claims.map(({ label }) => label),
    review: interaction.pushed.offered?.review ?? false,
  }
  send(config, { req, res, interaction }, language, {
    title: consentWords.title[language], body: consentView(model, language),
  })
}

/** The form leads, over a redirect, to the client: the page's policy has to allow that one place. */
function send(config: IssuerConfig, { req, res, interaction }: Shown, language: Language, page: Page): void {
  const { redirect_uri } = interaction.pushed.request
  const { protocol } = new URL(redirect_uri)
  const leadsTo = protocol === 'https:' || protocol === 'http:' ? redirect_uri : protocol
  res.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': contentSecurityPolicy([leadsTo]) })
  res.type('html').send(issuerPage(config, page, { language, path: `/authorize/${req.params.id}` }).toString())
}

const actionOf = (credentialIssuer: string, id: string): string => `${credentialIssuer}/authorize/${id}`

const clientOf = ({ pushed: { request, clientName } }: Interaction) => {
  const { protocol, host } = new URL(request.redirect_uri)
  return { name: clientName, clientId: request.client_id, returnsTo: host === '' ? protocol : host }
}
