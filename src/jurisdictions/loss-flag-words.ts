import type { Localized } from '../base/localized.ts'
import type { LossFlag } from './jurisdiction-profile.ts'

/** What gets lost, or goes wrong, when a claim crosses: shown beside the claim. */
export const lossFlagWords: { readonly [Flag in LossFlag]: Localized } = {
  SINGLE_STRING: {
    en: 'One string: family name and given name are not told apart',
    ja: '一つの文字列で、姓と名の区別がありません',
    fr: 'Une seule chaîne : nom et prénom n’y sont pas distingués',
  },
  UNSPLIT: {
    en: 'Has no counterpart where names are one string; nothing is split without the holder',
    ja: '氏名を一つの文字列で扱う側には対応する項目がありません。本人の確認なしに分割しません',
    fr: 'Sans pendant là où le nom est une seule chaîne ; rien n’est scindé sans le titulaire',
  },
  NO_AUTHORITATIVE_ROMAJI: {
    en: 'No Latin spelling with authority; none is computed',
    ja: '公的なローマ字表記がありません。システムが作ることもありません',
    fr: 'Aucune graphie latine faisant foi ; aucune n’est calculée',
  },
  ERA_PARSE: {
    en: 'Japanese era text; compared with the date, never as text',
    ja: '元号による表記です。文字列ではなく日付として照合します',
    fr: 'Texte en ère japonaise ; comparé comme date, jamais comme texte',
  },
  MISSING_MANDATORY_IN_TARGET: {
    en: 'The other side’s record has no such item',
    ja: '相手側の記録にはこの項目がありません',
    fr: 'Le document de l’autre partie ne comporte pas cette donnée',
  },
  UNMAPPABLE: {
    en: 'Some values have no counterpart on the other side; they are left out, never changed into “unknown”',
    ja: '相手側に対応する値がない場合があります。その場合は省き、「不明」に置き換えません',
    fr: 'Certaines valeurs n’ont pas de pendant de l’autre côté ; elles sont omises, jamais changées en « inconnu »',
  },
  ORDER: {
    en: 'Address order differs between the sides; shown as the source has it',
    ja: '住所の並び順が異なります。元の表記のまま示します',
    fr: 'L’ordre de l’adresse diffère d’un côté à l’autre ; elle est montrée telle qu’à la source',
  },
  SCRIPT: {
    en: 'Written in another script; kept as it is',
    ja: '別の文字体系で書かれています。そのまま保持します',
    fr: 'Écrit dans un autre alphabet ; conservé tel quel',
  },
  PARTIAL: { en: 'Covers only a part of the item', ja: '項目の一部のみを表します', fr: 'Ne couvre qu’une partie de la donnée' },
  BIOMETRIC_RISK: {
    en: 'A face: stays at home unless the law lets it go, and is not kept',
    ja: '顔写真です。法令が認めない限り国外に出さず、保存しません',
    fr: 'Un visage : ne sort que si la loi le permet, et n’est pas conservé',
  },
  THRESHOLD: {
    en: 'An age limit of the issuer’s law; it must be the one of the verifier’s law',
    ja: '発行側の法令による年齢基準です。検証側の法令の基準と一致している必要があります',
    fr: 'Seuil d’âge du droit de l’émetteur ; il doit être celui du droit du vérificateur',
  },
  NO_EU_SOURCE: {
    en: 'The EU PID has no such item',
    ja: 'EU の PID にはこの項目がありません',
    fr: 'Le PID de l’UE ne comporte pas cette donnée',
  },
  UNIQUE_ID: {
    en: 'A number that singles a person out: stays unless the purpose names it',
    ja: '個人を一意に示す番号です。目的に明記されていない限り提供しません',
    fr: 'Numéro qui désigne une seule personne : ne sort que si la finalité le mentionne',
  },
  GRADE_SCALE: {
    en: 'In the issuer’s own scale; never converted',
    ja: '発行者の評価基準によるもので、換算しません',
    fr: 'Dans le barème de l’émetteur ; jamais converti',
  },
  LEVEL_FRAMEWORK: {
    en: 'The level as the issuer states it; which framework applies is for the receiving university',
    ja: '発行者の記載による水準です。どの枠組みに当てはめるかは受入大学が判断します',
    fr: 'Niveau déclaré par l’émetteur ; l’université d’accueil juge du cadre applicable',
  },
  INSTITUTION_SCOPED: {
    en: 'Means something only inside the institution',
    ja: '発行機関の内部でのみ意味をもちます',
    fr: 'N’a de sens qu’au sein de l’établissement',
  },
}
