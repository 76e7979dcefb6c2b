import { days, hours } from '../../base/time.ts'
import type { JurisdictionProfile } from '../jurisdiction-profile.ts'
import { admissionRegistration } from '../registration.ts'
import * as credentials from './credentials.ts'
import { identityOffice, schemeOperator, university } from './organisations.ts'
import { people } from './people.ts'
import { words } from './words.ts'

export const jp = {
  code: 'JP',
  name: words.name,
  shortName: words.shortName,
  symbol: '▲',
  theme: 'vermilion',
  language: 'ja',
  trustList: {
    operator: schemeOperator,
    path: '/list.jws',
    listType: 'https://kakehashi.example/lists/jp/ListType/LabTrustedEntities',
    schemeName: [
      { lang: 'en', value: 'JP:LAB list of trusted entities, Kakehashi laboratory' },
      { lang: 'ja', value: 'JP:LAB 架け橋ラボ 信頼リスト' },
      { lang: 'ja-Latn', value: 'JP:LAB Kakehashi Rabo Shinrai Risuto' },
    ],
    schemeInformationUri: [{ lang: 'en', uriValue: 'https://kakehashi.example/lists/jp/' }],
    statusDeterminationApproach: 'https://kakehashi.example/lists/jp/StatusDetn',
    communityRules: [{ lang: 'en', uriValue: 'https://kakehashi.example/lists/jp/schemerules' }],
    legalNotice: [
      { lang: 'en', value: words.listNotice.en },
      { lang: 'ja', value: words.listNotice.ja },
    ],
    historicalInformationPeriod: 65535,
    serviceTypes: {
      identity: 'https://kakehashi.example/lists/jp/SvcType/IdentityData/Issuance',
      diploma: 'https://kakehashi.example/lists/jp/SvcType/LearningCredential/Issuance',
      access_certificate: 'https://kakehashi.example/lists/jp/SvcType/AccessCertificate/Issuance',
      registration_certificate: 'https://kakehashi.example/lists/jp/SvcType/RegistrationCertificate/Issuance',
      wallet_provider: 'https://kakehashi.example/lists/jp/SvcType/WalletSolution/Issuance',
    },
    serviceStatuses: {
      granted: 'https://kakehashi.example/lists/jp/SvcStatus/granted',
      withdrawn: 'https://kakehashi.example/lists/jp/SvcStatus/withdrawn',
    },
    freshness: hours(24),
    nextUpdateAfter: days(7),
  },
  credentials: { identity: credentials.identity, diploma: credentials.diploma },
  issuers: {
    identity: { ...identityOffice, serviceName: words.identityService, serviceNames: words.identityServiceNames, counter: words.identityCounter },
    diploma: { ...university, serviceName: words.diplomaService, serviceNames: words.diplomaServiceNames, counter: words.diplomaCounter },
  },
  verifiers: {
    admissions: {
      ...university,
      host: 'admissions.jp.localhost',
      email: 'admissions@university.jp.kakehashi.example',
      serviceName: words.admissionsService,
      serviceNames: words.admissionsServiceNames,
      asksFor: ['EU'],
      registration: admissionRegistration({
        website: 'https://admissions.jp.kakehashi.example',
        registry: 'https://trust.jp.kakehashi.example/register',
        authority: words.supervisoryAuthority,
        authorityHost: 'privacy.jp.kakehashi.example',
        note: words.registrationNote,
      }),
    },
  },
  assurance: {
    name: { en: 'separate levels for identity proofing and authentication (IAL, AAL)', ja: '身元確認保証レベル（IAL）と当人認証保証レベル（AAL）', fr: 'niveaux distincts pour la vérification d’identité (IAL) et l’authentification (AAL)' },
    showAs: {
      low: { en: 'IAL1/AAL1', ja: 'IAL1・AAL1', fr: 'IAL1/AAL1' },
      substantial: { en: 'IAL2/AAL2', ja: 'IAL2・AAL2', fr: 'IAL2/AAL2' },
      high: { en: 'IAL3/AAL3', ja: 'IAL3・AAL3', fr: 'IAL3/AAL3' },
    },
    source: 'DS-511 (axes); criteria of 2025 not known',
    tag: 'OPEN',
  },
  legalStatuses: words.legalStatuses,
  people,
} as const satisfies JurisdictionProfile
