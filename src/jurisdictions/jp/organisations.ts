import type { Organisation } from '../jurisdiction-profile.ts'

/** 見本県 means "sample prefecture". Corporate Numbers are synthetic: their base numbers begin with 9, which is unassigned. */
export const identityOffice = {
  name: { en: 'LAB-Mihon Prefecture Identity Record Office', ja: 'LAB-見本県 本人情報記録室', fr: 'LAB-Bureau des fiches d’identité de la préfecture de Mihon' },
  names: [
    { lang: 'en', value: 'LAB-Mihon Prefecture Identity Record Office' },
    { lang: 'ja', value: 'LAB-見本県 本人情報記録室' },
    { lang: 'ja-Latn', value: 'LAB-Mihon-ken Honnin Joho Kirokushitsu' },
  ],
  legalName: 'LAB-Mihon Prefecture Identity Record Office',
  country: 'JP',
  organizationIdentifier: 'NTRJP-6900001000002',
  sector: 'public',
  sectorName: { en: 'public body', ja: '公的機関', fr: 'organisme public' },
  host: 'identity.jp.localhost',
  postalAddress: [
    { lang: 'en', StreetAddress: '1-2-3 Shisaku-cho', Locality: 'Kaku City', StateOrProvince: 'LAB-Mihon', PostalCode: '000-0001', Country: 'JP' },
    { lang: 'ja', StreetAddress: '試作町１−２−３', Locality: '架空市', StateOrProvince: 'LAB-見本県', PostalCode: '000-0001', Country: 'JP' },
    { lang: 'ja-Latn', StreetAddress: '1-2-3 Shisaku-cho', Locality: 'Kaku-shi', StateOrProvince: 'LAB-Mihon-ken', PostalCode: '000-0001', Country: 'JP' },
  ],
  email: 'contact@identity.jp.kakehashi.example',
  website: 'https://identity.jp.kakehashi.example/',
  about: {
    en: 'A fictional office of the fictional prefecture LAB-Mihon. It issues lab identity records, without Individual Numbers, to fictional people.',
    ja: '架空の LAB-見本県にある架空の窓口です。架空の人物に、個人番号を含まないラボ用の本人情報記録を発行します。',
    fr: 'Bureau fictif de la préfecture fictive LAB-Mihon. Il délivre des fiches d’identité de laboratoire, sans numéro individuel, à des personnes fictives.',
  },
} as const satisfies Organisation

export const university = {
  name: { en: 'LAB-Mihon University', ja: 'LAB-見本大学', fr: 'LAB-Université Mihon' },
  names: [
    { lang: 'en', value: 'LAB-Mihon University' },
    { lang: 'ja', value: 'LAB-見本大学' },
    { lang: 'ja-Latn', value: 'LAB-Mihon Daigaku' },
  ],
  legalName: 'LAB-Mihon University',
  country: 'JP',
  organizationIdentifier: 'NTRJP-7900001000001',
  sector: 'academia',
  sectorName: { en: 'university (research and teaching)', ja: '大学（教育・研究機関）', fr: 'université (enseignement et recherche)' },
  host: 'university.jp.localhost',
  postalAddress: [
    { lang: 'en', StreetAddress: '4-5-6 Renshu-cho', Locality: 'Kaku City', StateOrProvince: 'LAB-Mihon', PostalCode: '000-0002', Country: 'JP' },
    { lang: 'ja', StreetAddress: '練習町４−５−６', Locality: '架空市', StateOrProvince: 'LAB-見本県', PostalCode: '000-0002', Country: 'JP' },
    { lang: 'ja-Latn', StreetAddress: '4-5-6 Renshu-cho', Locality: 'Kaku-shi', StateOrProvince: 'LAB-Mihon-ken', PostalCode: '000-0002', Country: 'JP' },
  ],
  email: 'registrar@university.jp.kakehashi.example',
  website: 'https://university.jp.kakehashi.example/',
  about: {
    en: 'A fictional university. Its registrar issues lab diplomas; its admissions office decides on applications from the EU.',
    ja: '架空の大学です。教務課がラボ用の学位証明書を発行し、入試課が EU からの出願を審査します。',
    fr: 'Université fictive. Sa scolarité délivre des diplômes de laboratoire ; son service des admissions examine les candidatures venues de l’UE.',
  },
} as const satisfies Organisation

export const schemeOperator = {
  name: { en: 'LAB-Japan List Operator', ja: 'LAB-日本リスト運営機構', fr: 'LAB-Opérateur de la liste Japon' },
  names: [
    { lang: 'en', value: 'LAB-Japan List Operator' },
    { lang: 'ja', value: 'LAB-日本リスト運営機構' },
    { lang: 'ja-Latn', value: 'LAB-Nihon Risuto Un’ei Kiko' },
  ],
  legalName: 'LAB-Japan List Operator',
  country: 'JP',
  organizationIdentifier: 'NTRJP-5900001000003',
  sector: 'public',
  sectorName: { en: 'scheme operator', ja: 'スキーム運営者', fr: 'exploitant de la liste' },
  host: 'trust.jp.localhost',
  postalAddress: [
    { lang: 'en', StreetAddress: '7-8-9 Ichiran-cho', Locality: 'Kaku City', StateOrProvince: 'LAB-Mihon', PostalCode: '000-0003', Country: 'JP' },
    { lang: 'ja', StreetAddress: '一覧町７−８−９', Locality: '架空市', StateOrProvince: 'LAB-見本県', PostalCode: '000-0003', Country: 'JP' },
    { lang: 'ja-Latn', StreetAddress: '7-8-9 Ichiran-cho', Locality: 'Kaku-shi', StateOrProvince: 'LAB-Mihon-ken', PostalCode: '000-0003', Country: 'JP' },
  ],
  email: 'list@trust.jp.kakehashi.example',
  website: 'https://trust.jp.kakehashi.example/',
  about: {
    en: 'Keeps the lab list of the Japanese side, in the format of ETSI TS 119 602. Japan publishes no such list.',
    ja: '日本側のラボ用リストを ETSI TS 119 602 の形式で運営します。日本でこの形式のリストは公表されていません。',
    fr: 'Tient la liste de laboratoire du côté japonais, au format ETSI TS 119 602. Le Japon ne publie pas de telle liste.',
  },
} as const satisfies Organisation
