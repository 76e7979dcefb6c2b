import { CheckFailed, confirm, Indeterminate, pass, type Check, type CheckResult, type Pass } from '../base/checks.ts'
import type { ListStatus } from '../base/decision.ts'
import type { JsonObject } from '../base/json.ts'
import { toUtc, type EpochSeconds } from '../base/time.ts'
import { parseChain } from '../x509/x5c.ts'
import { anchoredIn, isListed, type ListedService, type NotAnchored } from './listed-service.ts'
import { pinnedNote } from './pinned-anchors.ts'
import type { TrustListSource } from './trust-list-source.ts'
import type { TrustList } from './trust-list.ts'

/** Whoever signed something, to be found on one of the lists. */
export interface TrustSubject {
  readonly x5c: readonly string[]
  /** Only services of these types count. */
  readonly serviceTypes: readonly string[]
  readonly lists: readonly TrustListSource[]
  /** Time T: when the signer's service must have been granted. */
  readonly at: EpochSeconds
  readonly now: EpochSeconds
  /** Where it was found: set by `issuer_listed`. */
  found?: ListedService
  /** What the lists answered: set by `trust_list`. */
  consulted?: Consultation
}

/** The answers of all lists: where the signer is, where it is not and why, and which list could not be read. */
export interface Consultation {
  readonly listed: readonly ListedService[]
  readonly notAnchored: readonly { readonly list: JsonObject; readonly why: NotAnchored }[]
  readonly unread: readonly Indeterminate[]
}

/**
 * Is the signer's service on a trust list, and was it granted at time T — ETSI TS 119 602 V1.1.1. Every list is asked. A
 * list that could not be read leaves the answer open unless another one has the signer. What a list says of a signer goes
 * before what is pinned by configuration, which passes as what it is.
 */
export const trustChecks: readonly Check<TrustSubject>[] = [
  { id: 'trust_list', spec: 'ETSI TS 119 602 V1.1.1 "Next update", "Digital signature"', needs: [], run: trustList },
  { id: 'issuer_listed', spec: 'ETSI TS 119 602 V1.1.1 "Service type identifier", "Service digital identity"', needs: ['trust_list'], run: issuerListed },
  { id: 'issuer_granted', spec: 'ETSI TS 119 602 V1.1.1 "Service current status", "Service history"', needs: ['issuer_listed'], run: issuerGranted },
]

/**
 * The answer `listStatus` of a decision, from the outcomes of {@link trustChecks}. Checks that never came to run leave the
 * signer `not_listed`: nobody vouched for it.
 *
 * @param prefix of the ids, where the checks were lifted into a larger report
 */
export function listStatusOf(checks: readonly CheckResult[], prefix = ''): ListStatus {
  const results = trustChecks.map(({ id }) => checks.find((check) => check.id === prefix + id))
  if (results.every((result) => result?.outcome.status === 'passed')) {
    return results.at(-1)?.outcome.evidence['listStatus'] === 'pinned' ? 'pinned' : 'granted'
  }
  const stated = results.find((result) => result && result.outcome.status !== 'passed')?.outcome.evidence['listStatus']
  return statuses.find((status) => status === stated) ?? 'not_listed'
}

const statuses = ['withdrawn', 'not_listed', 'list_expired', 'list_unreachable'] as const

