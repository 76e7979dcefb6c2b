/** Texts of the Japanese side that pages and lists show. */
export const words = {
  name: { en: 'Japan', ja: '日本', fr: 'Japon' },
  shortName: { en: 'Japan', ja: '日本', fr: 'le Japon' },
  identityService: { en: 'LAB-Mihon identity record', ja: 'LAB-見本県 本人情報記録', fr: 'LAB-Fiche d’identité de Mihon' },
  diplomaService: { en: 'LAB-Mihon University, Registrar', ja: 'LAB-見本大学 教務課', fr: 'LAB-Université Mihon, Scolarité' },
  admissionsService: { en: 'LAB-Mihon University, Admissions', ja: 'LAB-見本大学 入試課', fr: 'LAB-Université Mihon, Admissions' },
  identityServiceNames: [
    { lang: 'en', value: 'LAB-Mihon identity record' },
    { lang: 'ja', value: 'LAB-見本県 本人情報記録' },
    { lang: 'ja-Latn', value: 'LAB-Mihon-ken Honnin Joho Kiroku' },
  ],
  diplomaServiceNames: [
    { lang: 'en', value: 'LAB-Mihon University, Registrar' },
    { lang: 'ja', value: 'LAB-見本大学 教務課' },
    { lang: 'ja-Latn', value: 'LAB-Mihon Daigaku Kyomuka' },
  ],
  admissionsServiceNames: [
    { lang: 'en', value: 'LAB-Mihon University, Admissions' },
    { lang: 'ja', value: 'LAB-見本大学 入試課' },
    { lang: 'ja-Latn', value: 'LAB-Mihon Daigaku Nyushika' },
  ],
  identityCounter: {
    en: 'Choose a fictional resident of LAB-Mihon. The office puts a lab identity record into the wallet; it has no Individual Number.',
    ja: 'LAB-見本県の架空の住民を選んでください。個人番号を含まないラボ用の本人情報記録をウォレットに発行します。',
    fr: 'Choisissez un résident fictif de LAB-Mihon. Le bureau dépose une fiche d’identité de laboratoire, sans numéro individuel, dans le portefeuille.',
  },
  diplomaCounter: {
    en: 'Choose a fictional graduate. The registrar puts a lab diploma into the wallet.',
    ja: '架空の卒業生を選んでください。教務課がラボ用の学位証明書をウォレットに発行します。',
    fr: 'Choisissez un diplômé fictif. La scolarité dépose un diplôme de laboratoire dans le portefeuille.',
  },
  listNotice: {
    en: 'Lab list in the format of ETSI TS 119 602. It has no legal effect, and an entry says nothing about a real organisation. No Japanese authority publishes it.',
    ja: 'ETSI TS 119 602 の形式によるラボ用のリストです。法的効力はなく、掲載内容は実在の組織とは関係ありません。日本の行政機関が公表するものではありません。',
    fr: 'Liste de laboratoire au format ETSI TS 119 602. Elle n’a aucun effet juridique et ses inscriptions ne disent rien d’une organisation réelle. Aucune autorité japonaise ne la publie.',
  },
  supervisoryAuthority: { en: 'LAB-Privacy Commission of Mihon', ja: 'LAB-見本県個人情報保護委員会', fr: 'LAB-Commission de protection des données de Mihon' },
  registrationNote: {
    en: 'Registered in the lab register of the Japanese side. It is not a relying party registered in the EU: a verifier established only in Japan has no such route today.',
    ja: '日本側のラボ用登録簿に登録されています。EU で登録された依拠当事者ではありません。日本のみに拠点を置く検証者には、現在その登録の道がありません。',
    fr: 'Inscrit au registre de laboratoire du côté japonais. Ce n’est pas une partie utilisatrice enregistrée dans l’UE : un vérificateur établi au seul Japon n’y a pas accès aujourd’hui.',
  },
  legalStatuses: {
    none: { en: 'no legal status', ja: '法的地位なし', fr: 'aucun statut juridique' },
    jp_accredited: { en: 'accredited under a Japanese scheme', ja: '日本の認定制度による認定', fr: 'accrédité selon un dispositif japonais' },
    jp_registry: { en: 'issued by a Japanese registry', ja: '日本の登記所による発行', fr: 'délivré par un registre japonais' },
  },
} as const
