import type { EvidenceTag } from '../base/evidence-tag.ts'
import type { RecipientSector, TransferRule } from '../base/transfer-rule.ts'

const askTheHolder = {
  en: 'Ask the holder to present the data from the wallet (mode holder_direct, rule L4)',
  ja: '本人にウォレットから提示してもらう（holder_direct、規則 L4）',
  fr: 'Demander au titulaire de présenter les données depuis son portefeuille (mode holder_direct, règle L4)',
} as const
const safeguards = {
  en: 'Agree on appropriate safeguards, such as standard contractual clauses (GDPR Art. 46)',
  ja: '標準契約条項などの適切な保護措置を講じる（GDPR 第46条）',
  fr: 'Convenir de garanties appropriées, par exemple des clauses contractuelles types (RGPD, art. 46)',
} as const
const derogation = {
  en: 'For an occasional case: explicit consent after information on the risks, or a contract with the person (GDPR Art. 49(1)(a), (b))',
  ja: '例外的・単発の場合に限り、リスクを説明したうえでの明示的な同意、または本人との契約（GDPR 第49条1項(a)(b)）',
  fr: 'À titre occasionnel : consentement explicite après information sur les risques, ou contrat avec la personne (RGPD, art. 49, §1, a et b)',
} as const
const personal = ['personal', 'special_category', 'non_personal'] as const

/**
 * The law of data transfers between the jurisdictions, one rule per entry: docs/trust-policy.md part T. Order matters:
 * what may never travel comes first, then what needs a condition wherever it goes, then the directions.
 */
