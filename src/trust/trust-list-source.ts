import { Indeterminate, notPassed, type Report } from '../base/checks.ts'
import { after, seconds, toUtc, type EpochSeconds, type Seconds } from '../base/time.ts'
import { FetchFailed, type FetchDocument } from '../http/fetch-document.ts'
import type { RecordStore } from '../store/record-store.ts'
import { listMediaType } from './lote-signature.ts'
import { verifyTrustList } from './trust-list-checks.ts'
import type { TrustListLocation } from './trust-list-location.ts'
import type { TrustList } from './trust-list.ts'

/** A list that can be asked for. */
export interface TrustListSource {
  readonly territory: string
  readonly url: string
  /**
   * The newest verified list that can be had.
   *
   * @throws Indeterminate with evidence `listStatus` `list_unreachable` (no authentic list) or `list_expired` (only one
   *         whose next update has passed)
   */
  read(now: EpochSeconds): Promise<TrustList>
}

/** The last good list, as it came, and when. Its sequence number bounds every later one, even after it is too old to use. */
export interface KeptList {
  readonly text: string
  readonly fetchedAt: number
  readonly sequenceNumber: number
}

export interface TrustListSourceParts extends TrustListLocation {
  /** How long a fetched list is relied on while no newer one can be had. */
  readonly freshness: Seconds
  readonly fetchDocument: FetchDocument
  readonly records: RecordStore<KeptList>
}

/**
 * Fetches a list at every reading (readings at the same time share one request), verifies it with {@link verifyTrustList} and
 * keeps it. Where the address gives no good list, the kept one serves until `freshness` or its next update has passed.
 */
export function trustListSource(parts: TrustListSourceParts): TrustListSource {
  let running: Promise<TrustList> | undefined
  return {
    territory: parts.territory,
    url: parts.url,
    read: (now) => (running ??= newest(parts, now).finally(() => (running = undefined))),
  }
}

async function newest(parts: TrustListSourceParts, now: EpochSeconds): Promise<TrustList> {
  const kept = await parts.records.get(parts.url)
  try {
    return await fetched(parts, kept, now)
  } catch (error) {
    if (!(error instanceof Indeterminate)) throw error
    return lastGood(parts, kept, now, error)
  }
}

async function fetched(parts: TrustListSourceParts, kept: KeptList | undefined, now: EpochSeconds): Promise<TrustList> {
  const text = await download(parts)
  const list = await verified(parts, text, kept?.sequenceNumber ?? 0, now)
  const record = { text, fetchedAt: now, sequenceNumber: list.sequenceNumber }
  if (!(await parts.records.update(parts.url, (other) => newer(record, other)))) await parts.records.put(parts.url, record)
  return list
}

const newer = (one: KeptList, other: KeptList): KeptList => (one.sequenceNumber >= other.sequenceNumber ? one : other)

async function download({ url, fetchDocument }: TrustListSourceParts): Promise<string> {
  try {
    const limits = { maxBytes: 2_000_000, timeout: seconds(5), redirects: 0 }
    const { status, text } = await fetchDocument({ url, accept: listMediaType, ...limits })
    if (status === 200) return text.trim()
    throw unreachable(url, `it answered with status ${status}`)
  } catch (error) {
    if (error instanceof FetchFailed) throw unreachable(url, error.message, error)
    throw error
  }
}

async function verified(parts: TrustListSourceParts, text: string, lastSequenceNumber: number, now: EpochSeconds): Promise<TrustList> {
  const verdict = await verifyTrustList({ text, expected: parts, lastSequenceNumber, now }, rethrow)
  if (verdict.accepted) return verdict.value
  if (onlyOutOfDate(verdict.report)) throw expired(parts.url, detailOf(verdict.report))
  throw unreachable(parts.url, `what it gave is no good list: ${detailOf(verdict.report)}`)
}

/** The kept list, judged again as of now; or `why` there is no newer one. */
async function lastGood(parts: TrustListSourceParts, kept: KeptList | undefined, now: EpochSeconds, why: Indeterminate): Promise<TrustList> {
  if (!kept) throw why
  const fetchedAt = kept.fetchedAt as EpochSeconds
  if (now < after(fetchedAt, parts.freshness)) return verified(parts, kept.text, kept.sequenceNumber, now)
  if (why.evidence['listStatus'] === 'list_expired') throw why
  throw unreachable(parts.url, `${why.message}; the last good list is of ${toUtc(fetchedAt)}, too long ago`)
}

const onlyOutOfDate = (report: Report): boolean => notPassed(report).join() === 'list_next_update'

const detailOf = (report: Report): string =>
  report.checks.find(({ outcome }) => outcome.status !== 'passed')?.outcome.detail ?? 'unknown'

const unreachable = (url: string, why: string, cause?: unknown): Indeterminate =>
  new Indeterminate(`no authentic list could be had from ${url}: ${why}`, { listStatus: 'list_unreachable', list: url }, cause)

const expired = (url: string, why: string): Indeterminate =>
  new Indeterminate(`the list at ${url} is out of date: ${why}`, { listStatus: 'list_expired', list: url })

function rethrow(error: unknown): never {
  throw error
}
