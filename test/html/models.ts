import type { Decision } from '../../src/base/decision.ts'
import type { Language } from '../../src/base/localized.ts'
import { epochSeconds } from '../../src/base/time.ts'
import type { DisclosureItem } from '../../src/html/disclosure-view.ts'
import type { ReceiptModel } from '../../src/html/receipt-view.ts'
import type { ReportRow } from '../../src/html/report-view.ts'

export const at = epochSeconds(Date.UTC(2026, 10, 22, 7, 0, 0) / 1000)

export const accepted: Decision = {
  technical: 'valid',
  listStatus: 'granted',
  legalStatus: 'none',
  policy: 'accept',
  reasons: [
    {
      rule: 'EU-ADM-02',
      text: {
        en: 'A diploma without legal status is accepted for admission where its issuer is on a trust list that this university relies on.',
        ja: '法的地位のない学位証明でも、本学が依拠する信頼リストに発行者が載っていれば、入学審査で受理します。',
        fr: 'Un diplôme sans statut juridique est accepté pour l’admission si son émetteur figure sur une liste de confiance que cette université retient.',
      },
      source: 'Admission rules §2',
      effect: 'allows',
    },
    {
      rule: 'L5',
      text: {
        en: 'The holder presents the data directly; this is not a transfer between organisations.',
        ja: '本人による直接の提示であり、組織間の移転には当たりません。',
        fr: 'Le titulaire présente lui-même les données ; ce n’est pas un transfert entre organismes.',
      },
      source: 'EDPB Guidelines 05/2021',
      effect: 'informs',
    },
  ],
}

export const stepUp: Decision = {
  ...accepted,
  policy: 'accept_with_step_up',
  reasons: [
    {
      rule: 'EU-ADM-04',
      text: {
        en: 'Identity and diploma write the name in two scripts. An officer asks the holder.',
        ja: '身元の証明と学位証明とで氏名の文字体系が異なるため、担当者が本人に確認します。',
        fr: 'L’identité et le diplôme écrivent le nom dans deux écritures. Un agent interroge le titulaire.',
      },
      source: 'Admission rules §4',
      effect: 'asks',
    },
  ],
}

export const rejected: Decision = {
  technical: 'invalid',
  listStatus: 'granted',
  legalStatus: 'none',
  policy: 'reject',
  reasons: [
    {
      rule: 'EU-ADM-01',
      text: { en: 'A presentation that is not valid is refused.', ja: '有効でない提示は受理しません。', fr: 'Une présentation non valide est refusée.' },
      source: 'Admission rules §1',
      effect: 'refuses',
    },
  ],
}

const row = (id: string, spec: string, outcome: ReportRow['outcome'], detail: string, evidence: ReportRow['evidence'] = {}): ReportRow =>
  ({ id, spec, outcome, detail, evidence })

export const goodRows: readonly ReportRow[] = [
  row('request_unanswered', 'OpenID4VP 1.0 "Response Mode direct_post"', 'passed', 'the request was open and had no answer'),
  row('vp_token_shape', 'OpenID4VP 1.0 "Response Parameters", vp_token', 'passed', 'one presentation for each query'),
  ...['identity', 'diploma'].flatMap((credential) => [
    row(`${credential}.issuer_jwt`, 'SD-JWT VC -13 "JOSE Header"', 'passed', 'typ dc+sd-jwt, alg ES256'),
    row(`${credential}.issuer_signature`, 'RFC 9901 §7.1 (2)', 'passed', 'the signature holds under the certificate', {
      subject: 'CN=LAB-Mihon University, O=LAB-Mihon University, C=JP',
      sha256: 'Q2b3mR1x8vYp0aWkE5tZc7uLh9sDf4gJ6nKo2iPq1rS',
    }),
    row(`${credential}.trust_list`, 'ETSI TS 119 602 "ListAndSchemeInformation"', 'passed', 'the list is current', {
      territory: 'JP',
      sequenceNumber: 12,
      nextUpdate: '2026-11-29T07:00:00Z',
    }),
    row(`${credential}.status`, 'Token Status List -14 "Validation Rules"', 'passed', 'VALID at index 40213', { index: 40213 }),
  ]),
]

