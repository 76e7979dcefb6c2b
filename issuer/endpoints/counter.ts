import type { RequestHandler } from 'express'
import { ProtocolError } from '../../src/base/errors.ts'
import { token } from '../../src/base/random.ts'
import { makeOfferLink, offerScheme } from '../../src/openid4vci/credential-offer.ts'
import type { IssuerContext } from '../context.ts'
import { datasetOf } from '../datasets.ts'
import { offeredGrants } from '../offered-grants.ts'
import { makeOffer } from '../offering.ts'
import type { OfferOnPage } from '../records.ts'
import { issuerPage } from '../views/issuer-page.ts'
import { languageOfName } from '../views/language-of-name.ts'
import { offerView } from '../views/offer-view.ts'
import { offerWords } from '../words.ts'
import { pageLanguage } from './page-language.ts'

/** Lab: somebody chose who they are; the offer is made and shown on a page of its own, to this browser alone. */
export const counter =
  (context: IssuerContext): RequestHandler<Record<string, string>, unknown, Readonly<Record<string, string>>> =>
  async (req, res) => {
    const { config, records, session, random } = context
    const { subject = '', tx_code, grant = 'pre-authorized_code', review } = req.body
    const offeredGrant = offeredGrants.find((known) => known === grant)
    if (!offeredGrant || !datasetOf(config.jurisdiction, config.kind, subject)) {
      throw new ProtocolError('invalid_request', 'Choose somebody whom this issuer knows, and a way to collect')
    }
    const { reference, txCode, expiresAt } = await makeOffer(context, {
      subject,
      credentialConfigurationIds: [config.credential.configurationId],
      by: 'reference',
      grant: offeredGrant,
      txCode: tx_code === 'yes' && offeredGrant === 'pre-authorized_code',
      review: review === 'yes',
    })

    const page = token(random, 'page_')
    const shown: OfferOnPage = {
      session: session.ensure(req, res),
      subject,
      reference,
      txCode: txCode ?? null,
      grant: offeredGrant,
      review: review === 'yes',
      expiresAt,
    }
    await records.offerPages.put(page, shown, expiresAt)
    res.set('Cache-Control', 'no-store').redirect(303, `${config.credentialIssuer}/counter/${page}`)
  }

/** Lab: the page of an offer. Another browser, or a later hour, finds nothing. */
export const counterPage =
  ({ config, records, session }: IssuerContext): RequestHandler<{ id: string }> =>
  async (req, res) => {
    const shown = await records.offerPages.peek(req.params.id)
    if (!shown || shown.session !== session.idOf(req)) {
      throw new ProtocolError('not_found', 'This offer is unknown or expired', { status: 404 })
    }

    const language = pageLanguage({ config }, req, res)
    const { person } = datasetOf(config.jurisdiction, config.kind, shown.subject)!
    const model = {
      credential: config.credential.name,
      person: person.name,
      personLang: languageOfName(person.name),
      link: makeOfferLink(offerScheme, shown.reference),
      walletLink: makeOfferLink(config.walletUrl, shown.reference),
      txCode: shown.txCode,
      logIn: shown.grant === 'authorization_code',
      review: shown.review,
      expiresAt: shown.expiresAt,
      counterUrl: `${config.credentialIssuer}/`,
    }
    const page = { title: offerWords.title[language], body: offerView(model, language), wide: true }
    const path = `/counter/${req.params.id}`
    res.set('Cache-Control', 'no-store').type('html').send(issuerPage(config, page, { language, path }).toString())
  }
