import { days, hours } from '../../base/time.ts'
import type { JurisdictionProfile } from '../jurisdiction-profile.ts'
import { admissionRegistration } from '../registration.ts'
import * as credentials from './credentials.ts'
import { identityOffice, schemeOperator, university } from './organisations.ts'
import { people } from './people.ts'
import { words } from './words.ts'

export const eu = {
  code: 'EU',
  name: words.name,
  shortName: words.shortName,
  symbol: '◆',
  theme: 'indigo',
  language: 'en',
  trustList: {
    operator: schemeOperator,
    path: '/list.jws',
    listType: 'https://kakehashi.example/lists/eu/ListType/LabTrustedEntities',
    schemeName: [
      { lang: 'en', value: 'EU:LAB list of trusted entities, Kakehashi laboratory' },
      { lang: 'fr', value: 'EU:LAB liste des entités de confiance, laboratoire Kakehashi' },
    ],
    schemeInformationUri: [{ lang: 'en', uriValue: 'https://kakehashi.example/lists/eu/' }],
    statusDeterminationApproach: 'https://kakehashi.example/lists/eu/StatusDetn',
    communityRules: [{ lang: 'en', uriValue: 'https://kakehashi.example/lists/eu/schemerules' }],
    legalNotice: [
      { lang: 'en', value: words.listNotice.en },
      { lang: 'fr', value: words.listNotice.fr },
    ],
    historicalInformationPeriod: 65535,
    serviceTypes: {
      identity: 'https://kakehashi.example/lists/eu/SvcType/IdentityData/Issuance',
      diploma: 'https://kakehashi.example/lists/eu/SvcType/LearningCredential/Issuance',
      access_certificate: 'https://kakehashi.example/lists/eu/SvcType/AccessCertificate/Issuance',
      registration_certificate: 'https://kakehashi.example/lists/eu/SvcType/RegistrationCertificate/Issuance',
      wallet_provider: 'https://kakehashi.example/lists/eu/SvcType/WalletSolution/Issuance',
    },
    serviceStatuses: {
      granted: 'https://kakehashi.example/lists/eu/SvcStatus/granted',
      withdrawn: 'https://kakehashi.example/lists/eu/SvcStatus/withdrawn',
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
      host: 'admissions.eu.localhost',
      email: 'admissions@university.eu.kakehashi.example',
      serviceName: words.admissionsService,
      serviceNames: words.admissionsServiceNames,
      asksFor: ['JP'],
      registration: admissionRegistration({
        website: 'https://admissions.eu.kakehashi.example',
        registry: 'https://trust.eu.kakehashi.example/register',
        authority: words.supervisoryAuthority,
        authorityHost: 'privacy.eu.kakehashi.example',
        note: words.registrationNote,
      }),
    },
  },
  assurance: {
    name: { en: 'levels of assurance of the EU (low, substantial, high)', ja: 'EU の保証レベル（low・substantial・high）', fr: 'niveaux de garantie de l’UE (faible, substantiel, élevé)' },
    showAs: {
      low: { en: 'low', ja: '「低（low）」', fr: '« faible »' },
      substantial: { en: 'substantial', ja: '「相当（substantial）」', fr: '« substantiel »' },
      high: { en: 'high', ja: '「高（high）」', fr: '« élevé »' },
    },
    source: 'Commission Implementing Regulation (EU) 2015/1502',
    tag: 'GK',
  },
  legalStatuses: words.legalStatuses,
  people,
} as const satisfies JurisdictionProfile
