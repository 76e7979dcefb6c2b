import type { RequestHandler } from 'express'
import { authorizationServerMetadataUrl } from '../../src/oauth/authorization-server-metadata.ts'
import { credentialIssuerMetadataUrl } from '../../src/openid4vci/credential-issuer-metadata.ts'
import { days } from '../../src/base/time.ts'
import type { IssuerConfig } from '../config.ts'
import type { IssuerContext } from '../context.ts'
import { datasetsOf } from '../datasets.ts'
import { homeView, type HomeModel } from '../views/home-view.ts'
import { issuerPage } from '../views/issuer-page.ts'
import { languageOfName } from '../views/language-of-name.ts'
import { pageLanguage } from './page-language.ts'

/** Lab: the front page with the counter. */
export const home =
  ({ config }: IssuerContext): RequestHandler =>
  (req, res) => {
    const language = pageLanguage({ config }, req, res)
    const { organisation } = config
    const [title, lead] = [organisation.serviceName[language], organisation.name[language]]
    const page = { title, lead, body: homeView(homeModel(config), language) }
    res.set('Cache-Control', 'no-store').type('html').send(issuerPage(config, page, { language, path: '/' }).toString())
  }

function homeModel({ credentialIssuer, organisation, jurisdiction, kind, credential }: IssuerConfig): HomeModel {
  const { about, sectorName, country, organizationIdentifier, email, counter } = organisation
  return {
    organisation: { about, sector: sectorName, country, identifier: organizationIdentifier, email },
    counter,
    people: datasetsOf(jurisdiction, kind).map(({ person: { id, name, about } }) => ({
      subject: id, name, lang: languageOfName(name), about,
    })),
    credential: {
      ...credential,
      validForDays: Math.floor(credential.validFor / days(1)),
      assurance: credential.assurance.statedAs,
      legalStatus: jurisdiction.legalStatuses[credential.legalStatus]!,
    },
    counterAction: `${credentialIssuer}/counter`,
    issuerMetadataUrl: credentialIssuerMetadataUrl(credentialIssuer),
    serverMetadataUrl: authorizationServerMetadataUrl(credentialIssuer),
    deskUrl: `${credentialIssuer}/desk`,
  }
}
