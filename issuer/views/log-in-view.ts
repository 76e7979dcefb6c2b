import type { Language } from '../../src/base/localized.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { html, type Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { logInProblems, logInWords } from '../authorization-words.ts'
import { clientDefinitions, type ClientModel } from './client-model.ts'

export type LogInProblem = keyof typeof logInProblems

export interface LogInModel {
  /** Address of the interaction; the forms go to places below it. */
  readonly action: string
  readonly client: ClientModel
  readonly problem: LogInProblem | undefined
  readonly username: string
  /** Whom a visitor of the lab can be; undefined outside of it. */
  readonly testUsers:
    | {
        readonly password: string
        readonly people: readonly TestUser[]
      }
    | undefined
}

export interface TestUser {
  readonly username: string
  readonly name: string
  readonly lang: string | undefined
}

/** Log-in as a plain form, with identifiers that a test suite can rely on. */
export const logInView = (model: LogInModel, language: Language): Html => html`
<p>${logInWords.lead[language]}</p>
${definitionList(clientDefinitions(model.client, language), 'compact')}
${model.problem !== undefined && noticeView('error', logInProblems[model.problem][language], { language })}
<form class="panel stack" method="post" action="${model.action}/log-in">
<div class="field"><label for="username">${logInWords.username[language]}</label>
<input type="text" id="username" name="username" value="${model.username}" autocomplete="username"
 autocapitalize="none" spellcheck="false" maxlength="100" required></div>
<div class="field"><label for="password">${logInWords.password[language]}</label>
<input type="password" id="password" name="password" autocomplete="current-password" maxlength="200" required></div>
<p class="actions"><button type="submit" id="login" class="primary">${logInWords.logIn[language]}</button></p>
</form>
<form class="button-form" method="post" action="${model.action}/decision">
<button type="submit" id="reject" name="decision" value="reject">${logInWords.reject[language]}</button>
</form>
<p class="muted">${logInWords.standIn[language]}</p>
${testUsersView(model, language)}`

const testUsersView = ({ testUsers }: LogInModel, language: Language): Html | false =>
  testUsers !== undefined && html`<section class="stack" aria-labelledby="test-users">
<h2 id="test-users">${logInWords.testUsers[language]}</h2>
${definitionList(
  [
    ...testUsers.people.map(({ username, name, lang }) => ({
      term: html`<code>${username}</code>`, value: name, lang: lang === language ? undefined : lang,
    })),
    { term: logInWords.testPassword[language], value: html`<code>${testUsers.password}</code>` },
  ],
  'compact',
)}
</section>`
