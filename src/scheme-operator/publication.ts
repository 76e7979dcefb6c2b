import { sha256Base64url } from '../base/bytes.ts'
import { after, type EpochSeconds, type Seconds } from '../base/time.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import type { RecordStore } from '../store/record-store.ts'
import { signListOfTrustedEntities } from '../trust/lote-signature.ts'
import { makeListOfTrustedEntities, type Scheme } from '../trust/make-list-of-trusted-entities.ts'
import type { TrustedEntity } from '../trust/list-of-trusted-entities.ts'

/** One issue of the list, as it was signed. */
export interface Issue {
  readonly sequenceNumber: number
  readonly issuedAt: EpochSeconds
  readonly nextUpdate: EpochSeconds
  /** Why it was issued. */
  readonly reason: 'first' | 'changed' | 'renewed'
}

export interface Publication extends Issue {
  /** The compact JWS that relying parties fetch. */
  readonly text: string
  /** Digest of scheme and entities: tells whether the next issue would say something new. */
  readonly content: string
}

export interface Press {
  readonly key: CertifiedKey
  readonly scheme: Scheme
  /** From issue to NextUpdate; an issue is renewed when half of it has passed. */
  readonly nextUpdateAfter: Seconds
  readonly publications: RecordStore<Publication>
  readonly issues: RecordStore<Issue>
  /** Whether new issues are held back. */
  readonly pauses: RecordStore<boolean>
}

const current = 'current'

/**
 * The issue that is out at `now`: the last one, or a new one if there is something new to say or half of its time has passed. While
 * publishing is paused the last one stays, so that it may pass its NextUpdate. Calls must not overlap: see `oneAtATime`.
 *
 * @throws Error if the list would break a rule of the standard: then the last issue stays
 */
export async function publish(press: Press, entities: readonly TrustedEntity[], now: EpochSeconds): Promise<Publication> {
  const last = await press.publications.get(current)
  const content = sha256Base64url(JSON.stringify([press.scheme, press.key.x5c, entities]))
  const reason = reasonToIssue(last, content, press.nextUpdateAfter, now)
  if (last && (reason === undefined || (await isPaused(press)))) return last
  const issue = await sign(press, { entities, content, now, reason: reason ?? 'first', sequenceNumber: (last?.sequenceNumber ?? 0) + 1 })
  await press.publications.put(current, issue)
  const { text: _text, content: _content, ...record } = issue
  await press.issues.put(issueKey(issue.sequenceNumber), record)
  return issue
}

function reasonToIssue(last: Publication | undefined, content: string, lifetime: Seconds, now: EpochSeconds): Issue['reason'] | undefined {
  if (!last) return 'first'
  if (last.content !== content) return 'changed'
  return now >= last.issuedAt + lifetime / 2 ? 'renewed' : undefined
}

async function sign(
  { key, scheme, nextUpdateAfter }: Press,
  { entities, content, now, reason, sequenceNumber }: Pick<Issue, 'reason' | 'sequenceNumber'> & {
    entities: readonly TrustedEntity[]
    content: string
    now: EpochSeconds
  },
): Promise<Publication> {
  const nextUpdate = after(now, nextUpdateAfter)
  const list = makeListOfTrustedEntities({ scheme, sequenceNumber, issuedAt: now, nextUpdate, entities })
  return { sequenceNumber, issuedAt: now, nextUpdate, reason, content, text: await signListOfTrustedEntities(key, list, now) }
}

export const isPaused = async ({ pauses }: Press): Promise<boolean> => (await pauses.get(current)) ?? false
export const setPaused = ({ pauses }: Press, paused: boolean): Promise<void> => pauses.put(current, paused)

/** The newest issues first, at most `limit`. */
export async function pastIssues({ issues }: Press, newest: number, limit: number): Promise<readonly Issue[]> {
  const numbers = Array.from({ length: Math.min(newest, limit) }, (_, back) => newest - back)
  const found = await Promise.all(numbers.map((number) => issues.get(issueKey(number))))
  return found.filter((issue) => issue !== undefined)
}

const issueKey = (sequenceNumber: number): string => `issue_${sequenceNumber}`

/** Lets pieces of work run one after the other, whoever asks. */
export function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work, work)
    last = result
    return result
  }
}
