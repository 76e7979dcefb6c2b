import type { Localized } from '../../base/localized.ts'
import { chooseLanguage } from '../../html/language.ts'
import { html } from '../../html/html.ts'
import { noticeView } from '../../html/notice-view.ts'
import { pageView } from '../../html/page.ts'
import { languageWishes } from '../../http/language-preference.ts'
import type { ErrorPage } from '../../http/protocol-errors.ts'
import type { WalletProviderConfig } from '../config.ts'
import { problemWords } from '../words.ts'
import { basePathOf, shellIn } from './shell.ts'

/** What a person sees instead of a coded error; the code stands below the words. */
export const errorPage =
  (config: WalletProviderConfig): ErrorPage =>
  (error, req) => {
    const language = chooseLanguage(languageWishes(req))
    const words = wordsFor(error.status)
    const body = html`${noticeView('error', words[language], { language })}
<p class="muted"><code>${error.code}</code> <span lang="en">${error.message}</span></p>
<p><a href="${basePathOf(config.url)}/">${problemWords.back[language]}</a></p>`
    return pageView(shellIn(config, language, '/'), { title: problemWords.title[language], body }).toString()
  }

function wordsFor(status: number): Localized {
  if (status === 404) return problemWords.nothing
  return status >= 500 ? problemWords.failed : problemWords.machines
}
