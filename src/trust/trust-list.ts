import { fromUtc, type EpochSeconds } from '../base/time.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { ListOfTrustedEntities, MultiLangString, TrustedEntityService } from './list-of-trusted-entities.ts'
import { certificatesOf } from './service-status.ts'

/** A list that was verified: only `trust-list-checks.ts` makes one. What is pinned by configuration has its form. */
export interface TrustList {
  /** No list at all: see `pinned-anchors.ts`. */
  readonly pinned?: true
  readonly territory: string
  readonly url: string
  readonly listType: string
  readonly operatorNames: readonly MultiLangString[]
  readonly sequenceNumber: number
  readonly issuedAt: EpochSeconds
  readonly nextUpdate: EpochSeconds
  /** Which status of this scheme means that a service may be relied on. */
  readonly grantedStatus: string
  readonly services: readonly TrustService[]
}

export interface TrustService {
  readonly entityNames: readonly MultiLangString[]
  /** `TETradeName`: registered identifiers such as `NTRXM-…`, and trade names. */
  readonly tradeNames: readonly MultiLangString[]
  readonly names: readonly MultiLangString[]
  readonly type: string
  readonly certificates: readonly Certificate[]
  readonly entry: TrustedEntityService
}

/** Our view of a list that passed its checks. A service without a type serves no purpose here and is left out. */
export function trustListOf(
  { LoTE }: ListOfTrustedEntities,
  { url, territory, listType, grantedStatus }: { url: string; territory: string; listType: string; grantedStatus: string },
): TrustList {
  const information = LoTE.ListAndSchemeInformation
  return {
    territory,
    url,
    listType,
    grantedStatus,
    operatorNames: information.SchemeOperatorName,
    sequenceNumber: information.LoTESequenceNumber,
    issuedAt: fromUtc(information.ListIssueDateTime),
    nextUpdate: fromUtc(information.NextUpdate),
    services: (LoTE.TrustedEntitiesList ?? []).flatMap(({ TrustedEntityInformation: entity, TrustedEntityServices }) =>
      TrustedEntityServices.flatMap((entry) => {
        const { ServiceTypeIdentifier: type, ServiceName: names, ServiceDigitalIdentity } = entry.ServiceInformation
        if (type === undefined) return []
        const certificates = certificatesOf(ServiceDigitalIdentity)
        return [{ entityNames: entity.TEName, tradeNames: entity.TETradeName ?? [], names, type, certificates, entry }]
      }),
    ),
  }
}

/** The text in a language, else in English, else the first. */
export const inLanguage = (texts: readonly MultiLangString[], language: string): string =>
  (texts.find(({ lang }) => lang === language) ?? texts.find(({ lang }) => lang === 'en') ?? texts[0])?.value ?? ''
