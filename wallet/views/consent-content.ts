import type { ClaimsPath } from '../../src/base/claims-path.ts'
import type { ListStatus } from '../../src/base/decision.ts'
import type { EvidenceTag } from '../../src/base/evidence-tag.ts'
import type { Json } from '../../src/base/json.ts'
import type { Localized } from '../../src/base/localized.ts'
import type { EpochSeconds } from '../../src/base/time.ts'
import type { CredentialState } from '../../src/html/credential-card.ts'
import type { ReportRow } from '../../src/html/report-view.ts'
import type { Named } from '../named-records.ts'
import type { OverAskedWhy } from '../records.ts'

/** What the consent screen says: plain data, from which every state of it can be shown and tested. */
export interface ConsentModel {
  readonly id: string
  readonly verifier: {
    /** From its certificate. */
    readonly name: string
    readonly legalName?: string | undefined
    readonly identifier: string
    /** Its country as the certificate says it, and the jurisdiction whose list vouches for it. */
    readonly country?: string | undefined
    readonly place: Localized | string
    readonly listStatus: ListStatus
    readonly listedAs: string
    readonly list: string
    readonly sequenceNumber: number
  }
  readonly purpose: {
    readonly names: Named
    readonly description: Named
    readonly name?: Localized | undefined
    readonly retentionDays?: number | undefined
  }
  readonly privacyPolicy?: string | undefined
  readonly support?: string | undefined
  readonly shares: readonly SharedCredential[]
  readonly withheld: readonly {
    readonly query: string
    readonly credential: string
    readonly names: Named
    readonly claims: readonly ClaimOnPage[]
  }[]
  readonly overAsked: readonly {
    readonly query: string
    readonly path: ClaimsPath
    readonly names: Named
    readonly why: OverAskedWhy
    readonly rule: string
  }[]
  readonly missing: readonly { readonly type: string; readonly name?: Localized | undefined }[]
  /** One for each jurisdiction that a shared credential comes from. */
  readonly grounds: readonly Ground[]
  readonly portrait: boolean
  readonly expiresAt: EpochSeconds
  readonly checks: readonly ReportRow[]
  readonly canAnswer: boolean
}

export interface SharedCredential {
  readonly query: string
  readonly credential: string
  readonly names: Named
  readonly issuerNames: Named
  readonly issuersLanguage?: string | undefined
  /** How it stood when the request was opened. */
  readonly listStatus: ListStatus
  readonly state: CredentialState
  readonly claims: readonly ClaimWithValue[]
  /** Not asked for, and seen all the same: what the issuer left in the clear. */
  readonly alsoVisible: readonly ClaimWithValue[]
}
export interface ClaimOnPage {
  readonly path: ClaimsPath
  readonly names: Named
}

export interface ClaimWithValue extends ClaimOnPage {
  readonly value: Json
}

export interface Ground {
  readonly from: Localized | string
  readonly to: Localized | string
  readonly crossesBorder: boolean
  /** Absent where no rule of transfer has anything to say. */
  readonly transfer?:
    | {
        readonly rule: string
        readonly allowed: boolean
        readonly basis: Localized
        readonly source: string
        readonly tag: EvidenceTag
      }
    | undefined
  /** What the receiving side's own policy says of each credential. */
  readonly reliance: readonly {
    readonly credential: Named
    readonly rule?: string | undefined
    readonly comparableTo?: Localized | undefined
  }[]
}
