/** Texts of the EU side that pages and lists show. */
export const words = {
  name: { en: 'European Union', ja: '欧州連合', fr: 'Union européenne' },
  shortName: { en: 'the EU', ja: 'EU', fr: 'l’UE' },
  identityService: { en: 'LAB-Musterland person identification data', ja: 'LAB-ムスターラント 個人識別データ', fr: 'LAB-Données d’identification du Musterland' },
  diplomaService: { en: 'LAB-University of Musterland, Registrar', ja: 'LAB-ムスターラント大学 教務課', fr: 'LAB-Université du Musterland, Scolarité' },
  admissionsService: { en: 'LAB-University of Musterland, Admissions', ja: 'LAB-ムスターラント大学 入試課', fr: 'LAB-Université du Musterland, Admissions' },
  identityServiceNames: [
    { lang: 'en', value: 'LAB-Musterland person identification data' },
    { lang: 'fr', value: 'LAB-Données d’identification du Musterland' },
  ],
  diplomaServiceNames: [
    { lang: 'en', value: 'LAB-University of Musterland, Registrar' },
    { lang: 'fr', value: 'LAB-Université du Musterland, Scolarité' },
  ],
  admissionsServiceNames: [
    { lang: 'en', value: 'LAB-University of Musterland, Admissions' },
    { lang: 'fr', value: 'LAB-Université du Musterland, Admissions' },
  ],
  identityCounter: {
    en: 'Choose a fictional resident of LAB-Musterland. The office puts lab person identification data into the wallet.',
    ja: 'LAB-ムスターラントの架空の住民を選んでください。ラボ用の個人識別データをウォレットに発行します。',
    fr: 'Choisissez un résident fictif du LAB-Musterland. L’office dépose des données d’identification de laboratoire dans le portefeuille.',
  },
  diplomaCounter: {
    en: 'Choose a fictional graduate. The registrar puts a lab diploma into the wallet.',
    ja: '架空の卒業生を選んでください。教務課がラボ用の学位証明書をウォレットに発行します。',
    fr: 'Choisissez un diplômé fictif. La scolarité dépose un diplôme de laboratoire dans le portefeuille.',
  },
  listNotice: {
    en: 'Lab list in the format of ETSI TS 119 602. It has no legal effect, and an entry says nothing about a real organisation.',
    ja: 'ETSI TS 119 602 の形式によるラボ用のリストです。法的効力はなく、掲載内容は実在の組織とは関係ありません。',
    fr: 'Liste de laboratoire au format ETSI TS 119 602. Elle n’a aucun effet juridique et ses inscriptions ne disent rien d’une organisation réelle.',
  },
  supervisoryAuthority: { en: 'LAB-Data Protection Authority of Musterland', ja: 'LAB-ムスターラント個人情報保護監督機関', fr: 'LAB-Autorité de protection des données du Musterland' },
  registrationNote: {
    en: 'Registered in the lab register of the EU side. No member state registered this verifier.',
    ja: 'EU 側のラボ用登録簿に登録されています。加盟国による登録ではありません。',
    fr: 'Inscrit au registre de laboratoire du côté européen. Aucun État membre n’a enregistré ce vérificateur.',
  },
  legalStatuses: {
    none: { en: 'no legal status', ja: '法的地位なし', fr: 'aucun statut juridique' },
    eu_qualified: { en: 'qualified under Regulation (EU) No 910/2014', ja: '規則 (EU) No 910/2014 に基づく適格', fr: 'qualifié au sens du règlement (UE) nº 910/2014' },
  },
} as const
