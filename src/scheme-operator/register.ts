import { fromBase64url, sha256Base64url, toBase64 } from '../base/bytes.ts'
import { fromUtc, toUtc, type EpochSeconds } from '../base/time.ts'
import type { RecordStore } from '../store/record-store.ts'
import type { TrustListProfile } from '../jurisdictions/jurisdiction-profile.ts'
import type { TrustedEntity, TrustedEntityService } from '../trust/list-of-trusted-entities.ts'
import { parseCertificate } from '../x509/certificate.ts'
import type { SchemeEntities, SchemeEntity, SchemeService, StatusPeriod } from './scheme-entities.ts'

/** What the database keeps of a service: its statuses, newest first, for as long as its certificates stay the same. */
export interface ServiceRecord {
  readonly certificates: string
  readonly periods: readonly [StatusPeriod, ...StatusPeriod[]]
}

export interface Register {
  readonly entities: SchemeEntities
  readonly records: RecordStore<ServiceRecord>
}

/** A service with its statuses as they stand in the database. */
export interface RegisteredService {
  readonly service: SchemeService
  readonly periods: readonly [StatusPeriod, ...StatusPeriod[]]
}

export interface RegisteredEntity {
  readonly entity: SchemeEntity
  readonly services: readonly RegisteredService[]
}

/** Everybody in the register, each service with all its statuses. */
export const registered = ({ entities: { entities }, records }: Register): Promise<readonly RegisteredEntity[]> =>
  Promise.all(
    entities.map(async (entity) => ({
      entity,
      services: await Promise.all(entity.services.map(async (service) => ({ service, periods: await periodsOf(records, service) }))),
    })),
  )

/** Gives a service another status from `now` on; the earlier ones become its history. @returns undefined if there is no such service */
export async function setStatus(
  { entities: { entities }, records }: Register,
  serviceId: string,
  status: StatusPeriod['status'],
  now: EpochSeconds,
): Promise<StatusPeriod | undefined> {
  const service = entities.flatMap(({ services }) => services).find((one) => one.serviceId === serviceId)
  if (!service) return undefined
  await records.insert(serviceId, { certificates: digestOf(service), periods: await periodsOf(records, service) })
  const changed = await records.update(serviceId, (record): ServiceRecord => {
    const [current, ...earlier] = record.certificates === digestOf(service) ? record.periods : statedIn(service)
    if (current.status === status && fromUtc(current.startingTime) <= now) return record
    const begun = [current, ...earlier].filter(({ startingTime }) => fromUtc(startingTime) <= now)
    return { certificates: digestOf(service), periods: [{ status, startingTime: toUtc(now) }, ...begun] }
  })
  return changed?.periods[0]
}

async function periodsOf(records: RecordStore<ServiceRecord>, service: SchemeService): Promise<ServiceRecord['periods']> {
  const record = await records.get(service.serviceId)
  return record && record.certificates === digestOf(service) ? record.periods : statedIn(service)
}

const statedIn = ({ status, startingTime, history = [] }: SchemeService): ServiceRecord['periods'] => [
  { status, startingTime },
  ...history.toSorted((one, other) => fromUtc(other.startingTime) - fromUtc(one.startingTime)),
]

const digestOf = ({ certificates }: SchemeService): string => sha256Base64url(certificates.join('\n'))

/** The register as the list has it — ETSI TS 119 602 V1.1.1 "Trusted entity information", "Service information", "Service history". */
export const trustedEntities = (entities: readonly RegisteredEntity[], { serviceStatuses }: TrustListProfile): readonly TrustedEntity[] =>
  entities.map(({ entity, services }) => ({
    TrustedEntityInformation: {
      TEName: [...entity.names],
      TETradeName: [{ lang: 'en', value: entity.identifier }],
      TEAddress: {
        TEPostalAddress: [...entity.postalAddress],
        TEElectronicAddress: [
          { lang: 'en', uriValue: `mailto:${entity.email}` },
          { lang: 'en', uriValue: entity.website },
        ],
      },
      TEInformationURI: [{ lang: 'en', uriValue: entity.website }],
    },
    TrustedEntityServices: services.map((service) => trustedService(service, serviceStatuses)),
  }))

function trustedService({ service, periods }: RegisteredService, statusUris: TrustListProfile['serviceStatuses']): TrustedEntityService {
  const [current, ...earlier] = periods
  return {
    ServiceInformation: {
      ServiceName: [...service.names],
      ServiceDigitalIdentity: { X509Certificates: service.certificates.map((val) => ({ val })) },
      ServiceTypeIdentifier: service.serviceType,
      ServiceStatus: statusUris[current.status],
      StatusStartingTime: current.startingTime,
    },
    ...(earlier.length > 0 && {
      ServiceHistory: earlier.map(({ status, startingTime }) => ({
        ServiceName: [...service.names],
        ServiceDigitalIdentity: { X509SKIs: service.certificates.map(keyIdentifier) },
        ServiceStatus: statusUris[status],
        StatusStartingTime: startingTime,
        ServiceTypeIdentifier: service.serviceType,
      })),
    }),
  }
}

/** Annex H names certificates of the past by their key identifier. */
function keyIdentifier(base64: string): string {
  const { subjectKeyIdentifier, subjectName } = parseCertificate(base64)
  if (subjectKeyIdentifier === undefined) throw new Error(`${subjectName} has no subject key identifier, which the history of its status needs`)
  return toBase64(fromBase64url(subjectKeyIdentifier))
}
