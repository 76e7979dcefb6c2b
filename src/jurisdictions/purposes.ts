import type { Purpose } from '../base/purpose.ts'

/** What a verifier may ask for something for. Which claims each may use stands in the credential profiles. */
export const purposes = {
  university_admission: {
    code: 'university_admission',
    name: { en: 'University admission', ja: '大学入学審査', fr: 'Admission à l’université' },
    description: {
      en: 'To check the degree of an applicant, and that it is the applicant’s own',
      ja: '出願者の学位と、それが本人のものであることを確認するため',
      fr: 'Vérifier le diplôme d’un candidat et qu’il est bien le sien',
    },
    retentionDays: 180,
  },
} as const satisfies { readonly [code: string]: Purpose }

export type PurposeCode = keyof typeof purposes
