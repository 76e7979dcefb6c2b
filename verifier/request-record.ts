import type { EpochSeconds } from '../src/base/time.ts'
import type { DecryptionKey, EncryptionJwk } from '../src/jose/jwe.ts'
import type { PurposeCode } from '../src/jurisdictions/purposes.ts'
import type { WalletError } from '../src/openid4vp/authorization-response.ts'
import type { RecordStore } from '../src/store/record-store.ts'
import type { Asked } from './asked.ts'
import type { CrossingResult } from './crossing-result.ts'

/** One presentation that was asked for, from the question to the answer. */
export interface RequestRecord {
  /** Unguessable: part of `request_uri` and `response_uri`. */
  readonly id: string
  readonly purpose: PurposeCode
  readonly asked: Asked
  readonly createdAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  /** Hash of the browser session that started it; `desk` if none did. */
  readonly browser: string
  readonly nonce: string
  readonly state: string
  readonly encryptionJwk: EncryptionJwk
  /** Taken away when the request is closed: what was sent to it can never be opened again. */
  readonly decryptionKey?: DecryptionKey
  /** Answers that were not taken, oldest first. They leave the request open. */
  readonly refusals: readonly Refusal[]
  readonly outcome?: Outcome
}

export interface Refusal {
  readonly at: EpochSeconds
  readonly error: string
  readonly error_description: string
  readonly result: CrossingResult
}

/** How a request was closed. Each has a response code of its own, known (as a hash) to nobody but the wallet that got it. */
export type Outcome = Answered | Declined

export interface Answered {
  readonly kind: 'answered'
  readonly at: EpochSeconds
  readonly responseCodeHash: string
  readonly result: CrossingResult
  /** When the browser that started the request followed the redirect. */
  readonly returnedAt?: EpochSeconds
}

export interface Declined {
  readonly kind: 'declined'
  readonly at: EpochSeconds
  readonly responseCodeHash: string
  readonly error: WalletError
}

export type RequestState = 'pending' | 'answered' | 'awaiting_return' | 'declined' | 'expired'

/** An answer counts as given when its browser has come back; a request from the desk has no browser to wait for. */
export function stateOf({ outcome, browser, expiresAt }: RequestRecord, now: EpochSeconds): RequestState {
  if (outcome?.kind === 'declined') return 'declined'
  if (outcome) return browser === desk || outcome.returnedAt !== undefined ? 'answered' : 'awaiting_return'
  return expiresAt <= now ? 'expired' : 'pending'
}

export const desk = 'desk'

/**
 * Closes a request with its one outcome, in one atomic step: of several answers at the same instant exactly one wins.
 *
 * @returns whether it was this one
 */
export async function close(records: RecordStore<RequestRecord>, id: string, outcome: Outcome): Promise<boolean> {
  const record = await records.update(id, (current) => {
    if (stateOf(current, outcome.at) !== 'pending') return current
    const { decryptionKey: _, ...rest } = current
    return { ...rest, outcome }
  })
  return record?.outcome?.responseCodeHash === outcome.responseCodeHash
}

/** Keeps an answer that was not taken; of very many only the newest. */
export async function keepRefusal(records: RecordStore<RequestRecord>, id: string, refusal: Refusal): Promise<void> {
  await records.update(id, (record) => ({ ...record, refusals: [...record.refusals, refusal].slice(-mostRefusals) }))
}

const mostRefusals = 20

/** Ties a request that was made at the desk to the browser that opened its link. */
export const bindToBrowser = (
  records: RecordStore<RequestRecord>,
  id: string,
  browser: string,
): Promise<RequestRecord | undefined> =>
  records.update(id, (record) => (record.browser === desk && !record.outcome ? { ...record, browser } : record))

/** Notes that the browser which started the request is back. */
export const markReturned = (
  records: RecordStore<RequestRecord>,
  id: string,
  now: EpochSeconds,
): Promise<RequestRecord | undefined> =>
  records.update(id, (record) =>
    record.outcome?.kind === 'answered' && record.outcome.returnedAt === undefined
      ? { ...record, outcome: { ...record.outcome, returnedAt: now } }
      : record,
  )
