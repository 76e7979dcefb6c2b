import type { Language } from '../../src/base/localized.ts'
import { after, days } from '../../src/base/time.ts'
import { buttonForm, buttonLink } from '../../src/html/button-form.ts'
import { codeView } from '../../src/html/code-view.ts'
import { credentialCard } from '../../src/html/credential-card.ts'
import { crossingDiagram, type Crossing } from '../../src/html/crossing-diagram.ts'
import { decisionView, reasonsView } from '../../src/html/decision-view.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { disclosureView } from '../../src/html/disclosure-view.ts'
import { evidenceTag } from '../../src/html/evidence-tag.ts'
import { checkField, choiceField, textField } from '../../src/html/form-fields.ts'
import { fourAnswersView } from '../../src/html/four-answers-view.ts'
import { html, type Html } from '../../src/html/html.ts'
import { jurisdictionCard } from '../../src/html/jurisdiction-card.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { pageView } from '../../src/html/page.ts'
import { qrView } from '../../src/html/qr-view.ts'
import { receiptView } from '../../src/html/receipt-view.ts'
import { reportView } from '../../src/html/report-view.ts'
import { stepsView } from '../../src/html/steps-view.ts'
import { dayView, timeView } from '../../src/html/time-view.ts'
import { at, accepted, badRows, crossed, goodRows, groupNames, languageLinks, receipt, rejected, stayed, stepUp } from './models.ts'

/** Every component on one page, in one language. */
export const componentsPage = (language: Language): Html =>
  pageView(
    {
      serviceName: { en: 'LAB-University of Musterland', ja: 'LAB-ムスターラント大学', fr: 'LAB-Université du Musterland' }[language],
      operator: { en: 'Admissions', ja: '入試課', fr: 'Admissions' }[language],
      place: { en: 'European Union', ja: '欧州連合', fr: 'Union européenne' }[language],
      theme: 'indigo',
      language,
      languageLinks,
      development: true,
      labUrl: '/',
    },
    { title: { en: 'Components', ja: '部品一覧', fr: 'Composants' }[language], lead: 'Gallery', wide: true, body: body(language) },
  )

