import type { JurisdictionProfile } from '../jurisdictions/jurisdiction-profile.ts'
import type { Scheme } from '../trust/make-list-of-trusted-entities.ts'

/** The part of every issue that comes from the jurisdiction's profile — ETSI TS 119 602 V1.1.1 "List and scheme information". */
export function schemeOf({ code, trustList }: JurisdictionProfile, listUrl: string): Scheme {
  const { operator } = trustList
  return {
    LoTEType: trustList.listType,
    SchemeOperatorName: operator.names.map(({ lang, value }) => ({ lang, value })),
    SchemeOperatorAddress: {
      SchemeOperatorPostalAddress: operator.postalAddress.map((address) => ({ ...address })),
      SchemeOperatorElectronicAddress: [
        { lang: 'en', uriValue: `mailto:${operator.email}` },
        { lang: 'en', uriValue: operator.website },
      ],
    },
    SchemeName: trustList.schemeName.map(({ lang, value }) => ({ lang, value })),
    SchemeInformationURI: trustList.schemeInformationUri.map(({ lang, uriValue }) => ({ lang, uriValue })),
    StatusDeterminationApproach: trustList.statusDeterminationApproach,
    SchemeTypeCommunityRules: trustList.communityRules.map(({ lang, uriValue }) => ({ lang, uriValue })),
    SchemeTerritory: code,
    PolicyOrLegalNotice: trustList.legalNotice.map(({ value }) => ({ LoTELegalNotice: value })),
    HistoricalInformationPeriod: trustList.historicalInformationPeriod,
    DistributionPoints: [listUrl],
  }
}
