import type { Localized } from '../base/localized.ts'
import type { Recognition } from '../trust/recognition.ts'
import type { ComparableLevel } from './comparable-assurance.ts'
import type { CredentialKind } from './jurisdiction-profile.ts'
import type { PurposeCode } from './purposes.ts'

/** An entry of the border. `scheme` says that it is the lab's: neither an agreement nor an implementing act stands behind it. */
export interface RelianceEntry extends Recognition<ComparableLevel> {
  readonly kind: CredentialKind
  readonly purposes: readonly PurposeCode[]
  readonly scheme: 'LAB_DEMO'
}

/**
 * The border, one sentence per entry and one direction per sentence: credentials of a kind issued in A are relied on in B
 * for purposes P, at most as comparable level L. No entry means no. Nothing here has legal effect: an entry is the policy
 * of this lab's relying parties, written down in the paragraph of docs/trust-policy.md that it names.
 */
export const recognitions = [
  {
    id: 'jp-identity-in-eu',
    issuedBy: 'JP',
    reliedOnBy: 'EU',
    kind: 'identity',
    purposes: ['university_admission'],
    atMost: 'substantial',
    legalEffect: 'none',
    scheme: 'LAB_DEMO',
    source: 'docs/trust-policy.md R-1',
    paragraph: 'R-1',
  },
  {
    id: 'jp-diploma-in-eu',
    issuedBy: 'JP',
    reliedOnBy: 'EU',
    kind: 'diploma',
    purposes: ['university_admission'],
    atMost: 'substantial',
    legalEffect: 'none',
    scheme: 'LAB_DEMO',
    source: 'docs/trust-policy.md R-2',
    paragraph: 'R-2',
  },
  {
    id: 'eu-identity-in-jp',
    issuedBy: 'EU',
    reliedOnBy: 'JP',
    kind: 'identity',
    purposes: ['university_admission'],
    atMost: 'high',
    legalEffect: 'none',
    scheme: 'LAB_DEMO',
    source: 'docs/trust-policy.md R-3',
    paragraph: 'R-3',
  },
  {
    id: 'eu-diploma-in-jp',
    issuedBy: 'EU',
    reliedOnBy: 'JP',
    kind: 'diploma',
    purposes: ['university_admission'],
    atMost: 'substantial',
    legalEffect: 'none',
    scheme: 'LAB_DEMO',
    source: 'docs/trust-policy.md R-4',
    paragraph: 'R-4',
  },
] as const satisfies readonly RelianceEntry[]

/**
 * Article 14 of Regulation (EU) No 910/2014 as amended: whether an implementing act or an agreement gives trust services
 * of a third country legal effect. None is known for Japan; `enacted` is a thought experiment and always wears the banner.
 */
export const article14 = {
  state: 'not_enacted',
  states: ['not_enacted', 'enacted'],
  pointingParty: 'EU',
  pointedParty: 'JP',
  source: 'docs/trust-policy.md A14-1',
} as const

/** Shown on every page for as long as the switch is on `enacted`. */
export const counterfactualBanner: Localized = {
  en: 'Counterfactual: this page pretends that an act under Article 14 eIDAS existed for Japan. None is known.',
  ja: '反実仮想：eIDAS 規則第14条に基づく対日実施法令が存在すると仮定した表示です。そのような法令は確認されていません。',
  fr: 'Hypothèse fictive : cette page suppose l’existence d’un acte au titre de l’article 14 du règlement eIDAS pour le Japon. Aucun n’est connu.',
}
