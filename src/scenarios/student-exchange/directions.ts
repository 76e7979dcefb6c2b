import type { Localized } from '../../base/localized.ts'
import type { Side } from '../world.ts'

export const directionIds = ['jp-to-eu', 'eu-to-jp'] as const
export type DirectionId = (typeof directionIds)[number]

/** Who goes where, and under which ids the issuers know the person (`people.ts` of each jurisdiction). */
export interface Direction {
  readonly id: DirectionId
  readonly from: Side
  readonly to: Side
  readonly holder: { readonly subject: string; readonly otherScript: string; readonly name: string; readonly lang: string }
  readonly title: Localized
}

export const directions: { readonly [D in DirectionId]: Direction } = {
  'jp-to-eu': {
    id: 'jp-to-eu',
    from: 'JP',
    to: 'EU',
    holder: { subject: 'hanako', otherScript: 'hanako-latin', name: '見本　花子', lang: 'ja' },
    title: {
      en: 'A diploma from Japan is presented in Europe',
      ja: '日本の学位証明を欧州で提示する',
      fr: 'Un diplôme du Japon est présenté en Europe',
    },
  },
  'eu-to-jp': {
    id: 'eu-to-jp',
    from: 'EU',
    to: 'JP',
    holder: { subject: 'zoe', otherScript: 'zoe-greek', name: 'Zoé Musterfrau', lang: 'fr' },
    title: {
      en: 'A diploma from Europe is presented in Japan',
      ja: '欧州の学位証明を日本で提示する',
      fr: 'Un diplôme d’Europe est présenté au Japon',
    },
  },
}
