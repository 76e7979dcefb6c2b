import { confirm, type CheckResult } from '../base/checks.ts'
import { toUtc, type EpochSeconds } from '../base/time.ts'
import { signingPurpose } from '../x509/certificate-profiles.ts'
import type { Certificate } from '../x509/certificate.ts'
import { validatePath } from '../x509/certification-path.ts'
import { serviceStatusAt } from './service-status.ts'
import type { MultiLangString } from './list-of-trusted-entities.ts'
import { isPinnedServiceType } from './pinned-anchors.ts'
import { inLanguage, type TrustList, type TrustService } from './trust-list.ts'

/** A service of a list in which a certificate is anchored, and what the list says of it at time T. */
export interface ListedService {
  readonly territory: string
  /** Trusted by configuration; no list has it. */
  readonly pinned?: true
  readonly listUrl: string
  readonly sequenceNumber: number
  readonly serviceType: string
  /** English; the list's other languages stand in the `…Names`. */
  readonly entityName: string
  readonly serviceName: string
  readonly entityNames: readonly MultiLangString[]
  readonly serviceNames: readonly MultiLangString[]
  /** Subject of the listed certificate. */
  readonly certificateSubject: string
  readonly status: 'granted' | 'withdrawn' | 'not_listed'
  readonly statusUri?: string
  /** UTC. */
  readonly statusStartingTime?: string
}

/** Why a certificate is anchored nowhere, as far as that is known. */
export interface NotAnchored {
  /** Set if a service that is not of the wanted types has it. */
  readonly otherType?: string
  /** Set if an anchor has the issuer's name and the path to it fails. */
  readonly pathFault?: CheckResult
}

export interface AnchorQuestion {
  readonly chain: readonly [Certificate, ...Certificate[]]
  readonly serviceTypes: readonly string[]
  /** Time T, at which the path must hold and the status is evaluated. */
  readonly at: EpochSeconds
}

/**
 * Looks a chain up in a list: each certificate of each service of the wanted types is tried as an anchor, by path validation for
 * a CA and directly for a listed end-entity certificate — ETSI TS 119 602 V1.1.1 "Service digital identity". If several
 * services fit, one that is granted at T comes first.
 */
export async function anchoredIn(list: TrustList, question: AnchorQuestion): Promise<ListedService | NotAnchored> {
  confirm(question.serviceTypes.length > 0, 'no service type was asked for')
  let fault: NotAnchored = {}
  const found: ListedService[] = []
  const serviceTypes = question.serviceTypes.filter((type) => isPinnedServiceType(type) === (list.pinned === true))
  for (const service of list.services) {
    const path = await pathTo(service, question)
    if (path.accepted && serviceTypes.includes(service.type)) found.push(describe(list, service, path.anchor, question.at))
    else if (path.accepted) fault = { ...fault, otherType: service.type }
    else if (path.fault && serviceTypes.includes(service.type)) fault = { ...fault, pathFault: path.fault }
  }
  return found.find(({ status }) => status === 'granted') ?? found.find(({ status }) => status === 'withdrawn') ?? found[0] ?? fault
}

export const isListed = (answer: ListedService | NotAnchored): answer is ListedService => 'serviceType' in answer

type PathTo = { accepted: true; anchor: Certificate } | { accepted: false; fault?: CheckResult }

async function pathTo({ certificates }: TrustService, { chain, at }: AnchorQuestion): Promise<PathTo> {
  const result = await validatePath({ chain, anchors: certificates, at, purpose: signingPurpose('credentialIssuer') })
  if (result.accepted) return { accepted: true, anchor: result.anchor }
  const anchored = result.report.checks.find(({ id }) => id === 'path_anchor')?.outcome.status === 'passed'
  const fault = result.report.checks.find(({ outcome }) => outcome.status === 'failed')
  return { accepted: false, ...(anchored && fault && { fault }) }
}

function describe(list: TrustList, service: TrustService, anchor: Certificate, at: EpochSeconds): ListedService {
  const { issuedAt: listIssuedAt, grantedStatus } = list
  const status = serviceStatusAt({ service: service.entry, certificate: anchor, at, listIssuedAt, grantedStatus })
  return {
    territory: list.territory,
    ...(list.pinned && { pinned: true }),
    listUrl: list.url,
    sequenceNumber: list.sequenceNumber,
    serviceType: service.type,
    entityName: inLanguage(service.entityNames, 'en'),
    serviceName: inLanguage(service.names, 'en'),
    entityNames: service.entityNames,
    serviceNames: service.names,
    certificateSubject: anchor.subjectName,
    status: status.status,
    ...(status.status !== 'not_listed' && { statusUri: status.uri }),
    ...(status.status !== 'not_listed' && status.since !== undefined && { statusStartingTime: toUtc(status.since) }),
  }
}
