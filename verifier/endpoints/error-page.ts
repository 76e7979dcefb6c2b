import { buttonLink } from '../../src/html/button-form.ts'
import { html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import type { ErrorPage } from '../../src/http/protocol-errors.ts'
import type { VerifierContext } from '../context.ts'
import { verifierPage } from '../views/verifier-page.ts'
import { problemWords } from '../words.ts'
import { chooseLanguage } from '../../src/html/language.ts'
import { languageWishes } from '../../src/http/language-preference.ts'

/** What a person sees instead of a coded error; the code stands below the words. */
export const errorPage =
  (context: VerifierContext): ErrorPage =>
  (error, req) => {
    const language = chooseLanguage(languageWishes(req))
    const words = Object.entries(problemWords.byCode).find(([code]) => code === error.code)?.[1] ?? problemWords.other
    const body = html`<div class="stack">${noticeView('error', words[language], { language })}
<p class="muted"><code>${error.code}</code> <span lang="en">${error.message}</span></p>
<p class="actions">${buttonLink(`${context.baseUrl}/`, problemWords.back[language])}</p></div>`
    return verifierPage(context, { title: problemWords.title[language], body }, { language, path: '/' }).toString()
  }
