import type { Localized } from '../base/localized.ts'
import type { ComparableLevel } from './comparable-assurance.ts'
import type { CredentialKind, JurisdictionProfile } from './jurisdiction-profile.ts'

/** What an admission rule looks at; the rules are asked in this order. */
export const admissionRuleKinds = [
  'technical_valid', 'issuer_granted', 'recognition_entry', 'same_person', 'minimisation', 'legal_status', 'transfer_basis',
] as const
export type AdmissionRuleKind = (typeof admissionRuleKinds)[number]

/** Which effects a rule of each kind can have: a legal status only informs, a doubt about the person asks. */
interface EffectsOf {
  technical_valid: 'allows' | 'refuses'
  issuer_granted: 'allows' | 'refuses'
  recognition_entry: 'allows' | 'refuses'
  same_person: 'allows' | 'asks' | 'refuses'
  minimisation: 'allows' | 'refuses'
  legal_status: 'informs'
  transfer_basis: 'allows' | 'refuses'
}

export interface AdmissionRule<Kind extends AdmissionRuleKind = AdmissionRuleKind> {
  /** `EU-ADM-01`: the same number means the same question on every side. */
  readonly id: string
  readonly kind: Kind
  /** Paragraph of docs/trust-policy.md. */
  readonly source: string
  /** What the rule says, by the effect it had. */
  readonly says: { readonly [Effect in EffectsOf[Kind]]: Localized }
}

/** A relying party's own rules on admission: one rule of each kind. */
export type AdmissionRules = { readonly [Kind in AdmissionRuleKind]: AdmissionRule<Kind> }

export interface AdmissionPolicy {
  readonly rules: AdmissionRules
  /** The lowest comparable level at which each kind of credential serves for admission. */
  readonly assuranceNeeded: { readonly [Kind in CredentialKind]: ComparableLevel }
}

/**
 * The admission rules of a university in `here`. They are the same questions everywhere: docs/trust-policy.md part AP. What
 * differs between jurisdictions is data elsewhere (reliance entries, transfer rules, legal statuses).
 */
