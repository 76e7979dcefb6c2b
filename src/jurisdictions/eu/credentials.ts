import { days } from '../../base/time.ts'
import { claim } from '../claim-profile.ts'
import {
  diplomaAdmissionScope, diplomaClaims, diplomaMatching, diplomaShapeSource, diplomaValidity, learningCredentialVct,
} from '../diploma-claims.ts'
import type { CredentialProfile } from '../jurisdiction-profile.ts'

/** Person identification data, claim names of the PID rulebook v1.7; every one of its claims is disclosed alone. */
export const identity = {
  kind: 'identity',
  configurationId: 'lab_eu_pid',
  scope: 'lab_eu_pid',
  format: 'dc+sd-jwt',
  vct: 'urn:eudi:pid:1',
  name: { en: 'LAB-PID (Musterland)', ja: 'LAB-個人識別データ（ムスターラント）', fr: 'LAB-PID (Musterland)' },
  description: {
    en: 'Lab credential with the claims of the EU PID rulebook v1.7. No member state issued it; it identifies nobody.',
    ja: 'EU の PID ルールブック v1.7 と同じ項目をもつラボ用の証明書です。加盟国が発行したものではなく、実在の人物を示すものでもありません。',
    fr: 'Attestation de laboratoire reprenant les données du recueil de règles PID v1.7 de l’UE. Aucun État membre ne l’a délivrée ; elle n’identifie personne.',
  },
  colours: { background: '#27357e', text: '#ffffff' },
  shape: { source: 'PID rulebook v1.7 (17 July 2026), claims of the SD-JWT VC encoding', tag: 'FACT' },
  validFor: days(90),
  claims: [
    claim(['family_name'], 'name.family', 'mandatory', 'FACT', ['Family name', '姓', 'Nom de famille']),
    claim(['given_name'], 'name.given', 'mandatory', 'FACT', ['Given name', '名', 'Prénom']),
    claim(['birthdate'], 'birth.date', 'mandatory', 'FACT', ['Date of birth', '生年月日', 'Date de naissance']),
    claim(['place_of_birth', 'locality'], 'birth.place', 'mandatory', 'FACT', ['Place of birth: town', '出生地（市町村）', 'Lieu de naissance : localité'], ['MISSING_MANDATORY_IN_TARGET']),
    claim(['place_of_birth', 'country'], 'birth.place', 'mandatory', 'FACT', ['Place of birth: country', '出生地（国）', 'Lieu de naissance : pays'], ['MISSING_MANDATORY_IN_TARGET']),
    claim(['nationalities'], 'nationality', 'mandatory', 'FACT', ['Nationality', '国籍', 'Nationalité']),
    claim(['picture'], 'portrait', 'optional', 'FACT', ['Portrait', '顔写真', 'Portrait'], ['BIOMETRIC_RISK']),
    claim(['address', 'formatted'], 'address.full', 'optional', 'FACT', ['Address', '住所', 'Adresse'], ['ORDER']),
    claim(['address', 'street_address'], 'address.part', 'optional', 'FACT', ['Address: street', '住所（通り・番地）', 'Adresse : voie'], ['ORDER']),
    claim(['address', 'postal_code'], 'address.part', 'optional', 'FACT', ['Address: postal code', '住所（郵便番号）', 'Adresse : code postal']),
    claim(['address', 'locality'], 'address.part', 'optional', 'FACT', ['Address: town', '住所（市町村）', 'Adresse : localité']),
    claim(['address', 'country'], 'address.country', 'optional', 'FACT', ['Address: country', '住所（国）', 'Adresse : pays']),
    claim(['personal_administrative_number'], 'id.personal', 'optional', 'FACT', ['Personal administrative number', '行政上の個人番号（EU）', 'Numéro administratif personnel'], ['UNIQUE_ID']),
    claim(['document_number'], 'id.document', 'optional', 'FACT', ['Document number', '文書番号', 'Numéro du document'], ['UNIQUE_ID']),
    claim(['birth_family_name'], 'name.family.birth', 'optional', 'FACT', ['Family name at birth', '出生時の姓', 'Nom de naissance']),
    claim(['birth_given_name'], 'name.given.birth', 'optional', 'FACT', ['Given name at birth', '出生時の名', 'Prénom de naissance']),
    claim(['sex'], 'sex', 'optional', 'FACT', ['Sex', '性別', 'Sexe'], ['UNMAPPABLE']),
    claim(['email'], 'email', 'optional', 'FACT', ['E-mail address', 'メールアドレス', 'Adresse électronique']),
    claim(['phone_number'], 'phone', 'optional', 'FACT', ['Mobile phone number', '携帯電話番号', 'Numéro de téléphone mobile']),
    claim(['issuing_authority'], 'issuer.name', 'mandatory', 'FACT', ['Issuing authority', '発行機関', 'Autorité de délivrance']),
    claim(['issuing_country'], 'issuer.country', 'mandatory', 'FACT', ['Issuing country', '発行国', 'Pays de délivrance']),
    claim(['date_of_issuance'], 'issued.on', 'optional', 'FACT', ['Administrative date of issue', '行政上の発行日', 'Date administrative de délivrance']),
    claim(['date_of_expiry'], 'expires.on', 'optional', 'FACT', ['Administrative date of expiry', '行政上の有効期限', 'Date administrative d’expiration']),
    claim(['attestation_legal_category'], 'legal.category', 'mandatory', 'FACT', ['Legal category', '法的区分', 'Catégorie juridique']),
    claim(['lab'], 'lab.marker', 'always', 'LAB', ['Lab credential', 'ラボ用の証明書', 'Attestation de laboratoire']),
  ],
  assurance: {
    statedAs: { en: 'LoA high (as a PID provider would state it; lab)', ja: 'LoA high（PID 提供者であればこう記載するもの。ラボの想定）', fr: 'niveau de garantie élevé (tel qu’un fournisseur de PID l’indiquerait ; laboratoire)' },
    comparable: 'high',
    confidence: 'stated',
    tag: 'LAB',
  },
  legalStatus: 'none',
  purposes: {
    university_admission: {
      needed: [['family_name'], ['given_name'], ['birthdate']],
      optional: [],
      forbidden: [
        ['picture'], ['address', 'formatted'], ['address', 'street_address'], ['address', 'postal_code'],
        ['address', 'locality'], ['address', 'country'], ['sex'], ['nationalities'], ['place_of_birth', 'locality'],
        ['place_of_birth', 'country'], ['personal_administrative_number'], ['document_number'],
      ],
    },
  },
  matching: { name: { form: 'parts', family: ['family_name'], given: ['given_name'] }, birthDate: ['birthdate'] },
} as const satisfies CredentialProfile

/** A diploma in the shape of the public learning credential, issued as an attestation without a legal category of its own. */
export const diploma = {
  kind: 'diploma',
  configurationId: 'lab_eu_diploma',
  scope: 'lab_eu_diploma',
  format: 'dc+sd-jwt',
  vct: learningCredentialVct,
  name: { en: 'LAB-Diploma (Musterland)', ja: 'LAB-学位証明書（ムスターラント）', fr: 'LAB-Diplôme (Musterland)' },
  description: {
    en: 'Lab credential in the shape of the public EU–Japan learning credential. It is no academic qualification and confers no right.',
    ja: '公開されている日EU学修証明（learning credential）と同じ形をしたラボ用の証明書です。学位の効力はなく、いかなる権利も生じません。',
    fr: 'Attestation de laboratoire au format de l’attestation d’apprentissage publique UE–Japon. Elle n’est pas un diplôme et ne confère aucun droit.',
  },
  colours: { background: '#3f4fa8', text: '#ffffff' },
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
