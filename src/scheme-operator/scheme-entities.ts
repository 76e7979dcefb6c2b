import { z } from 'zod'
import { CheckFailed } from '../base/checks.ts'
import { listParts, type ListPostalAddress, type MultiLangString } from '../trust/list-of-trusted-entities.ts'
import { parseCertificate } from '../x509/certificate.ts'

/**
 * The file that OPERATOR_ENTITIES_FILE names: whom the scheme lists, as they stood when the file was written. A status that the desk
 * changed afterwards is in the database and wins, as long as the service keeps its certificates.
 */
export interface SchemeEntities {
  readonly entities: readonly SchemeEntity[]
}

export interface SchemeEntity {
  /**
   * English and the native name; one that is not in Latin script comes with its Latin form (`ja` with `ja-Latn`), which is the
   * entity's own datum. The English one is `O` of its certificates.
   */
  readonly names: readonly MultiLangString[]
  /** ETSI EN 319 412-1 §5.1.4, for example `NTRXM-…`: becomes TETradeName. */
  readonly identifier: string
  readonly postalAddress: readonly ListPostalAddress[]
  readonly email: string
  readonly website: string
  readonly services: readonly SchemeService[]
}

export interface SchemeService {
  /** Stable, for the desk: `university-diploma`. */
  readonly serviceId: string
  /** As for the entity's names. */
  readonly names: readonly MultiLangString[]
  /** URI of the scheme's own type of service. */
  readonly serviceType: string
  /** base64 DER: CA certificates, or end-entity certificates that are trusted as they are. */
  readonly certificates: readonly string[]
  readonly status: 'granted' | 'withdrawn'
  /** UTC without fractions; may lie in the future. */
  readonly startingTime: string
  /** Earlier statuses, in any order. */
  readonly history?: readonly StatusPeriod[] | undefined
}

export interface StatusPeriod {
  readonly status: 'granted' | 'withdrawn'
  readonly startingTime: string
}

/** @throws z.ZodError listing every fault of the file */
export const parseSchemeEntities = (value: unknown): SchemeEntities => schemeEntities.parse(value)

const status = z.enum(['granted', 'withdrawn'])
const certificate = z.string().refine(isCertificate, 'must be a certificate as base64 DER')

const service = z.strictObject({
  serviceId: z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be lower-case letters, digits and hyphens'),
  names: listParts.multiLangStrings,
  serviceType: listParts.uri,
  certificates: z.array(certificate).min(1),
  status,
  startingTime: listParts.dateTime,
  history: z.array(z.strictObject({ status, startingTime: listParts.dateTime })).optional(),
})

const entity = z.strictObject({
  names: listParts.multiLangStrings,
  identifier: z.string().regex(/^[A-Z]{3}[A-Z]{2}-\S+$/, 'must be like NTRXM-123'),
  postalAddress: listParts.postalAddresses,
  email: z.email(),
  website: z.url(),
  services: z.array(service).min(1),
})

const schemeEntities = z.strictObject({ entities: z.array(entity) }).refine(hasDistinctServices, {
  path: ['entities'],
  error: 'two services have the same serviceId',
})

function hasDistinctServices({ entities }: { entities: readonly { services: readonly { serviceId: string }[] }[] }): boolean {
  const ids = entities.flatMap(({ services }) => services.map(({ serviceId }) => serviceId))
  return new Set(ids).size === ids.length
}

function isCertificate(base64: string): boolean {
  try {
    parseCertificate(base64)
    return true
  } catch (error) {
    if (error instanceof CheckFailed) return false
    throw error
  }
}
