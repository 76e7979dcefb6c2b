import { languages, type Language } from '../../src/base/localized.ts'
import type { Html } from '../../src/html/html.ts'
import { pageView, type Page, type Shell } from '../../src/html/page.ts'
import type { IssuerConfig } from '../config.ts'

/** A page of this issuer. @param path of the page below the base URL, for the links to its other languages */
export const issuerPage = (config: IssuerConfig, page: Page, { language, path }: { readonly language: Language; readonly path: string }): Html =>
  pageView(shell(config, language, path), page)

function shell({ credentialIssuer, organisation, jurisdiction, development, labUrl }: IssuerConfig, language: Language, path: string): Shell {
  const basePath = new URL(credentialIssuer).pathname.replace(/\/$/, '')
  return {
    serviceName: organisation.serviceName[language],
    operator: organisation.name[language],
    place: jurisdiction.name[language],
    theme: jurisdiction.theme,
    language,
    languageLinks: languages.map((other) => ({ language: other, href: `${basePath}${path}?lang=${other}` })),
    development: development && credentialIssuer.startsWith('http:'),
    labUrl,
    basePath,
  }
}
