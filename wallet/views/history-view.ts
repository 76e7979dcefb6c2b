import { showPath } from '../../src/base/claims-path.ts'
import type { Language } from '../../src/base/localized.ts'
import { buttonLink } from '../../src/html/button-form.ts'
import { html, type Html } from '../../src/html/html.ts'
import { toneMark } from '../../src/html/outcome-mark.ts'
import { timeView } from '../../src/html/time-view.ts'
import { historyKinds, historyOutcomes, type HistoryEntry } from '../records.ts'
import { historyWords } from '../words.ts'
import type { HistoryFilter } from '../history.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

/** Every interaction, newest first, with a filter and a copy to take away. */
export function historyView(frame: WalletFrame, entries: readonly HistoryEntry[], filter: HistoryFilter): Html {
  const { language, basePath = '' } = frame.shell
  return walletPage(frame, {
    title: historyWords.title[language],
    lead: historyWords.lead[language],
    current: 'history',
    wide: true,
    body: html`<div class="stack">
<form method="get" action="${basePath}/history" class="actions">
${selection(
  'kind',
  historyWords.kind[language],
  historyKinds.map((kind) => [kind, historyWords.kinds[kind][language]]),
  filter.kind,
  language,
)}
${selection(
  'outcome',
  historyWords.outcome[language],
  historyOutcomes.map((outcome) => [outcome, historyWords.outcomes[outcome][language]]),
  filter.outcome,
  language,
)}
<button type="submit">${historyWords.filter[language]}</button>
${buttonLink(`${basePath}/history.json`, historyWords.export[language])}
</form>
${entries.length === 0 ? html`<p>${historyWords.empty[language]}</p>` : table(entries, language)}
</div>`,
  })
}

const selection = (
  name: string,
  label: string,
  choices: readonly (readonly [string, string])[],
  chosen: string | undefined,
  language: Language,
): Html => html`<label for="f-${name}">${label}</label>
<select id="f-${name}" name="${name}"><option value="">${historyWords.all[language]}</option>${choices.map(
  ([value, text]) => html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`,
)}</select>`

const table = (
  entries: readonly HistoryEntry[],
  language: Language,
): Html => html`<div class="table-wrap" tabindex="0" role="region" aria-label="${historyWords.title[language]}"><table>
<thead><tr>${[historyWords.when, historyWords.kind, historyWords.party, historyWords.data, historyWords.outcome].map(
  (heading) => html`<th scope="col">${heading[language]}</th>`,
)}</tr></thead>
<tbody>${entries.map((entry) => row(entry, language))}</tbody>
</table></div>`

const tones = { completed: 'ok', declined: 'idle', failed: 'bad' } as const

const row = ({ at, kind, outcome, party, credentials, error }: HistoryEntry, language: Language): Html => html`<tr>
<td>${timeView(at, language)}</td>
<td>${historyWords.kinds[kind][language]}</td>
<td>${party.name}${party.identifier !== '' && html`<br><code>${party.identifier}</code>`}</td>
<td>${credentials.map(
  ({ type, requested, disclosed }) => html`<p><code>${type}</code></p>
${(disclosed.length > 0 || requested.length > 0) && html`<ul class="chips">${(disclosed.length > 0 ? disclosed : requested).map((path) => html`<li><code>${showPath(path)}</code></li>`)}</ul>`}`,
)}</td>
<td>${toneMark(tones[outcome], historyWords.outcomes[outcome][language])}${error && html`<br><code>${error.code}</code>${error.checks.length > 0 && html` <code>${error.checks.join(', ')}</code>`}`}</td>
</tr>`
