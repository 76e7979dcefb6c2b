import type { JsonObject } from '../../base/json.ts'
import { buttonLink } from '../../html/button-form.ts'
import { codeView } from '../../html/code-view.ts'
import { html, type Html } from '../../html/html.ts'
import { pageView, type Shell } from '../../html/page.ts'
import { reportView, type ReportRow } from '../../html/report-view.ts'
import { listCheckTitles, listWords, shellNames } from '../words.ts'

export interface ListModel {
  readonly header: JsonObject
  readonly payload: JsonObject
  readonly text: string
  readonly checks: readonly ReportRow[]
}

/** The list as relying parties receive and check it. */
export const listView = (shell: Shell, { header, payload, text, checks }: ListModel): Html => {
  const { language, basePath = '' } = shell
  const titled = checks.map((row) => ({ ...row, title: listCheckTitles[row.id] }))
  return pageView(shell, {
    title: listWords.title[language],
    lead: listWords.lead[language],
    wide: true,
    body: html`<h2>${listWords.checks[language]}</h2>
${reportView(titled, language, { '': shellNames.service })}
<h2>${listWords.header[language]}</h2>
${codeView(header, listWords.header[language])}
<h2>${listWords.payload[language]}</h2>
${codeView(payload, listWords.payload[language])}
<details><summary>${listWords.raw[language]}</summary>${codeView(text, listWords.raw[language])}</details>
<p class="actions">${buttonLink(`${basePath}/`, listWords.back[language])}</p>`,
  })
}