const body = (language: Language): Html => html`
<h2>Decision</h2>
${decisionView(accepted, language, 'Next: nothing.')} ${decisionView(stepUp, language)} ${decisionView(rejected, language)}
<h2>Answers</h2>
${fourAnswersView(accepted, language)}
${fourAnswersView({ technical: 'indeterminate', listStatus: 'list_unreachable', legalStatus: 'lab_status', policy: 'reject' }, language, {
  lab_status: { en: 'Lab status', ja: 'ラボの地位', fr: 'Statut de laboratoire' },
})}
${reasonsView([...accepted.reasons, ...stepUp.reasons, ...rejected.reasons], language)}
<h2>Report</h2>
${reportView(goodRows, language)}
${reportView(badRows, language, groupNames)}
${reportView([], language)}
<h2>Disclosure</h2>
${disclosureView({ crossed, stayed }, language)}
${disclosureView({ crossed: [], stayed: [] }, language)}
<h2>Crossing</h2>
${crossingDiagram(crossing('wallet'), language)}
${crossingDiagram(crossing('verifier'), language)}
${crossingDiagram({ ...crossing('border'), wallet: { name: 'LAB-Wallet', theme: 'ink', bypassed: true } }, language)}
<h2>Receipt</h2>
${receiptView(receipt, language)}
${receiptView({ ...receipt, legalBasis: { id: 'L4' }, disclosed: [], withheld: [], jwt: undefined }, language)}
<h2>Steps</h2>
${stepsView(
  [
    { id: 'a', title: 'First', state: 'done', text: 'It was done.', result: definitionList([{ term: 'Credential', value: 'LAB' }], 'compact') },
    { id: 'b', title: 'Second', state: 'failed', text: 'It stopped.' },
    { id: 'c', title: 'Third', state: 'current', text: 'Do it.', button: { action: '/next', label: 'Go', fields: { step: 'c' } } },
    { id: 'd', title: 'Fourth', state: 'next' },
  ],
  language,
)}
<h2>Notices</h2>
${(['info', 'success', 'warning', 'error'] as const).map((kind) => noticeView(kind, html`<p>Some text with <a href="/x">a link</a>.</p>`, { language }))}
<h2>Credentials</h2>
<div class="columns">${(['indigo', 'vermilion', 'pine', 'ink', 'plum', 'teal', 'ochre'] as const).map((theme, index) =>
  credentialCard(
    {
      name: { en: 'Lab diploma', ja: 'ラボ学位証明書', fr: 'Diplôme de laboratoire' }[language],
      issuer: 'LAB-Mihon University',
      theme,
      validUntil: after(at, days(365)),
      state: (['valid', 'expired', 'revoked', 'notYetValid', 'unknown'] as const)[index % 5],
      href: '/credential',
    },
    language,
  ),
)}</div>
<h2>Jurisdiction</h2>
<div class="columns">${jurisdictionCard({
  code: 'XM',
  name: 'Musterland',
  theme: 'indigo',
  place: 'LAB-Stadt',
  services: [
    { kind: 'issuer', name: 'LAB-Office', role: 'Issuer', purpose: 'Issues.', href: '/i', theme: 'indigo' },
    { kind: 'verifier', name: 'LAB-Admissions', role: 'Verifier', purpose: 'Verifies.', href: '/v', theme: 'plum' },
    { kind: 'scheme_operator', name: 'LAB-List', role: 'Scheme operator', purpose: 'Lists.', href: '/l', theme: 'pine' },
  ],
})}</div>
<h2>Forms</h2>
<form class="panel" method="post" action="/form">
${textField({ name: 'tx_code', label: 'Transaction code', hint: 'Six digits', problem: 'That was not it.', inputMode: 'numeric', maxLength: 6, required: true, autocomplete: 'one-time-code' })}
${textField({ name: 'other', label: 'Another', value: '"><b>' })}
${choiceField({ name: 'person', legend: 'Person', choices: [{ value: 'hanako', label: '見本　花子', lang: 'ja', hint: 'LAB' }, { value: 'zoe', label: 'Zoé Musterfrau' }], chosen: 'zoe' })}
${checkField({ name: 'more', label: 'More', checked: true })}
<div class="actions"><button type="submit" class="primary">Send</button>${buttonLink('/elsewhere', 'Elsewhere')}</div>
</form>
<div class="actions">${buttonForm({ action: '/do', label: 'Do', fields: { a: '1' } })}${buttonForm({ action: '/do', label: 'Do it', primary: true, describedAs: 'Do it: now' })}</div>
<h2>Data</h2>
${definitionList([{ term: 'Name', value: '見本　花子', lang: 'ja' }, { term: 'When', value: timeView(at, language) }, { term: 'Day', value: dayView(at, language) }, { term: 'Absent', value: undefined }])}
<p>${(['FACT', 'GK', 'LAB', 'OPEN'] as const).map((tag) => [evidenceTag(tag, language), ' '])}</p>
<div class="columns"><div class="panel">${qrView('openid4vp://?client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fverifier.example%2Frequests%2F1', 'Scan with a wallet', language)}</div>
<div class="panel">${qrView('x'.repeat(2000), 'Too long', language)}${codeView({ vct: 'urn:lab', long: 'x'.repeat(200) }, 'JSON')}${codeView(`openid-credential-offer://?${'y'.repeat(300)}`, 'Offer')}</div></div>
<div class="table-wrap"><table><caption>Entries</caption><thead><tr><th scope="col">Service</th><th scope="col">Status</th></tr></thead><tbody><tr><td>LAB-University</td><td>granted</td></tr></tbody></table></div>
`

const crossing = (reached: Crossing['reached']): Crossing => ({
  issuer: { name: 'LAB-見本大学', theme: 'vermilion', note: '2 credentials', tone: 'ok' },
  wallet: { name: 'LAB-Wallet', theme: 'ink', note: 'Consent given' },
  border: { name: 'JP → EU', ...(reached === 'border' && { note: 'Blocked: L2', tone: 'bad' as const }) },
  verifier: { name: 'LAB-University of Musterland', theme: 'indigo', ...(reached === 'verifier' && { note: 'Accepted', tone: 'ok' as const }) },
  reached,
})
