import { ProtocolError } from '../src/base/errors.ts'
import { notPassed } from '../src/base/checks.ts'
import { token, type Random } from '../src/base/random.ts'
import { toUtc, type Clock } from '../src/base/time.ts'
import type { JsonObject } from '../src/base/json.ts'
import { limits } from './limits.ts'
import {
  recordKey,
  recordsOf,
  type HistoryEntry,
  type HistoryKind,
  type HistoryOutcome,
  type WalletRecords,
} from './records.ts'
import { RefusedByChecks } from './wallet-errors.ts'

interface Needs {
  readonly records: WalletRecords
  readonly random: Random
  readonly clock: Clock
}

/** Writes one interaction down, without a claim's value. Beyond the limit the oldest line goes. */
export async function remember(
  { records, random, clock }: Needs,
  instanceId: string,
  entry: Omit<HistoryEntry, 'id' | 'at'>,
): Promise<void> {
  const id = token(random, 'hist_')
  await records.history.put(recordKey(instanceId, id), { id, at: clock.now(), ...entry })
  const all = await records.history.list(recordsOf(instanceId))
  for (const { key } of all.slice(0, Math.max(0, all.length - limits.historyEntries))) await records.history.remove(key)
}

/** How a failure is written down: its code, and which checks did not hold. */
export const errorOf = (error: unknown): NonNullable<HistoryEntry['error']> => ({
  code: error instanceof ProtocolError ? error.code : 'server_error',
  checks: error instanceof RefusedByChecks ? notPassed(error.report) : [],
})

export interface HistoryFilter {
  readonly kind?: HistoryKind
  readonly outcome?: HistoryOutcome
}

/**
 * The holder's log, newest first — ARF "Topic 19 Dashboard": every transaction, failed ones too, to be filtered and
 * exported.
 */
export async function historyOf(
  { records }: Pick<Needs, 'records'>,
  instanceId: string,
  filter: HistoryFilter,
): Promise<readonly HistoryEntry[]> {
  const all = await records.history.list(recordsOf(instanceId))
  return all
    .map(({ value }) => value)
    .filter(({ kind }) => filter.kind === undefined || kind === filter.kind)
    .filter(({ outcome }) => filter.outcome === undefined || outcome === filter.outcome)
    .toReversed()
}

/** The log as the holder takes it away. */
export const makeHistoryExport = (entries: readonly HistoryEntry[]): JsonObject => ({
  history: entries.map(({ at, kind, outcome, party, about, credentials, error }) => ({
    at: toUtc(at),
    kind,
    outcome,
    party: {
      name: party.name,
      identifier: party.identifier,
      ...(party.territory !== undefined && { territory: party.territory }),
    },
    ...(about !== undefined && { about }),
    credentials: credentials.map(({ type, requested, disclosed }) => ({ type, requested, disclosed })),
    ...(error !== undefined && { error: { code: error.code, checks: error.checks } }),
  })),
})
