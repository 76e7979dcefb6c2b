import { randomBelow, type Random } from '../base/random.ts'
import type { EpochSeconds, Seconds } from '../base/time.ts'
import type { CertifiedKey } from '../jose/signing-key.ts'
import { makeStatusList, type StatusSize } from './status-list.ts'
import { signStatusListToken } from './status-list-token.ts'

/** EUDI TS3: a list is large enough for a credential to hide in it. */
const smallestList = 10_000

/**
 * The token to serve for one list, as media type `application/statuslist+jwt` — Token Status List -14.
 *
 * @param statuses every index whose status is not VALID
 * @param size     room for credentials, at least 10,000
 */
export function publishStatusList({
  key,
  uri,
  bits,
  size,
  statuses,
  now,
  ttl,
  lifetime,
}: {
  key: CertifiedKey
  uri: string
  bits: StatusSize
  size: number
  statuses: Iterable<{ readonly index: number; readonly status: number }>
  now: EpochSeconds
  ttl: Seconds
  lifetime: Seconds
}): Promise<string> {
  confirmLargeEnough(size)
  return signStatusListToken(key, makeStatusList({ bits, size }, statuses), { uri, now, ttl, lifetime })
}

/**
 * Chooses an index for a new credential: unused, unpredictable, each free one equally likely — Token Status List -14
 * "Observability of Issuers" and "Unlinkability", HAIP 1.0. Whoever stores it must refuse a second use, for two can ask at once.
 *
 * @param used whether an index was ever given out
 * @throws RangeError if the list is too small, or full: then a new list begins
 */
export function allocateIndex({
  size,
  used,
  random,
}: {
  size: number
  used: (index: number) => boolean
  random: Random
}): number {
  confirmLargeEnough(size)
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const index = randomBelow(random, size)
    if (!used(index)) return index
  }
  const free = Array.from({ length: size }, (_, index) => index).filter((index) => !used(index))
  if (free.length === 0) throw new RangeError('every index of the status list is used')
  return free[randomBelow(random, free.length)]!
}

function confirmLargeEnough(size: number): void {
  if (!Number.isInteger(size) || size < smallestList)
    throw new RangeError(`a status list has at least ${smallestList} entries, not ${size}`)
}
