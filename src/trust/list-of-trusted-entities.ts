import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { fromUtc } from '../base/time.ts'

/** ETSI TS 119 602 V1.1.1 "Date-time indication": UTC, no fractions. */
const dateTime = z.string().refine(isUtc, 'must be a UTC date-time without fractions')
const uri = z.string().regex(/^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/, 'must be an absolute URI')

const multiLangString = z.strictObject({ lang: z.string(), value: z.string() })
const multiLangUri = z.strictObject({ lang: z.string(), uriValue: uri })
const multiLangStrings = z.array(multiLangString).min(1)
const multiLangUris = z.array(multiLangUri).min(1)
const extensions = z.array(z.unknown()).min(1)

const postalAddress = z.strictObject({
  lang: z.string(),
  StreetAddress: z.string(),
  Locality: z.string().optional(),
  StateOrProvince: z.string().optional(),
  PostalCode: z.string().optional(),
  Country: z.string(),
})
const postalAddresses = z.array(postalAddress).min(1)

/** The published schema leaves this object open, so members it does not know are passed over. */
const serviceDigitalIdentity = z.object({
  X509Certificates: z
    .array(z.strictObject({ encoding: uri.optional(), specRef: z.string().optional(), val: z.string() }))
    .min(1)
    .optional(),
  X509SubjectNames: z.array(z.string()).min(1).optional(),
  PublicKeyValues: z.array(z.looseObject({ kty: z.string() })).min(1).optional(),
  X509SKIs: z.array(z.string()).min(1).optional(),
  OtherIds: z.array(z.string()).min(1).optional(),
})

const serviceInformation = z.strictObject({
  ServiceName: multiLangStrings,
  ServiceDigitalIdentity: serviceDigitalIdentity,
  ServiceTypeIdentifier: uri.optional(),
  ServiceStatus: uri.optional(),
  StatusStartingTime: dateTime.optional(),
  SchemeServiceDefinitionURI: multiLangUris.optional(),
  ServiceSupplyPoints: z.array(z.strictObject({ ServiceType: uri.optional(), uriValue: uri })).min(1).optional(),
  ServiceDefinitionURI: multiLangUris.optional(),
  ServiceInformationExtensions: extensions.optional(),
})

const serviceHistoryInstance = z.strictObject({
  ServiceName: multiLangStrings,
  ServiceDigitalIdentity: serviceDigitalIdentity,
  ServiceStatus: uri,
  StatusStartingTime: dateTime,
  ServiceTypeIdentifier: uri.optional(),
  ServiceInformationExtensions: extensions.optional(),
})

const trustedEntity = z.strictObject({
  TrustedEntityInformation: z.strictObject({
    TEName: multiLangStrings,
    TETradeName: multiLangStrings.optional(),
    TEAddress: z.strictObject({ TEPostalAddress: postalAddresses, TEElectronicAddress: multiLangUris }),
    TEInformationURI: multiLangUris,
    TEInformationExtensions: extensions.optional(),
  }),
  TrustedEntityServices: z
    .array(
      z.strictObject({
        ServiceInformation: serviceInformation,
        ServiceHistory: z.array(serviceHistoryInstance).min(1).optional(),
      }),
    )
    .min(1),
})

const pointer = z.strictObject({
  LoTELocation: uri,
  ServiceDigitalIdentities: z.array(serviceDigitalIdentity).min(1),
  LoTEQualifiers: z
    .array(
      z.strictObject({
        LoTEType: uri,
        SchemeOperatorName: multiLangStrings,
        SchemeTypeCommunityRules: multiLangUris.optional(),
        SchemeTerritory: z.string().length(2).optional(),
        MimeType: z.string(),
      }),
    )
    .min(1),
})

const listAndSchemeInformation = z.strictObject({
  LoTEVersionIdentifier: z.int(),
  LoTESequenceNumber: z.int(),
  LoTEType: uri.optional(),
  SchemeOperatorName: multiLangStrings,
  SchemeOperatorAddress: z
    .strictObject({ SchemeOperatorPostalAddress: postalAddresses, SchemeOperatorElectronicAddress: multiLangUris })
    .optional(),
  SchemeName: multiLangStrings.optional(),
  SchemeInformationURI: multiLangUris.optional(),
  StatusDeterminationApproach: uri.optional(),
  SchemeTypeCommunityRules: multiLangUris.optional(),
  SchemeTerritory: z.string().length(2).optional(),
  PolicyOrLegalNotice: z
    .union([z.array(z.looseObject({ LoTEPolicy: multiLangUri })).min(1), z.array(z.looseObject({ LoTELegalNotice: z.string() })).min(1)])
    .optional(),
  HistoricalInformationPeriod: z.int().optional(),
  PointersToOtherLoTE: z.array(pointer).min(1).optional(),
  ListIssueDateTime: dateTime,
  NextUpdate: dateTime,
  DistributionPoints: z.array(uri).min(1).optional(),
  SchemeExtensions: extensions.optional(),
})

const listOfTrustedEntities = z.strictObject({
  LoTE: z.strictObject({
    ListAndSchemeInformation: listAndSchemeInformation,
    TrustedEntitiesList: z.array(trustedEntity).min(1).optional(),
  }),
})

/** ETSI TS 119 602 V1.1.1, the JSON binding, with its member names. */
export type ListOfTrustedEntities = z.infer<typeof listOfTrustedEntities>
export type ListAndSchemeInformation = z.infer<typeof listAndSchemeInformation>
export type TrustedEntity = z.infer<typeof trustedEntity>
export type TrustedEntityService = TrustedEntity['TrustedEntityServices'][number]
export type ServiceHistoryInstance = z.infer<typeof serviceHistoryInstance>
export type ServiceDigitalIdentity = z.infer<typeof serviceDigitalIdentity>
export type MultiLangString = z.infer<typeof multiLangString>
export type MultiLangUri = z.infer<typeof multiLangUri>
export type ListPostalAddress = z.infer<typeof postalAddress>

/** The parts that whoever describes a scheme or an entity writes by hand. */
export const listParts = { multiLangStrings, multiLangUris, postalAddresses, uri, dateTime } as const

/**
 * Reads the shape of a list, as ETSI's JSON schema `1960201_json_schema.json` has it: a member that the schema does not know
 * is refused. Whether the rules of the scheme are kept is asked by `list-rules.ts`, whether it is trusted by
 * `trust-list-checks.ts`.
 *
 * @throws CheckFailed naming the places that are wrong
 */
export function parseListOfTrustedEntities(value: unknown): ListOfTrustedEntities {
  const parsed = listOfTrustedEntities.safeParse(value)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
  throw new CheckFailed(`not a list of trusted entities: ${places.join('; ')}`, {}, parsed.error)
}

function isUtc(text: string): boolean {
  try {
    fromUtc(text)
    return true
  } catch {
    return false
  }
}
