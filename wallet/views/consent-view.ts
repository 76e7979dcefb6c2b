import { showPath } from '../../src/base/claims-path.ts'
import type { Language } from '../../src/base/localized.ts'
import { buttonForm } from '../../src/html/button-form.ts'
import { html, type Html } from '../../src/html/html.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { reportView } from '../../src/html/report-view.ts'
import { timeView } from '../../src/html/time-view.ts'
import { consentLead, consentTitle, consentWords } from '../consent-words.ts'
import type { ClaimOnPage, ConsentModel } from './consent-content.ts'
import { groundsPanel, panel, purposePanel, sharesPanel, verifierPanel, withheldPanel } from './consent-panels.ts'
import { namedView } from './named-view.ts'
import { walletPage, type WalletFrame } from './wallet-page.ts'

/** Who gets what, why, and on what ground, before anything leaves. Both answers have the same weight. */
export function consentView(frame: WalletFrame, model: ConsentModel): Html {
  const { language } = frame.shell
  return walletPage(frame, {
    title: consentTitle(model.verifier.name)[language],
    lead: model.canAnswer ? consentLead(count(model.shares), count(model.withheld))[language] : undefined,
    wide: true,
    body: html`<div class="stack">
${model.overAsked.length > 0 && overAskedNotice(model, language)}
${model.missing.length > 0 && missingNotice(model, language)}
<div class="columns">
${verifierPanel(model, language)}
${purposePanel(model, language)}
</div>
<div class="columns">
${sharesPanel(model, language)}
${withheldPanel(model, language)}
</div>
${groundsPanel(model, language)}
${decisionPanel(frame, model)}
<details><summary>${consentWords.checks[language]}</summary>${reportView(model.checks, language)}</details>
</div>`,
  })
}

const count = (credentials: readonly { readonly claims: readonly ClaimOnPage[] }[]): number =>
  credentials.reduce((sum, { claims }) => sum + claims.length, 0)

function decisionPanel({ shell: { language, basePath = '' } }: WalletFrame, model: ConsentModel): Html {
  const action = `${basePath}/presentations/${model.id}`
  return panel(
    consentWords.decide[language],
    html`<p class="muted">${consentWords.ends[language]} ${timeView(model.expiresAt, language)}</p>
<div class="actions">
${model.canAnswer && buttonForm({ action: `${action}/approve`, label: consentWords.approve[language] })}
${buttonForm({ action: `${action}/decline`, label: consentWords.decline[language] })}
</div>`,
  )
}

const overAskedNotice = ({ overAsked }: ConsentModel, language: Language): Html =>
  noticeView(
    'warning',
    html`<p>${consentWords.overAskedText[language]}</p>
<ul>${overAsked.map(({ path, names, why }) => html`<li><strong>${namedView(names, language, showPath(path))}</strong> – ${consentWords.why[why][language]}</li>`)}</ul>`,
    { title: consentWords.overAskedTitle[language], language },
  )

const missingNotice = ({ missing }: ConsentModel, language: Language): Html =>
  noticeView(
    'warning',
    html`<p>${consentWords.missingText[language]}</p>
<ul>${missing.map(({ type, name }) => html`<li>${name ? name[language] : html`<code>${type}</code>`}</li>`)}</ul>`,
    { title: consentWords.missingTitle[language], language },
  )
