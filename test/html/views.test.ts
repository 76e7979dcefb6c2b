import { create } from 'qrcode'
import { expect, test } from 'vitest'
import type { PolicyAnswer } from '../../src/base/decision.ts'
import { Indeterminate, pass, runChecks } from '../../src/base/checks.ts'
import { languages } from '../../src/base/localized.ts'
import { buttonForm } from '../../src/html/button-form.ts'
import { choiceField, textField } from '../../src/html/form-fields.ts'
import { codeView } from '../../src/html/code-view.ts'
import { credentialCard } from '../../src/html/credential-card.ts'
import { crossingDiagram } from '../../src/html/crossing-diagram.ts'
import { decisionView } from '../../src/html/decision-view.ts'
import { definitionList } from '../../src/html/definition-list.ts'
import { disclosureView } from '../../src/html/disclosure-view.ts'
import { evidenceList } from '../../src/html/evidence-list.ts'
import { evidenceTag } from '../../src/html/evidence-tag.ts'
import { fourAnswersView } from '../../src/html/four-answers-view.ts'
import { noticeView } from '../../src/html/notice-view.ts'
import { qrView } from '../../src/html/qr-view.ts'
import { receiptView } from '../../src/html/receipt-view.ts'
import { reportRow, reportView } from '../../src/html/report-view.ts'
import { stepsView } from '../../src/html/steps-view.ts'
import { dayView, timeView } from '../../src/html/time-view.ts'
import { accepted, at, badRows, crossed, goodRows, groupNames, receipt, stayed } from './models.ts'

const count = (text: string, part: RegExp): number => text.match(part)?.length ?? 0

