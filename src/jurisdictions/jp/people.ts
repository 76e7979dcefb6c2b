import type { Person } from '../jurisdiction-profile.ts'
import { identityOffice, university } from './organisations.ts'

/** 99201: no prefecture has the code 99. */
const identityFrame = {
  local_gov_code_unicode: '99201',
  issuing_authority: identityOffice.legalName,
  issuing_country: identityOffice.country,
  attestation_legal_category: 'identity-record-lab',
  lab: true,
} as const

const diplomaFrame = {
  issuing_authority: university.legalName,
  issuing_country: university.country,
  types_of_quality_assurance: ['LAB: none, the institution is fictional'],
  attestation_legal_category: 'non-qualified-EAA',
  lab: true,
} as const

/** The academic year runs from April to March: four years from April 2022, degree in March 2026. */
const hanakosDegree = {
  ...diplomaFrame,
  birthdate: '2003-09-01',
  learner_identification: 'LAB-22J0417',
  achievement_title: '学士（情報学） / Bachelor of Informatics',
  achievement_description: 'LAB test credential; four-year undergraduate programme, April 2022 to March 2026, of a fictional university',
  level_of_learning_experience: 6,
  learning_outcomes: ['分散システムを設計し、検証できる', '個人情報保護を設計に組み込める'],
  assessment_grade: 'GPA 3.42（S・A・B・C・D の5段階、最高 4.00）',
  language_of_classes: ['ja', 'en'],
  expected_study_time: '124単位（4年）',
  date_of_issuance: '2026-03-24',
} as const

export const people = [
  {
    id: 'hanako',
    name: '見本　花子',
    about: { en: 'graduate of March 2026, applies in the EU', ja: '2026年3月卒業、EU の大学に出願', fr: 'diplômée en mars 2026, candidate dans l’UE' },
    datasets: {
      identity: {
        ...identityFrame,
        full_name_unicode: '見本　花子',
        resident_address_unicode: 'ＬＡＢ見本県架空市試作町１−２−３',
        birth_date: '2003-09-01',
        birth_date_unicode: '平成15年9月1日',
        sex: 2,
        sex_unicode: '女',
        age_over_18: true,
        age_over_20: true,
      },
      diploma: { ...hanakosDegree, family_name: '見本', given_name: '花子' },
    },
  },
  {
    id: 'hanako-latin',
    name: 'MIHON Hanako',
    about: {
      en: 'Hanako, as the English register of her university spells her',
      ja: '大学の英文学籍簿に記載された花子',
      fr: 'Hanako, telle que le registre en anglais de l’université l’écrit',
    },
    samePersonAs: 'hanako',
    datasets: { diploma: { ...hanakosDegree, family_name: 'MIHON', given_name: 'Hanako' } },
  },
  {
    id: 'taro',
    name: '試作　太郎',
    about: { en: 'another graduate of March 2026', ja: '2026年3月の別の卒業生', fr: 'autre diplômé de mars 2026' },
    datasets: {
      identity: {
        ...identityFrame,
        full_name_unicode: '試作　太郎',
        resident_address_unicode: 'ＬＡＢ見本県架空市練習町４−５−６',
        birth_date: '2001-02-03',
        birth_date_unicode: '平成13年2月3日',
        sex: 1,
        sex_unicode: '男',
        age_over_18: true,
        age_over_20: true,
      },
      diploma: {
        ...hanakosDegree,
        family_name: '試作',
        given_name: '太郎',
        birthdate: '2001-02-03',
        learner_identification: 'LAB-20J0233',
        assessment_grade: 'GPA 2.95（S・A・B・C・D の5段階、最高 4.00）',
      },
    },
  },
] as const satisfies readonly Person[]
