import { languages, type Language } from '../../src/base/localized.ts'
import type { Html } from '../../src/html/html.ts'
import { pageView, type Page } from '../../src/html/page.ts'
import type { JurisdictionProfile, VerifierProfile } from '../../src/jurisdictions/jurisdiction-profile.ts'

/** Whose pages these are. */
export interface PageFrame {
  readonly baseUrl: string
  readonly jurisdiction: JurisdictionProfile
  readonly verifier: VerifierProfile
  readonly development: boolean
  readonly labUrl?: string
}

/** A page of this verifier. @param path of the page below the base URL, with its query, for the links to its other languages */
export function verifierPage(
  frame: PageFrame,
  page: Page,
  { language, path }: { readonly language: Language; readonly path: string },
): Html {
  const { baseUrl, jurisdiction, verifier, development, labUrl } = frame
  const basePath = new URL(baseUrl).pathname.replace(/\/$/, '')
  const joint = path.includes('?') ? '&' : '?'
  return pageView(
    {
      serviceName: verifier.serviceName[language],
      operator: verifier.name[language],
      place: jurisdiction.name[language],
      theme: jurisdiction.theme,
      language,
      languageLinks: languages.map((other) => ({ language: other, href: `${basePath}${path}${joint}lang=${other}` })),
      development: development && baseUrl.startsWith('http:'),
      labUrl,
      basePath,
    },
    page,
  )
}
