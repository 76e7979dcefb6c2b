import type { Language } from '../../src/base/localized.ts'
import { buttonForm } from '../../src/html/button-form.ts'
import { html, type Html } from '../../src/html/html.ts'
import { deskWords, issuedWords, reviewWords } from '../desk-words.ts'

export interface DeskLinks {
  readonly reviews: string
  readonly issued: string
  readonly logOut: string
}

/** What every page of the desk begins with: the other page, and the way out. */
export const deskFrame = (
  { links, here }: { readonly links: DeskLinks; readonly here: 'reviews' | 'issued' },
  body: Html,
  language: Language,
): Html => html`<nav class="actions" aria-label="${deskWords.pages[language]}">
<a href="${links.reviews}"${here === 'reviews' && html` aria-current="page"`}>${reviewWords.title[language]}</a>
<a href="${links.issued}"${here === 'issued' && html` aria-current="page"`}>${issuedWords.title[language]}</a>
${buttonForm({ action: links.logOut, label: deskWords.logOut[language] })}
</nav>
${body}`
