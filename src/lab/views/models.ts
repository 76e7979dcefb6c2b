import type { Decision } from '../../base/decision.ts'
import type { Localized } from '../../base/localized.ts'
import type { DisclosureItem } from '../../html/disclosure-view.ts'
import type { Tone } from '../../html/outcome-mark.ts'
import type { StepState } from '../../html/steps-view.ts'
import type { ReceiptModel } from '../../html/receipt-view.ts'
import type { ReportRow } from '../../html/report-view.ts'
import type { Theme } from '../../html/theme.ts'

/** A running service, as the laboratory introduces it. */
export interface ServiceModel {
  readonly kind: 'issuer' | 'verifier' | 'wallet' | 'wallet_provider' | 'scheme_operator'
  readonly name: Localized
  /** What it is for, in one sentence. */
  readonly purpose: Localized
  readonly href: string
  readonly theme: Theme
}

export interface JurisdictionModel {
  readonly code: string
  readonly name: Localized
  readonly theme: Theme
  readonly services: readonly ServiceModel[]
}

export interface LinkModel {
  readonly label: Localized | string
  readonly href: string
}

export interface LandingModel {
  /**
   * Where the buttons post to, with the fields `scenario`, `direction`, `pace` (`whole` or `step`) and, for a failure
   * case, `fault`.
   */
  readonly runAction: string
  /** The first and the last stand on either shore of the bridge. */
  readonly jurisdictions: readonly JurisdictionModel[]
  /** Neutral, between them; the provider answers for the wallet. */
  readonly wallet: ServiceModel
  readonly walletProvider: ServiceModel
  readonly stories: readonly StoryIntroduction[]
  /** True on plain http. */
  readonly development: boolean
}

export interface StoryIntroduction {
  readonly scenario: string
  readonly title: Localized
  readonly summary: Localized
  readonly directions: readonly DirectionModel[]
  readonly faults: readonly FaultModel[]
}

export interface DirectionModel {
  readonly id: string
  readonly title: Localized
  /** In a word or two, for small buttons: "JP → EU". */
  readonly short: string
  /** Who is on the way, in their own script, and with which credentials. */
  readonly traveller: { readonly name: string; readonly lang: string }
  readonly summary: Localized
  /** The colours of where it starts and where it leads. */
  readonly from: Theme
  readonly to: Theme
  /** The pages to visit, in order, to do the same without the laboratory's help. */
  readonly byHand: readonly { readonly label: Localized; readonly href: string }[]
}

export interface FaultModel {
  readonly id: string
  readonly title: Localized
  readonly explanation: Localized
  /** The directions in which it can happen. */
  readonly directions: readonly string[]
}

/** One run of a story, finished or on its way. */
export interface StoryModel {
  readonly scenario: string
  readonly title: Localized
  readonly direction: DirectionModel
  readonly fault?: FaultModel | undefined
  readonly crossing: CrossingModel
  readonly steps: readonly StoryStep[]
  /** Posts the next step, while there is one. */
  readonly stepAction?: string | undefined
  /** Posts all that remain, while there are any. */
  readonly restAction?: string | undefined
  readonly result?: StoryResult | undefined
  /** The real pages of the services that took part. */
  readonly services: readonly ServiceModel[]
  readonly landingHref: string
  readonly runAction: string
  /** What else to run from here; the present direction without a fault, and the other direction, are usual. */
  readonly next: readonly NextRun[]
  /** True on plain http. */
  readonly development: boolean
}

export interface NextRun {
  readonly label: Localized
  readonly direction: string
  readonly fault?: string | undefined
}

export interface StoryStep {
  readonly id: string
  readonly title: Localized
  readonly state: StepState
  readonly detail?: Localized | string | undefined
  readonly facts: readonly { readonly label: Localized; readonly value: string; readonly lang?: string | undefined }[]
  readonly links: readonly LinkModel[]
}

export interface CrossingModel {
  readonly issuer: StationModel
  readonly wallet: StationModel & { readonly bypassed?: boolean | undefined }
  readonly border: Omit<StationModel, 'theme'>
  readonly verifier: StationModel
  readonly reached: 'issuer' | 'wallet' | 'border' | 'verifier'
}

export interface StationModel {
  readonly name: Localized
  readonly theme: Theme
  readonly note?: Localized | undefined
  readonly tone?: Tone | undefined
}

export interface StoryResult {
  readonly decision: Decision
  /** What the issuer's jurisdiction calls its legal statuses. */
  readonly statusNames: Readonly<Record<string, Localized>>
  readonly rows: readonly ReportRow[]
  /** What to call the groups of the report: the credentials, by the prefix of the ids. */
  readonly groupNames: Readonly<Record<string, Localized>>
  readonly disclosed: readonly DisclosureItem[]
  readonly withheld: readonly DisclosureItem[]
  readonly receipt?: ReceiptModel | undefined
  /** Whether the story ended as it says it does. */
  readonly asExpected: boolean
  /** How it says it ends. */
  readonly expectation: Localized
}
