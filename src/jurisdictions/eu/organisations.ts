import type { Organisation } from '../jurisdiction-profile.ts'

/** The identity office of the lab member state. `XM` is a user-assigned country code: there is no such state. */
export const identityOffice = {
  name: { en: 'LAB-Musterland Identity Office', ja: 'LAB-ムスターラント身分証明庁', fr: 'LAB-Office d’identité du Musterland' },
  names: [
    { lang: 'en', value: 'LAB-Musterland Identity Office' },
    { lang: 'de', value: 'LAB-Identitätsamt Musterland' },
    { lang: 'fr', value: 'LAB-Office d’identité du Musterland' },
  ],
  legalName: 'LAB-Musterland Identity Office',
  country: 'XM',
  organizationIdentifier: 'LEIXG-LAB0000000000EU00281',
  sector: 'public',
  sectorName: { en: 'public body', ja: '公的機関', fr: 'organisme public' },
  host: 'identity.eu.localhost',
  postalAddress: [{ lang: 'en', StreetAddress: 'Musterallee 1', Locality: 'Musterstadt', PostalCode: 'LAB-0001', Country: 'XM' }],
  email: 'contact@identity.eu.kakehashi.example',
  website: 'https://identity.eu.kakehashi.example/',
  about: {
    en: 'A fictional office of the fictional member state LAB-Musterland. It issues lab person identification data to fictional people.',
    ja: '架空の加盟国 LAB-ムスターラントにある架空の官庁です。架空の人物にラボ用の個人識別データを発行します。',
    fr: 'Office fictif de l’État membre fictif LAB-Musterland. Il délivre des données d’identification de laboratoire à des personnes fictives.',
  },
} as const satisfies Organisation

export const university = {
  name: { en: 'LAB-University of Musterland', ja: 'LAB-ムスターラント大学', fr: 'LAB-Université du Musterland' },
  names: [
    { lang: 'en', value: 'LAB-University of Musterland' },
    { lang: 'de', value: 'LAB-Universität Musterland' },
    { lang: 'fr', value: 'LAB-Université du Musterland' },
  ],
  legalName: 'LAB-University of Musterland',
  country: 'XM',
  organizationIdentifier: 'LEIXG-LAB0000000000EU00184',
  sector: 'academia',
  sectorName: { en: 'university (research and teaching)', ja: '大学（教育・研究機関）', fr: 'université (enseignement et recherche)' },
  host: 'university.eu.localhost',
  postalAddress: [{ lang: 'en', StreetAddress: 'Probeplatz 2', Locality: 'Musterstadt', PostalCode: 'LAB-0002', Country: 'XM' }],
  email: 'registrar@university.eu.kakehashi.example',
  website: 'https://university.eu.kakehashi.example/',
  about: {
    en: 'A fictional university. Its registrar issues lab diplomas; its admissions office decides on applications from Japan.',
    ja: '架空の大学です。教務課がラボ用の学位証明書を発行し、入試課が日本からの出願を審査します。',
    fr: 'Université fictive. Sa scolarité délivre des diplômes de laboratoire ; son service des admissions examine les candidatures venues du Japon.',
  },
} as const satisfies Organisation

export const schemeOperator = {
  name: { en: 'LAB-EU List Operator', ja: 'LAB-EU リスト運営局', fr: 'LAB-Opérateur de la liste UE' },
  names: [
    { lang: 'en', value: 'LAB-EU List Operator' },
    { lang: 'de', value: 'LAB-EU-Listenbetreiber' },
    { lang: 'fr', value: 'LAB-Opérateur de la liste UE' },
  ],
  legalName: 'LAB-EU List Operator',
  country: 'EU',
  organizationIdentifier: 'LEIXG-LAB0000000000EU00378',
  sector: 'public',
  sectorName: { en: 'scheme operator', ja: 'スキーム運営者', fr: 'exploitant de la liste' },
  host: 'trust.eu.localhost',
  postalAddress: [{ lang: 'en', StreetAddress: 'Listengasse 3', Locality: 'Musterstadt', PostalCode: 'LAB-0003', Country: 'XM' }],
  email: 'list@trust.eu.kakehashi.example',
  website: 'https://trust.eu.kakehashi.example/',
  about: {
    en: 'Keeps the lab list of the EU side, in the format of ETSI TS 119 602. It is no list of the Commission or of a member state.',
    ja: 'EU 側のラボ用リストを ETSI TS 119 602 の形式で運営します。欧州委員会や加盟国のリストではありません。',
    fr: 'Tient la liste de laboratoire du côté européen, au format ETSI TS 119 602. Ce n’est ni une liste de la Commission ni celle d’un État membre.',
  },
} as const satisfies Organisation
