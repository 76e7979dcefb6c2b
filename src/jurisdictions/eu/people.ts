import type { Person } from '../jurisdiction-profile.ts'
import { identityOffice, university } from './organisations.ts'

/** A grey silhouette with the word LAB, 60 by 75 pixels: nobody's face. */
const silhouette =
  'data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABA' +
  'AEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
  'AAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDA' +
  'AABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogA' +
  'AAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAA' +
  'AQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgA' +
  'DIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweH' +
  'igjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCABLADwDASIAAhEBAxEB/8QAG' +
  'gAAAwEBAQEAAAAAAAAAAAAAAAQFAwECBv/EACoQAAICAgAEBAYDAAAAAAAAAAECAAMEEQUSIUEiMVFhExQyNIGxcaHB/8QAFgEBAQEAAAAAAAAAA' +
  'AAAAAAAAAEC/8QAFxEBAQEBAAAAAAAAAAAAAAAAAAERMf/aAAwDAQACEQMRAD8AuwhCaQQnHdUUs7BQO5ijcTx1Ohzt7gQHITCjLpvOkfTeh6Gbw' +
  'CEIQCEIQImfkm+4gHwKdAf7Fp1gQxB8wes5NoASDsHREt4GQcijbfWvQ+8iSnwcHltPbYkoowhCZUQhCBM4jhtzm6obB+oDt7ydPpJ4ampztq0Y+' +
  'pUS6iDTTZe/LWpJ9ewlzGpGPStY668z6maKoUaUAD0E7FoIQhIonmyxKkLudKJ6kXiOQbrioPgQ6HufWWD1kcRtsJFZ+Gvt5mKFmY7ZiT7mavSq4' +
  'ldwJ5mYgjt0mmNirdSzMWDsStYHcgblRjXkXVHaWMPbfSVMPOW/wPpbP6MVxsOuzHrsZLnZ2K+DWh/PSKXIKr3VG2FbQaOj6GEXwcj5igMfqHRox' +
  'MqyyX+Hj2OPML0kCW+I/ZWfj9iRJqJTKZNXy6020FwpJBD68/xOrnPWK1pBrRDsrzb5uu+sVhGBwZtXw+RqG0HLDVmtb7eUXyLjfe9pAXmPkJnCM' +
  'DvCX5chk7Mv6leROG/e1/n9GW5KR//Z'

const identityFrame = {
  issuing_authority: identityOffice.legalName,
  issuing_country: identityOffice.country,
  date_of_issuance: '2026-09-01',
  date_of_expiry: '2036-08-31',
  attestation_legal_category: 'PID-lab',
  lab: true,
} as const

const diplomaFrame = {
  issuing_authority: university.legalName,
  issuing_country: university.country,
  types_of_quality_assurance: ['LAB: none, the institution is fictional'],
  attestation_legal_category: 'non-qualified-EAA',
  lab: true,
} as const

const zoesDegree = {
  ...diplomaFrame,
  birthdate: '2003-04-09',
  learner_identification: 'LAB-MU-2022-0417',
  achievement_title: 'Bachelor of Science in Informatics',
  achievement_description: 'LAB test credential; three-year first-cycle programme of a fictional university',
  level_of_learning_experience: 6,
  learning_outcomes: ['Designs and tests distributed systems', 'Explains the protection of personal data by design'],
  assessment_grade: '1,7 (scale 1,0 best to 5,0 fail)',
  language_of_classes: ['en', 'de'],
  expected_study_time: '180 ECTS credits',
  date_of_issuance: '2026-07-15',
} as const

export const people = [
  {
    id: 'zoe',
    name: 'Zoé Musterfrau',
    about: { en: 'graduate of 2026, applies in Japan', ja: '2026年卒業、日本の大学に出願', fr: 'diplômée en 2026, candidate au Japon' },
    datasets: {
      identity: {
        ...identityFrame,
        family_name: 'Musterfrau',
        given_name: 'Zoé',
        birthdate: '2003-04-09',
        place_of_birth: { locality: 'Musterstadt', country: 'XM' },
        nationalities: ['XM'],
        picture: silhouette,
        address: {
          formatted: 'Beispielweg 17, LAB-0017 Musterstadt, LAB-Musterland',
          street_address: 'Beispielweg 17',
          postal_code: 'LAB-0017',
          locality: 'Musterstadt',
          country: 'XM',
        },
        personal_administrative_number: 'LAB-XM-ZM-0417',
        document_number: 'LAB-XM-DOC-0417',
        sex: 2,
        email: 'zoe.musterfrau@people.eu.kakehashi.example',
      },
      diploma: { ...zoesDegree, family_name: 'Musterfrau', given_name: 'Zoé' },
    },
  },
  {
    id: 'zoe-greek',
    name: 'Ζωή Μούστερφραου',
    about: {
      en: 'Zoé, as a register in Greek script spells her',
      ja: 'ギリシア文字の学籍簿に記載されたゾエ',
      fr: 'Zoé, telle qu’un registre en alphabet grec l’écrit',
    },
    samePersonAs: 'zoe',
    datasets: { diploma: { ...zoesDegree, family_name: 'Μούστερφραου', given_name: 'Ζωή' } },
  },
  {
    id: 'max',
    name: 'Max Beispiel',
    about: { en: 'another graduate of 2026', ja: '2026年の別の卒業生', fr: 'autre diplômé de 2026' },
    datasets: {
      identity: {
        ...identityFrame,
        family_name: 'Beispiel',
        given_name: 'Max',
        birthdate: '2001-11-30',
        place_of_birth: { locality: 'Probeheim', country: 'XM' },
        nationalities: ['XM'],
        address: {
          formatted: 'Probegasse 4, LAB-0004 Probeheim, LAB-Musterland',
          street_address: 'Probegasse 4',
          postal_code: 'LAB-0004',
          locality: 'Probeheim',
          country: 'XM',
        },
        sex: 6,
      },
      diploma: {
        ...zoesDegree,
        family_name: 'Beispiel',
        given_name: 'Max',
        birthdate: '2001-11-30',
        learner_identification: 'LAB-MU-2021-0233',
        assessment_grade: '2,3 (scale 1,0 best to 5,0 fail)',
      },
    },
  },
] as const satisfies readonly Person[]
