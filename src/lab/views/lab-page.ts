import { languages, type Language } from '../../base/localized.ts'
import type { Html } from '../../html/html.ts'
import { pageView, type Page } from '../../html/page.ts'
import { labWords } from '../words.ts'

/** The shell of the laboratory's own pages. */
export const labPage = (
  page: Page,
  { language, development }: { readonly language: Language; readonly development: boolean },
): Html =>
  pageView(
    {
      serviceName: labWords.service[language],
      operator: labWords.operator[language],
      place: labWords.place[language],
      theme: 'ink',
      language,
      languageLinks: languages.map((other) => ({ language: other, href: `?lang=${other}` })),
      development,
    },
    page,
  )