async function trustList(subject: TrustSubject): Promise<Pass> {
  const { x5c, serviceTypes, lists, at, now } = subject
  confirm(lists.length > 0, 'no trust list is configured', { listStatus: 'not_listed' })
  const chain = parseChain(x5c)
  const answers = await Promise.all(lists.map((list) => read(list, now)))
  const unread = answers.flatMap((answer) => (answer instanceof Indeterminate ? [answer] : []))
  const readable = answers.flatMap((answer) => (answer instanceof Indeterminate ? [] : [answer]))
  const placed = await Promise.all(readable.map(async (list) => ({ list, answer: await anchoredIn(list, { chain, serviceTypes, at }) })))
  const listed = placed.map(({ answer }) => answer).filter(isListed)
  const notAnchored = placed.flatMap(({ list: { pinned, territory, sequenceNumber }, answer }) =>
    isListed(answer) ? [] : [{ list: pinned ? { territory, source: pinnedNote } : { territory, sequenceNumber }, why: answer }])
  Object.assign(subject, { consulted: { listed, notAnchored, unread } satisfies Consultation, found: undefined })

  const [open] = unread
  if (open && listed.length === 0) throw open
  return pass(`read ${readable.map(nameOf).join(' and ')}`, { lists: readable.map(readingOf) })
}

const nameOf = ({ pinned, territory, sequenceNumber }: TrustList): string =>
  pinned ? `the pinned anchors of ${territory}` : `the ${territory} list (no. ${sequenceNumber})`

const readingOf = ({ pinned, territory, sequenceNumber, nextUpdate }: TrustList): JsonObject =>
  pinned ? { territory, source: pinnedNote } : { territory, sequenceNumber, nextUpdate: toUtc(nextUpdate) }

async function read(list: TrustListSource, now: EpochSeconds): Promise<TrustList | Indeterminate> {
  try {
    return await list.read(now)
  } catch (error) {
    if (error instanceof Indeterminate) return error
    throw error
  }
}

function issuerListed(subject: TrustSubject): Pass {
  const { listed, notAnchored } = subject.consulted!
  const onLists = listed.filter(({ pinned }) => !pinned)
  const best = (status: ListedService['status']) => onLists.find((service) => service.status === status)
  const found = best('granted') ?? best('withdrawn') ?? onLists[0] ?? listed[0]
  if (!found) throw new CheckFailed(whyNot(notAnchored), { listStatus: 'not_listed', lists: notAnchored.map(({ list }) => list) })
  subject.found = found
  if (found.pinned) return pass(`${found.entityName}, ${pinnedNote}`, evidenceOf(found))
  return pass(`${found.serviceName} of ${found.entityName}, on the ${found.territory} list`, evidenceOf(found))
}

function whyNot(notAnchored: Consultation['notAnchored']): string {
  const fault = notAnchored.find(({ why }) => why.pathFault)?.why.pathFault
  if (fault) return `its certificate does not lead to the listed one: ${fault.outcome.detail}`
  const other = notAnchored.find(({ why }) => why.otherType)?.why.otherType
  if (other) return `its certificate is listed for another type of service (${other})`
  return 'its certificate is anchored in no service of this type on any list'
}

function issuerGranted({ found, at }: TrustSubject): Pass {
  const evidence = { ...evidenceOf(found!), at: toUtc(at) }
  const { status, statusStartingTime: since, pinned } = found!
  if (pinned) return pass(`trusted by configuration: ${pinnedNote}`, { ...evidence, listStatus: 'pinned' })
  if (status === 'withdrawn') {
    throw new CheckFailed(`the service was withdrawn${since ? ` on ${since}` : ''}, before ${toUtc(at)}`, { ...evidence, listStatus: 'withdrawn' })
  }
  confirm(status === 'granted', `the service was not on the list at ${toUtc(at)}`, { ...evidence, listStatus: 'not_listed' })
  return pass(`granted${since ? ` since ${since}` : ''}, asked for ${toUtc(at)}`, { ...evidence, listStatus: 'granted' })
}

const evidenceOf = (service: ListedService): JsonObject => ({
  territory: service.territory,
  ...(service.pinned ? { source: pinnedNote } : { list: service.listUrl, sequenceNumber: service.sequenceNumber }),
  entity: service.entityName,
  service: service.serviceName,
  serviceType: service.serviceType,
  certificate: service.certificateSubject,
  ...(service.statusUri !== undefined && { status: service.statusUri }),
  ...(service.statusStartingTime !== undefined && { statusStartingTime: service.statusStartingTime }),
})
