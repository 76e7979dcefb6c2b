import type { ErrorPage } from '../../src/http/protocol-errors.ts'
import { html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { authorizationProblems } from '../authorization-words.ts'
import type { IssuerConfig } from '../config.ts'
import { issuerPage } from '../views/issuer-page.ts'
import { offerWords, problemWords } from '../words.ts'
import { languageOf } from './page-language.ts'

/** What a person sees instead of a coded error; the code stands below the words. */
export const errorPage =
  (config: IssuerConfig): ErrorPage =>
  (error, req) => {
    const language = languageOf(req)
    const known = Object.entries({ ...problemWords, ...authorizationProblems }).find(([code]) => code === error.code)
    const words = known?.[1] ?? problemWords.invalid_request
    const body = html`${noticeView('error', words[language], { language })}
<p class="muted"><code>${error.code}</code> <span lang="en">${error.message}</span></p>
<p><a href="${config.credentialIssuer}/">${offerWords.back[language]}</a></p>`
    return issuerPage(config, { title: problemWords.title[language], body }, { language, path: '/' }).toString()
  }
