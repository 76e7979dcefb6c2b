import { days, type Seconds } from '../base/time.ts'
import type { PurposeScope } from '../base/purpose.ts'
import { claim } from './claim-profile.ts'
import type { ClaimProfile, MatchingPaths } from './jurisdiction-profile.ts'

/** The type of the learning credential of the public EU–Japan proof of concept. */
export const learningCredentialVct = 'urn:eu.europa.ec.eudi:learning:credential:1'

export const diplomaShapeSource =
  'Claim names of urn:eu.europa.ec.eudi:learning:credential:1 as the public EUDI reference issuers publish them (2026)'

/**
 * The claims of the public learning credential, and four of ours: the birth date, without which nobody can be matched,
 * and the marks of a lab credential. Which claims the holder discloses follows the public definition.
 */
export const diplomaClaims: readonly ClaimProfile[] = [
  claim(['family_name'], 'name.family', 'mandatory', 'FACT', ['Family name', '姓', 'Nom de famille'], ['UNSPLIT']),
  claim(['given_name'], 'name.given', 'mandatory', 'FACT', ['Given name', '名', 'Prénom'], ['UNSPLIT']),
  claim(['birthdate'], 'birth.date', 'mandatory', 'LAB', ['Date of birth', '生年月日', 'Date de naissance']),
  claim(['learner_identification'], 'learner.id', 'mandatory', 'FACT', ['Student number', '学籍番号', 'Numéro d’étudiant'], ['INSTITUTION_SCOPED']),
  claim(['achievement_title'], 'award.title', 'always', 'FACT', ['Programme and degree', '課程・学位', 'Formation et diplôme']),
  claim(['achievement_description'], 'award.description', 'always', 'FACT', ['Description', '説明', 'Description']),
  claim(['level_of_learning_experience'], 'award.level', 'mandatory', 'FACT', ['Level (ISCED 2011, stated by the issuer)', '教育段階（ISCED 2011、発行者の記載）', 'Niveau (CITE 2011, déclaré par l’émetteur)'], ['LEVEL_FRAMEWORK']),
  claim(['learning_outcomes'], 'award.outcomes', 'optional', 'FACT', ['Learning outcomes', '学修成果', 'Acquis d’apprentissage']),
  claim(['assessment_grade'], 'award.grade', 'optional', 'FACT', ['Final grade, in the issuer’s own scale', '成績（発行者の評価基準による）', 'Note finale, dans le barème de l’émetteur'], ['GRADE_SCALE']),
  claim(['language_of_classes'], 'award.language', 'always', 'FACT', ['Language of instruction', '授業の使用言語', 'Langue d’enseignement']),
  claim(['expected_study_time'], 'award.workload', 'mandatory', 'FACT', ['Workload and credits', '学修量・単位', 'Charge de travail et crédits'], ['GRADE_SCALE']),
  claim(['types_of_quality_assurance'], 'award.quality', 'mandatory', 'FACT', ['Quality assurance', '質保証', 'Assurance qualité']),
  claim(['prerequisites_to_enroll'], 'award.entry', 'optional', 'FACT', ['Entry requirements', '入学要件', 'Conditions d’admission']),
  claim(['integration_stackability_options'], 'award.stackable', 'optional', 'FACT', ['Can be combined with other credentials', '他の証明との積み上げ可否', 'Cumulable avec d’autres attestations']),
  claim(['issuing_authority'], 'issuer.name', 'always', 'FACT', ['Awarding institution', '授与機関', 'Établissement de délivrance']),
  claim(['issuing_country'], 'issuer.country', 'always', 'FACT', ['Country of the institution', '授与機関の国', 'Pays de l’établissement']),
  claim(['date_of_issuance'], 'issued.on', 'always', 'FACT', ['Award date', '授与日', 'Date de délivrance']),
  claim(['attestation_legal_category'], 'legal.category', 'always', 'LAB', ['Legal category', '法的区分', 'Catégorie juridique']),
  claim(['lab'], 'lab.marker', 'always', 'LAB', ['Lab credential', 'ラボ用の証明書', 'Attestation de laboratoire']),
]

/**
 * What an admission may know of a diploma. The institution, the degree and the award date are always readable; the
 * status needs no claim, for every credential has one.
 */
export const diplomaAdmissionScope: PurposeScope = {
  needed: [
    ['family_name'], ['given_name'], ['birthdate'], ['achievement_title'], ['level_of_learning_experience'],
    ['issuing_authority'], ['date_of_issuance'],
  ],
  optional: [['assessment_grade'], ['expected_study_time'], ['learner_identification']],
  forbidden: [],
}

export const diplomaMatching: MatchingPaths = {
  name: { form: 'parts', family: ['family_name'], given: ['given_name'] },
  birthDate: ['birthdate'],
}

/** Thirty days, technically: the award itself does not end, its proof is fetched anew. */
export const diplomaValidity: Seconds = days(30)
