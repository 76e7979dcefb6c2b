import { days } from '../../base/time.ts'
import { claim } from '../claim-profile.ts'
import { comparableLevelOf } from '../comparable-assurance.ts'
import {
  diplomaAdmissionScope, diplomaClaims, diplomaMatching, diplomaShapeSource, diplomaValidity, learningCredentialVct,
} from '../diploma-claims.ts'
import type { CredentialProfile } from '../jurisdiction-profile.ts'

/**
 * A record in the shape of the public data model of the My Number Card on smartphones: one name string, one address
 * string, no nationality, no place of birth. The Individual Number, which that model has, is left out: it may not be
 * provided, consent or not (docs/trust-policy.md DN-1). There is no document number either, and nothing stands in for one.
 */
export const identity = {
  kind: 'identity',
  configurationId: 'lab_jp_identity_record',
  scope: 'lab_jp_identity_record',
  format: 'dc+sd-jwt',
  vct: 'urn:lab:jp:identity-record:1',
  name: { en: 'LAB-Identity record (Mihon)', ja: 'LAB-本人情報記録（見本県）', fr: 'LAB-Fiche d’identité (Mihon)' },
  description: {
    en: 'Lab identity record in My Number Card shape; no Individual Number. No public body issued it; it identifies nobody.',
    ja: 'マイナンバーカードの属性情報と同じ形をしたラボ用の本人情報記録です。個人番号は含みません。行政機関が発行したものではなく、実在の人物を示すものでもありません。',
    fr: 'Fiche d’identité de laboratoire au format de la carte My Number, sans numéro individuel. Aucun organisme public ne l’a délivrée ; elle n’identifie personne.',
  },
  colours: { background: '#b3321f', text: '#ffffff' },
  shape: { source: 'Elements of the public data model org.iso.23220.1.jp and org.iso.23220.1, without individual_number_unicode', tag: 'FACT' },
  validFor: days(90),
  claims: [
    claim(['full_name_unicode'], 'name.native', 'mandatory', 'FACT', ['Name (one string, family name first)', '氏名', 'Nom complet (une seule chaîne, nom de famille en premier)'], ['SINGLE_STRING', 'NO_AUTHORITATIVE_ROMAJI']),
    claim(['resident_address_unicode'], 'address.full', 'mandatory', 'FACT', ['Address', '住所', 'Adresse'], ['ORDER', 'SCRIPT']),
    claim(['local_gov_code_unicode'], 'address.part', 'mandatory', 'FACT', ['Municipality code', '市区町村コード', 'Code de la commune'], ['PARTIAL']),
    claim(['birth_date'], 'birth.date', 'mandatory', 'FACT', ['Date of birth', '生年月日（西暦）', 'Date de naissance']),
    claim(['birth_date_unicode'], 'birth.date.text', 'mandatory', 'FACT', ['Date of birth as written in the record', '生年月日（記録の表記）', 'Date de naissance telle qu’inscrite'], ['ERA_PARSE']),
    claim(['sex'], 'sex', 'mandatory', 'FACT', ['Sex (ISO 5218)', '性別（ISO 5218）', 'Sexe (ISO 5218)']),
    claim(['sex_unicode'], 'sex.text', 'mandatory', 'FACT', ['Sex as written in the record', '性別（記録の表記）', 'Sexe tel qu’inscrit'], ['SCRIPT']),
    claim(['age_over_18'], 'age.over18', 'optional', 'FACT', ['18 or older', '18歳以上', '18 ans ou plus'], ['THRESHOLD']),
    claim(['age_over_20'], 'age.over20', 'optional', 'FACT', ['20 or older', '20歳以上', '20 ans ou plus'], ['THRESHOLD', 'NO_EU_SOURCE']),
    claim(['issuing_authority'], 'issuer.name', 'always', 'LAB', ['Issuing authority', '発行機関', 'Autorité de délivrance']),
    claim(['issuing_country'], 'issuer.country', 'always', 'LAB', ['Issuing country', '発行国', 'Pays de délivrance']),
    claim(['attestation_legal_category'], 'legal.category', 'always', 'LAB', ['Legal category', '法的区分', 'Catégorie juridique']),
    claim(['lab'], 'lab.marker', 'always', 'LAB', ['Lab credential', 'ラボ用の証明書', 'Attestation de laboratoire']),
  ],
  assurance: {
    statedAs: {
      en: 'IAL3 / AAL2, assumed by the lab; the level of a smartphone record under DS-511 is not confirmed',
      ja: 'IAL3・AAL2（ラボの想定。スマートフォン上の記録が DS-511 のどのレベルに当たるかは未確認）',
      fr: 'IAL3 / AAL2, hypothèse du laboratoire ; le niveau d’une fiche sur smartphone selon le DS-511 n’est pas confirmé',
    },
    comparable: comparableLevelOf({ identity: 3, authentication: 2 }),
    confidence: 'unverified',
    tag: 'LAB',
  },
  legalStatus: 'none',
  purposes: {
    university_admission: {
      needed: [['full_name_unicode'], ['birth_date']],
      optional: [],
      forbidden: [['resident_address_unicode'], ['local_gov_code_unicode'], ['sex'], ['sex_unicode']],
    },
  },
  matching: { name: { form: 'single', path: ['full_name_unicode'] }, birthDate: ['birth_date'] },
} as const satisfies CredentialProfile

/** A degree certificate in the shape of the public learning credential, names in the script of the university's register. */
export const diploma = {
  kind: 'diploma',
  configurationId: 'lab_jp_diploma',
  scope: 'lab_jp_diploma',
  format: 'dc+sd-jwt',
  vct: learningCredentialVct,
  name: { en: 'LAB-Diploma (Mihon)', ja: 'LAB-学位証明書（見本大学）', fr: 'LAB-Diplôme (Mihon)' },
  description: {
    en: 'Lab credential in the shape of the public EU–Japan learning credential. It is no academic qualification and confers no right.',
    ja: '公開されている日EU学修証明（learning credential）と同じ形をしたラボ用の証明書です。学位の効力はなく、いかなる権利も生じません。',
    fr: 'Attestation de laboratoire au format de l’attestation d’apprentissage publique UE–Japon. Elle n’est pas un diplôme et ne confère aucun droit.',
  },
  colours: { background: '#c8452e', text: '#ffffff' },
  shape: { source: diplomaShapeSource, tag: 'FACT' },
  validFor: diplomaValidity,
  claims: diplomaClaims,
  assurance: {
    statedAs: { en: 'not stated; the university knows its graduates in person', ja: '記載なし（大学が卒業者本人を把握している）', fr: 'non déclaré ; l’université connaît ses diplômés' },
    comparable: 'substantial',
    confidence: 'unverified',
    tag: 'LAB',
  },
  legalStatus: 'none',
  purposes: { university_admission: diplomaAdmissionScope },
  matching: diplomaMatching,
} as const satisfies CredentialProfile
