import type { Organisation } from '../jurisdictions/jurisdiction-profile.ts'

/**
 * Who stands behind the lab's wallet. It belongs to neither side: `ZZ` is a user-assigned code of ISO 3166 and names no
 * country.
 */
export const walletProvider = {
  name: { en: 'LAB-Wallet Provider', ja: 'LAB-ウォレット提供者', fr: 'LAB-Fournisseur de portefeuille' },
  names: [
    { lang: 'en', value: 'LAB-Wallet Provider' },
    { lang: 'ja', value: 'LAB-ウォレット提供者' },
    { lang: 'ja-Latn', value: 'LAB-Woretto Teikyosha' },
    { lang: 'fr', value: 'LAB-Fournisseur de portefeuille' },
  ],
  legalName: 'LAB-Wallet Provider',
  country: 'ZZ',
  organizationIdentifier: 'LEIXG-LAB0000000000WP00139',
  sector: 'private',
  sectorName: { en: 'private body', ja: '民間', fr: 'organisme privé' },
  host: 'wallet-provider.localhost',
  postalAddress: [
    { lang: 'en', StreetAddress: 'Bridge Lane 5', Locality: 'LAB-Midspan', PostalCode: 'LAB-0005', Country: 'ZZ' },
    { lang: 'ja', StreetAddress: '橋詰５', Locality: 'LAB-中央径間', PostalCode: 'LAB-0005', Country: 'ZZ' },
    {
      lang: 'ja-Latn', StreetAddress: 'Hashizume 5', Locality: 'LAB-Chuo Keikan', PostalCode: 'LAB-0005', Country: 'ZZ',
    },
  ],
  email: 'contact@wallet-provider.kakehashi.example',
  website: 'https://wallet-provider.kakehashi.example/',
  about: {
    en: 'A fictional provider, which answers for the lab’s one wallet to issuers on both sides. Nobody has evaluated it.',
    ja: '架空の事業者です。ラボで唯一のウォレットを提供し、双方の発行者に対してその素性を保証します。第三者による評価は受けていません。',
    fr: 'Fournisseur fictif de l’unique portefeuille du laboratoire. Il en répond auprès des émetteurs des deux côtés. Personne ne l’a évalué.',
  },
} as const satisfies Organisation

/** The one wallet that it provides: its names for people, and for lists. */
export const providedWallet = {
  name: { en: 'LAB Wallet', ja: 'LAB ウォレット', fr: 'Portefeuille LAB' },
  serviceNames: [
    { lang: 'en', value: 'LAB Wallet' },
    { lang: 'ja', value: 'LAB ウォレット' },
    { lang: 'ja-Latn', value: 'LAB Woretto' },
    { lang: 'fr', value: 'Portefeuille LAB' },
  ],
} as const