test('the four answers are four panels, each with its own question, whatever they are', () => {
  for (const technical of ['valid', 'invalid', 'indeterminate'] as const) {
    for (const listStatus of ['granted', 'pinned', 'withdrawn', 'not_listed', 'list_expired', 'list_unreachable'] as const) {
      for (const policy of ['accept', 'accept_with_step_up', 'reject'] as const) {
        const text = fourAnswersView({ technical, listStatus, legalStatus: 'none', policy }, 'en').toString()
        expect(count(text, /class="answer answer-/g)).toBe(4)
        expect(count(text, /class="answer-question"/g)).toBe(4)
        expect(count(text, /class="answer-asked"/g)).toBe(4)
      }
    }
  }
})

test('only what is good has the tick: no legal status is not one, and an unreachable list is a question', () => {
  const text = fourAnswersView({ ...accepted, listStatus: 'list_unreachable' }, 'en').toString()
  expect(count(text, /answer-ok/g)).toBe(2)
  expect(text).toContain('answer-unsure')
  expect(text).toContain('answer-idle')
  expect(text).toContain('No legal status')
})

test('a legal status is shown in the words of its jurisdiction, and without words by its id', () => {
  const named = { lab_accredited: { en: 'Accredited by the lab', ja: 'ラボの認定', fr: 'Accrédité par le laboratoire' } }
  expect(fourAnswersView({ ...accepted, legalStatus: 'lab_accredited' }, 'fr', named).toString()).toContain('Accrédité par le laboratoire')
  expect(fourAnswersView({ ...accepted, legalStatus: 'lab_accredited' }, 'fr').toString()).toContain('>lab_accredited<')
})

test('the decision is announced in words, in every language', () => {
  const sentences = languages.flatMap((language) =>
    (['accept', 'accept_with_step_up', 'reject'] as const satisfies readonly PolicyAnswer[]).map((policy) => decisionView({ policy }, language).toString()),
  )
  expect(new Set(sentences).size).toBe(9)
  for (const sentence of sentences) expect(sentence).toContain('role="status"')
})

test('the report groups by credential, folds what passed and opens what did not', () => {
  const text = reportView(badRows, 'en', groupNames).toString()
  expect(text.match(/<h4>(.*?)<\/h4>/g)).toEqual(['<h4>The transaction</h4>', '<h4>Lab identity record</h4>', '<h4>Lab diploma</h4>'])
  expect(count(text, /<details>/g)).toBe(badRows.filter(({ outcome }) => outcome === 'passed').length)
  expect(text).toContain('the signature does not hold under the key of the certificate')
  expect(text).toContain('<code>Q2b3mR1x8vYp0aWkE5tZc7uLh9sDf4gJ6nKo2iPq1rS</code>')
  for (const { id } of badRows) expect(text).toContain(`<code>${id}</code>`)
})

test('a check that was not run names what it waited for', () => {
  const text = reportView(badRows, 'en').toString()
  expect(text).toMatch(/Not run because this did not pass:\s+Signed by the issuer <code>diploma\.issuer_signature<\/code> · Trust lists/)
})

test('a report of the check runner becomes rows', async () => {
  const checks = [
    { id: 'issuer_signature', spec: 'RFC 9901', needs: [], run: () => pass('it holds', { alg: 'ES256' }) },
    { id: 'trust_list', spec: 'ETSI', needs: [], run: () => { throw new Indeterminate('unreachable') } },
  ]
  const { checks: results } = await runChecks({}, checks, () => undefined)
  expect(results.map(reportRow)).toEqual([
    { id: 'issuer_signature', spec: 'RFC 9901', outcome: 'passed', detail: 'it holds', evidence: { alg: 'ES256' } },
    { id: 'trust_list', spec: 'ETSI', outcome: 'indeterminate', detail: 'unreachable', evidence: {} },
  ])
})

test('an outcome is an icon and a word, in every language', () => {
  for (const language of languages) {
    const text = reportView(badRows, language).toString()
    expect(count(text, /class="tone tone-/g)).toBe(badRows.length)
    expect(count(text, /<svg class="icon"[^>]*aria-hidden="true"/g)).toBe(badRows.length)
  }
  expect(reportView(goodRows, 'ja').toString()).toContain('<span>適合</span>')
})

test('evidence is a definition list, nested as the data is', () => {
  const text = evidenceList({ sequenceNumber: 12, list_status: 'granted', fresh: true, lists: ['a', { url: '<b>' }], none: null }, 'fr').toString()
  expect(text).toContain('sequence number')
  expect(text).toContain('list status')
  expect(text).toContain('<dd>oui</dd>')
  expect(text).toContain('&lt;b&gt;')
})

test('what crossed and what stayed are two columns, values in their own language', () => {
  const text = disclosureView({ crossed, stayed }, 'en').toString()
  const [left, right] = text.split('disclosure-stayed')
  expect(left).toContain('<span lang="ja">見本　花子</span>')
  expect(right).not.toContain('見本')
  expect(right).toContain('student_number')
  expect(disclosureView({ crossed: [], stayed: [] }, 'en').toString()).toContain('Nothing crossed.')
})

test('a receipt says purpose, legal basis, mode, attributes, retention and signature', () => {
  const text = receiptView(receipt, 'en').toString()
  for (const part of ['Admission to a university', '<code>L5</code>', 'holder_direct', 'identity.sex', '180 days', 'nobody', receipt.signedBy, receipt.jwt!]) {
    expect(text).toContain(part)
  }
})

test('only the current step has a button', () => {
  const button = { action: '/next', label: 'Go' }
  const text = stepsView((['done', 'current', 'next', 'failed'] as const).map((state) => ({ id: state, title: state, state, button })), 'en').toString()
  expect(count(text, /<form/g)).toBe(1)
  expect(count(text, /aria-current="step"/g)).toBe(1)
})

test('a crossing shows how far it came, and a wallet that has no part in it', () => {
  const place = { name: 'LAB', theme: 'ink' } as const
  const text = crossingDiagram({ issuer: place, wallet: { ...place, bypassed: true }, border: { name: 'LAB' }, verifier: place, reached: 'border' }, 'en').toString()
  expect(count(text, /class="station /g)).toBe(4)
  expect(text).toMatch(/station-wallet theme-ink ahead"/)
  expect(text).toContain('not involved')
  expect(text).toMatch(/station-border theme-ink reached here" aria-current="location"/)
})

test('a QR code has exactly the modules that qrcode computes, inside the quiet zone', () => {
  const text = 'openid4vp://?client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fverifier.example%2F1'
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const drawn = new Uint8Array(modules.size * modules.size)
  for (const [, x, y, width] of qrView(text, 'Scan').toString().matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    drawn.fill(1, (Number(y) - 4) * modules.size + Number(x) - 4, (Number(y) - 4) * modules.size + Number(x) - 4 + Number(width))
  }
  expect([...drawn]).toEqual(Array.from(modules.data, Number))
})

test('a text that is too long for a QR code says so', () => {
  expect(qrView('x'.repeat(1274), 'Scan').toString()).not.toContain('<svg')
  expect(qrView('x'.repeat(1273), 'Scan').toString()).toContain('<svg')
})

test('an outcome is announced, an information is not', () => {
  expect(noticeView('info', 'x').toString()).not.toContain('role="status"')
  for (const kind of ['success', 'warning', 'error'] as const) expect(noticeView(kind, 'x').toString()).toContain('role="status"')
})

test('a form that is a button carries its fields, escaped', () => {
  expect(buttonForm({ action: '/runs', label: 'Run', fields: { fault: '"x"' } }).toString()).toBe(
    '<form class="button-form" method="post" action="/runs"><input type="hidden" name="fault" value="&quot;x&quot;"><button type="submit">Run</button></form>',
  )
})

test('a field is tied to its label, its hint and its problem', () => {
  const text = textField({ name: 'tx_code', label: 'Code', hint: 'Six digits', problem: 'Wrong' }).toString()
  expect(text).toContain('<label for="f-tx_code">')
  expect(text).toContain('aria-invalid="true" aria-describedby="f-tx_code-hint f-tx_code-problem"')
  expect(textField({ name: 'a', label: 'A' }).toString()).not.toContain('aria-')
})

test('exactly one choice is chosen', () => {
  const choices = [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }]
  expect(count(choiceField({ name: 'c', legend: 'C', choices }).toString(), / checked/g)).toBe(1)
  expect(choiceField({ name: 'c', legend: 'C', choices, chosen: 'b' }).toString()).toContain('value="b" checked')
})

test('a credential always has the mark of the laboratory on it', () => {
  expect(credentialCard({ name: 'Diploma', issuer: 'LAB', theme: 'plum', state: 'revoked', validUntil: at }, 'en').toString()).toMatch(/>LAB<.*revoked/s)
})

test('times are in UTC, as each language writes them', () => {
  expect(timeView(at, 'en').toString()).toBe('<time datetime="2026-11-22T07:00:00Z">22 November 2026 at 07:00:00 UTC</time>')
  expect(dayView(at, 'ja').toString()).toContain('2026年11月22日')
  expect(dayView(at, 'fr').toString()).toContain('22 novembre 2026')
})

test('data is shown in a box that the keyboard reaches', () => {
  expect(codeView({ a: '<' }, 'JSON').toString()).toMatch(/^<pre class="code" tabindex="0" role="region" aria-label="JSON"><code>\{\n {2}&quot;a&quot;: &quot;&lt;&quot;/)
})

test('names without a value are left out', () => {
  expect(definitionList([{ term: 'a', value: undefined }, { term: 'b', value: 'c', lang: 'ja' }]).toString()).toBe(
    '<dl class="definitions definitions-plain"><div><dt>b</dt><dd lang="ja">c</dd></div></dl>',
  )
})

test('an evidence tag explains itself', () => {
  expect(evidenceTag('OPEN', 'en').toString()).toContain('title="not known, or not decided yet"')
})