export const badRows: readonly ReportRow[] = goodRows.map((good) => {
  if (good.id === 'diploma.issuer_signature') {
    return {
      ...good,
      outcome: 'failed',
      detail: 'the signature does not hold under the key of the certificate',
      evidence: { algorithm: 'ES256', certificate: { subject: 'CN=LAB-Mihon University', sha256: 'Q2b3mR1x8vYp0aWkE5tZc7uLh9sDf4gJ6nKo2iPq1rS' }, lists: ['https://trust.jp.localhost/list.jws'] },
    }
  }
  if (good.id === 'diploma.trust_list') return { ...good, outcome: 'indeterminate', detail: 'the list cannot be reached', evidence: { listStatus: 'list_unreachable' } }
  if (good.id === 'diploma.status') return { ...good, outcome: 'not_run', detail: 'needs diploma.issuer_signature, diploma.trust_list', evidence: {} }
  return good
})

const identity = { en: 'Lab identity record', ja: 'ラボ本人情報記録', fr: 'Fiche d’identité de laboratoire' }
const diploma = { en: 'Lab diploma', ja: 'ラボ学位証明書', fr: 'Diplôme de laboratoire' }

export const groupNames = { identity, diploma }

export const crossed: readonly DisclosureItem[] = [
  { credential: identity, path: 'full_name_unicode', label: { en: 'Full name', ja: '氏名', fr: 'Nom complet' }, value: '見本　花子', lang: 'ja' },
  { credential: identity, path: 'birth_date', label: { en: 'Date of birth', ja: '生年月日', fr: 'Date de naissance' }, value: '2003-04-01' },
  { credential: diploma, path: 'title', label: { en: 'Award', ja: '学位', fr: 'Grade' }, value: '学士（工学）', lang: 'ja' },
  { credential: diploma, path: 'awarding_body.name', label: { en: 'Awarded by', ja: '授与機関', fr: 'Délivré par' }, value: 'LAB-見本大学', lang: 'ja' },
]

export const stayed: readonly DisclosureItem[] = [
  {
    credential: identity,
    path: 'resident_address_unicode',
    label: { en: 'Address', ja: '住所', fr: 'Adresse' },
    note: { en: 'Not needed for the purpose.', ja: '目的に必要ありません。', fr: 'Inutile pour la finalité.' },
  },
  { credential: identity, path: 'sex', label: { en: 'Sex', ja: '性別', fr: 'Sexe' } },
  { credential: diploma, path: 'student_number' },
]

export const receipt: ReceiptModel = {
  purpose: { en: 'Admission to a university', ja: '大学への入学審査', fr: 'Admission à une université' },
  legalBasis: {
    id: 'L5',
    text: { en: 'Consent; the European Economic Area is designated', ja: '本人の同意（欧州経済領域は指定国）', fr: 'Consentement ; l’Espace économique européen est désigné' },
    source: 'APPI Art. 27, 28',
    tag: 'FACT',
  },
  mode: 'holder_direct',
  recipient: { en: 'LAB-University of Musterland', ja: 'LAB-ムスターラント大学', fr: 'LAB-Université du Musterland' },
  recipientSector: { en: 'university', ja: '大学', fr: 'université' },
  requested: ['identity.full_name_unicode', 'identity.birth_date', 'diploma.title'],
  disclosed: ['identity.full_name_unicode', 'identity.birth_date', 'diploma.title'],
  withheld: ['identity.resident_address_unicode', 'identity.sex'],
  retention: { en: '180 days', ja: '180日', fr: '180 jours' },
  at,
  signedBy: 'CN=LAB-University of Musterland, Admissions',
  jwt: `eyJhbGciOiJFUzI1NiJ9.${'eyJwdXJwb3NlIjoiYWRtaXNzaW9uIn0'.repeat(6)}.c2lnbmF0dXJl`,
}

export const languageLinks = (['en', 'ja', 'fr'] as const satisfies readonly Language[]).map((language) => ({ language, href: `?lang=${language}` }))