export const admissionPolicy = ({ code, shortName }: Pick<JurisdictionProfile, 'code' | 'shortName'>): AdmissionPolicy => ({
  assuranceNeeded: { identity: 'substantial', diploma: 'low' },
  rules: {
    technical_valid: {
      id: `${code}-ADM-01`,
      kind: 'technical_valid',
      source: 'docs/trust-policy.md AP-1',
      says: {
        allows: {
          en: 'Every technical check of the presentation passed',
          ja: '提示された証明書は、すべての技術的検査に合格しました',
          fr: 'Toutes les vérifications techniques de la présentation ont réussi',
        },
        refuses: {
          en: 'A technical check did not pass or could not be carried out; nothing else can make up for that',
          ja: '技術的検査に不合格または実施できない項目があります。ほかの事情で補うことはできません',
          fr: 'Une vérification technique a échoué ou n’a pu être menée ; rien d’autre ne peut y suppléer',
        },
      },
    },
    issuer_granted: {
      id: `${code}-ADM-02`,
      kind: 'issuer_granted',
      source: 'docs/trust-policy.md AP-2',
      says: {
        allows: {
          en: 'At the time that counts, the list of the issuer’s jurisdiction showed the issuer as granted',
          ja: '基準時点において、発行者は発行国・地域のリストに「有効（granted）」として掲載されていました',
          fr: 'À l’instant déterminant, la liste du territoire de l’émetteur lui donnait le statut accordé (granted)',
        },
        refuses: {
          en: 'At the time that counts, no list showed the issuer as granted, or no current list could be read',
          ja: '基準時点において、発行者を「有効（granted）」として掲載するリストがないか、有効なリストを読み取れません',
          fr: 'À l’instant déterminant, aucune liste ne donnait à l’émetteur le statut accordé (granted), ou aucune liste à jour n’a pu être lue',
        },
      },
    },
    recognition_entry: {
      id: `${code}-ADM-03`,
      kind: 'recognition_entry',
      source: 'docs/trust-policy.md AP-3',
      says: {
        allows: {
          en: 'The lab’s reliance list has an entry for this kind of credential, this direction and this purpose',
          ja: 'ラボの依拠リストに、この種類・方向・目的に対応する項目があります',
          fr: 'La table d’acceptation du laboratoire contient une entrée pour ce type d’attestation, ce sens et cette finalité',
        },
        refuses: {
          en: 'The lab’s reliance list has no entry for this kind of credential, this direction and this purpose at the level needed',
          ja: 'ラボの依拠リストに、この種類・方向・目的と必要な水準に対応する項目がありません',
          fr: 'La table d’acceptation du laboratoire ne contient aucune entrée pour ce type d’attestation, ce sens et cette finalité au niveau requis',
        },
      },
    },
    same_person: {
      id: `${code}-ADM-04`,
      kind: 'same_person',
      source: 'docs/trust-policy.md AP-4',
      says: {
        allows: {
          en: 'Name and date of birth agree in both credentials',
          ja: '二つの証明書の氏名と生年月日が一致しています',
          fr: 'Le nom et la date de naissance concordent dans les deux attestations',
        },
        asks: {
          en: 'The names could belong to one person but are written differently. A person must look; nothing is transliterated',
          ja: '氏名は同一人物の可能性がありますが、表記が異なります。担当者の確認が必要です。システムは翻字を行いません',
          fr: 'Les noms peuvent désigner une même personne mais sont écrits différemment. Un agent doit vérifier ; rien n’est translittéré',
        },
        refuses: {
          en: 'Name or date of birth differ between the two credentials',
          ja: '二つの証明書の間で氏名または生年月日が異なります',
          fr: 'Le nom ou la date de naissance diffère entre les deux attestations',
        },
      },
    },
    minimisation: {
      id: `${code}-ADM-05`,
      kind: 'minimisation',
      source: 'docs/trust-policy.md AP-5',
      says: {
        allows: {
          en: 'Only claims that the purpose allows were asked for',
          ja: '目的に必要な項目のみを求めています',
          fr: 'Seules des données permises par la finalité ont été demandées',
        },
        refuses: {
          en: 'More claims were asked for than the purpose allows',
          ja: '目的の範囲を超える項目を求めています',
          fr: 'Davantage de données que la finalité ne le permet ont été demandées',
        },
      },
    },
    legal_status: {
      id: `${code}-ADM-06`,
      kind: 'legal_status',
      source: 'docs/trust-policy.md AP-6',
      says: {
        informs: {
          en: `The credentials have no legal status in ${shortName.en}, and admission needs none: the university decides on its own authority, and decides nothing about the degree’s standing in law`,
          ja: `これらの証明書は${shortName.ja}で法的地位をもちません。入学の許可に法的地位は不要で、大学が自らの権限で判断します。学位の法的な位置づけを定めるものではありません`,
          fr: `Ces attestations n’ont aucun statut juridique ${inFrench(shortName.fr)}, et l’admission n’en exige pas : l’université décide de sa propre autorité, sans se prononcer sur la valeur légale du diplôme`,
        },
      },
    },
    transfer_basis: {
      id: `${code}-ADM-07`,
      kind: 'transfer_basis',
      source: 'docs/trust-policy.md AP-7',
      says: {
        allows: {
          en: 'The data arrived on a legal basis, which the receipt names',
          ja: 'データは法的根拠に基づいて受領されました。根拠は受領証に記載されています',
          fr: 'Les données sont arrivées sur une base juridique, que le reçu indique',
        },
        refuses: {
          en: 'There is no legal basis on which the data may arrive in this way',
          ja: 'この方法でデータを受領するための法的根拠がありません',
          fr: 'Aucune base juridique ne permet de recevoir les données de cette manière',
        },
      },
    },
  },
})

const inFrench = (name: string): string => (name.startsWith('le ') ? `au ${name.slice(3)}` : `dans ${name}`)
