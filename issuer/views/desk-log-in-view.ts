import type { Language } from '../../src/base/localized.ts'
import { html, type Html } from '../../src/html/html.ts'
import { logInWords } from '../desk-words.ts'

/** @param wrong whether a token was sent that is not the desk's */
export const deskLogInView = (
  { action, wrong }: { readonly action: string; readonly wrong: boolean },
  language: Language,
): Html => html`<form class="panel stack" method="post" action="${action}">
<div class="field${wrong && ' field-bad'}">
<label for="password">${logInWords.password[language]}</label>
<p class="hint" id="password-hint">${logInWords.hint[language]}</p>
${wrong && html`<p class="problem" id="password-problem">${logInWords.wrong[language]}</p>`}
<input type="password" id="password" name="password" autocomplete="current-password" required${
  wrong && html` aria-invalid="true"`} aria-describedby="password-hint${wrong && ' password-problem'}">
</div>
<p class="actions"><button type="submit" class="primary" id="login">${logInWords.logIn[language]}</button></p>
</form>`