export const transferRules = [
  {
    id: 'L6',
    when: { data: ['individual_number'] },
    effect: 'block',
    basis: {
      en: 'The Individual Number may not be provided outside the cases that the Number Act lists, whoever provides it and whether or not the person agrees',
      ja: '個人番号は、番号法に定める場合を除き、本人の同意があっても、誰であっても提供できません',
      fr: 'Le numéro individuel ne peut être communiqué hors des cas énumérés par la loi japonaise, quel que soit l’auteur et même avec l’accord de la personne',
    },
    alternatives: [
      {
        en: 'Leave the number out; a corporate number or a student number serves the purpose',
        ja: '個人番号を含めない（法人番号や学籍番号で目的は達せられる）',
        fr: 'Omettre ce numéro ; un numéro d’entreprise ou d’étudiant suffit à la finalité',
      },
    ],
    source: 'Number Act (Act No. 27 of 2013) Art. 19, 20',
    tag: 'FACT',
  },
  {
    id: 'L12',
    when: { data: ['special_category'] },
    effect: { gate: 'explicit_consent' },
    basis: {
      en: 'Data of special categories need the person’s explicit consent before anything else is looked at',
      ja: '要配慮個人情報（特別な種類の個人データ）には、まず本人の明示的な同意が必要です',
      fr: 'Les données de catégories particulières exigent d’abord le consentement explicite de la personne',
    },
    alternatives: [{ en: 'Obtain explicit consent', ja: '明示的な同意を得る', fr: 'Recueillir un consentement explicite' }],
    source: 'GDPR Art. 9; APPI, special care-required personal information',
    tag: 'GK',
  },
  {
    id: 'L11',
    when: { data: ['non_personal'] },
    effect: 'allow',
    basis: {
      en: 'Company data without personal data: no data-protection rule applies, and the EPA protocol bans unjustified localisation',
      ja: '個人データを含まない企業データです。個人情報保護の規律は及ばず、EPA のデータ流通議定書は不当なデータローカライゼーションを禁じています',
      fr: 'Données d’entreprise sans données personnelles : aucune règle de protection des données ne s’applique et le protocole à l’APE interdit la localisation injustifiée',
    },
    alternatives: [],
    source: 'EU–Japan EPA, data-flow protocol, in force since 1 July 2024',
    tag: 'FACT',
  },
  {
    id: 'L7',
    when: { from: ['JP'], origin: ['EU'], mode: ['onward_transfer'], data: personal },
    effect: { allowWith: ['informed_consent', 'equivalent_measures_record'] },
    basis: {
      en: 'Data that came from the EU under the adequacy decision go on from Japan only with informed consent or recorded safeguards of the same level',
      ja: '十分性認定に基づき EU から移転された個人データは、情報提供を受けた本人の同意、または相当措置の記録がある場合に限り、日本から第三国へ再移転できます',
      fr: 'Les données venues de l’UE au titre de la décision d’adéquation ne quittent le Japon qu’avec un consentement éclairé ou des garanties de même niveau consignées',
    },
    alternatives: [askTheHolder, derogation],
    source: 'Supplementary Rules to Decision (EU) 2019/419, onward transfer',
    tag: 'FACT',
  },
  {
    id: 'L4',
    when: { from: ['EU'], to: ['JP'], mode: ['holder_direct'], data: personal },
    effect: 'allow',
    basis: {
      en: 'The person discloses the data directly and on their own initiative: this is no transfer under Chapter V GDPR. The recipient’s own duties remain',
      ja: '本人が自らの意思で直接開示するため、GDPR 第5章の「移転」には当たりません。受領者自身の義務は残ります',
      fr: 'La personne communique elle-même ses données, de sa propre initiative : ce n’est pas un transfert au sens du chapitre V du RGPD. Les obligations propres du destinataire demeurent',
    },
    alternatives: [],
    source: 'EDPB Guidelines 05/2021 v2.0',
    tag: 'FACT',
  },
  {
    id: 'L1',
    when: { from: ['EU'], to: ['JP'], mode: ['controller_transfer'], data: personal },
    effect: 'if_adequate',
    basis: {
      en: 'Adequate for private operators (Decision (EU) 2019/419 with the Supplementary Rules); the purpose is recorded',
      ja: '民間事業者を対象とする十分性認定（決定 (EU) 2019/419 と補完的ルール）による移転です。利用目的を記録します',
      fr: 'Adéquation limitée aux opérateurs privés (décision (UE) 2019/419 et règles complémentaires) ; la finalité est consignée',
    },
    alternatives: [],
    source: 'Commission Implementing Decision (EU) 2019/419',
    tag: 'FACT',
  },
  {
    id: 'L2',
    when: { from: ['EU'], to: ['JP'], recipientSector: ['academia'], mode: ['controller_transfer'], data: personal },
    effect: 'block',
    basis: {
      en: 'The adequacy decision for Japan covers private operators, not universities; its extension to academia is not known to be adopted',
      ja: '日本に対する十分性認定は民間事業者が対象で、大学・学術研究機関は含まれません。学術分野への拡大が採択されたとの情報は確認できていません',
      fr: 'La décision d’adéquation concernant le Japon vise les opérateurs privés, non les universités ; aucune extension au monde académique n’est connue',
    },
    alternatives: [askTheHolder, safeguards, derogation],
    source: 'Decision (EU) 2019/419; GDPR Art. 44–46, 49',
    tag: 'FACT',
  },
  {
    id: 'L3',
    when: { from: ['EU'], to: ['JP'], recipientSector: ['public'], mode: ['controller_transfer'], data: personal },
    effect: 'block',
    basis: {
      en: 'The adequacy decision for Japan covers private operators, not public bodies',
      ja: '日本に対する十分性認定は民間事業者が対象で、公的機関は含まれません',
      fr: 'La décision d’adéquation concernant le Japon vise les opérateurs privés, non les organismes publics',
    },
    alternatives: [askTheHolder, safeguards, derogation],
    source: 'Decision (EU) 2019/419; GDPR Art. 44–46, 49',
    tag: 'FACT',
  },
  {
    id: 'L5',
    when: { from: ['JP'], to: ['EU'], mode: ['holder_direct'], data: personal },
    effect: 'allow',
    basis: {
      en: 'The person presents the data and agrees to it; the EU is a designated destination, so no separate consent to a transfer abroad is needed',
      ja: '本人が提示し、提供に同意しています。EU は個人情報保護委員会が指定した国・地域のため、外国移転についての別途の同意は不要です',
      fr: 'La personne présente ses données et y consent ; l’UE est une destination désignée, aucun consentement distinct au transfert à l’étranger n’est requis',
    },
    alternatives: [],
    source: 'APPI Art. 27, 28; designation of the EEA (PPC, 2019)',
    tag: 'FACT',
  },
  {
    id: 'L5',
    when: { from: ['JP'], to: ['EU'], mode: ['controller_transfer'], data: personal },
    effect: { allowWith: ['domestic_ground'] },
    basis: {
      en: 'Allowed where the provision itself has a ground (APPI Art. 27, such as consent); the EU is a designated destination, so no separate consent to a transfer abroad is needed',
      ja: '第三者提供の根拠（本人の同意など、個人情報保護法第27条）があれば提供できます。EU は指定国・地域のため、外国移転についての別途の同意は不要です',
      fr: 'Permis si la communication a elle-même un fondement (APPI, art. 27, par exemple le consentement) ; l’UE est une destination désignée, aucun consentement distinct au transfert à l’étranger n’est requis',
    },
    alternatives: [
      {
        en: 'Obtain the person’s consent to the provision (APPI Art. 27), or ask the holder to present the data',
        ja: '第三者提供について本人の同意を得る（個人情報保護法第27条）、または本人に提示してもらう',
        fr: 'Recueillir le consentement à la communication (APPI, art. 27), ou demander au titulaire de présenter les données',
      },
    ],
    source: 'APPI Art. 27, 28; designation of the EEA (PPC, 2019)',
    tag: 'FACT',
  },
  {
    id: 'L8',
    when: { from: ['EU'], to: ['KR'], mode: ['controller_transfer'], data: ['excluded_from_adequacy'] },
    effect: 'block',
    basis: {
      en: 'The adequacy decision for Korea leaves out credit data and the data of religious and political organisations',
      ja: '韓国に対する十分性認定は、信用情報と、宗教・政治団体の情報を対象としていません',
      fr: 'La décision d’adéquation concernant la Corée exclut les données de crédit et celles des organisations religieuses et politiques',
    },
    alternatives: [safeguards, derogation],
    source: 'Commission adequacy decision for the Republic of Korea, 17 December 2021',
    tag: 'FACT',
  },
  {
    id: 'L8',
    when: {
      from: ['EU'], to: ['KR'], recipientSector: ['private', 'public'], mode: ['controller_transfer'], data: personal,
    },
    effect: 'allow',
    basis: {
      en: 'The adequacy decision for Korea covers private and public recipients',
      ja: '韓国に対する十分性認定は、民間と公的機関の双方を対象としています',
      fr: 'La décision d’adéquation concernant la Corée couvre les destinataires privés et publics',
    },
    alternatives: [],
    source: 'Commission adequacy decision for the Republic of Korea, 17 December 2021',
    tag: 'FACT',
  },
  {
    id: 'L9',
    when: { from: ['KR'], to: ['EU'], data: ['excluded_from_adequacy'] },
    effect: 'block',
    basis: {
      en: 'Korea’s decision on the EU leaves out resident registration numbers and personal credit information',
      ja: '韓国の対 EU 決定は、住民登録番号と個人信用情報を対象としていません',
      fr: 'La décision coréenne sur l’UE exclut les numéros d’enregistrement des résidents et les informations personnelles de crédit',
    },
    alternatives: [],
    source: 'PIPC decision of 16 September 2025',
    tag: 'FACT',
  },
  {
    id: 'L9',
    when: { from: ['KR'], to: ['EU'], mode: ['holder_direct', 'controller_transfer'], data: personal },
    effect: 'allow',
    basis: {
      en: 'Korea’s decision on the EU: personal data may go there without separate consent',
      ja: '韓国の対 EU 決定により、別途の同意なく EU へ移転できます',
      fr: 'Décision coréenne sur l’UE : les données personnelles peuvent y être transférées sans consentement distinct',
    },
    alternatives: [],
    source: 'PIPC decision of 16 September 2025',
    tag: 'FACT',
  },
  {
    id: 'L10',
    when: { from: ['JP', 'KR'], to: ['KR', 'JP'], data: personal },
    effect: { allowWith: ['informed_consent'] },
    basis: {
      en: 'No adequacy decision between Japan and Korea is known: the person’s informed consent is needed',
      ja: '日本と韓国の間に十分性に関する決定は確認できていません。情報提供を受けた本人の同意が必要です',
      fr: 'Aucune décision d’adéquation entre le Japon et la Corée n’est connue : le consentement éclairé de la personne est requis',
    },
    alternatives: [{ en: 'Obtain informed consent', ja: '情報提供のうえ本人の同意を得る', fr: 'Recueillir un consentement éclairé' }],
    source: 'APPI Art. 28; PIPA',
    tag: 'GK',
  },
] as const satisfies readonly TransferRule[]

export type TransferRuleId = (typeof transferRules)[number]['id']

/** Into which sectors one jurisdiction's adequacy decision lets data go in another. */
export interface AdequacyScope {
  readonly from: string
  readonly to: string
  readonly sectors: readonly RecipientSector[]
  readonly source: string
  readonly tag: EvidenceTag
}

/** docs/trust-policy.md T-0. A configuration may widen a scope to see what an extension would change. */
export const adequacyScopes = [
  { from: 'EU', to: 'JP', sectors: ['private'], source: 'Decision (EU) 2019/419; extension to academia under negotiation, adoption not known', tag: 'FACT' },
] as const satisfies readonly AdequacyScope[]

/** No decision: no sector. */
export const adequacyScopeOf = (from: string, to: string): readonly RecipientSector[] =>
  adequacyScopes.filter((scope) => scope.from === from && scope.to === to).flatMap(({ sectors }) => sectors)
