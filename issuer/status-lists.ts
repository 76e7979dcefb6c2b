import { StatusType } from '../src/status-list/status-list.ts'
import { allocateIndex, publishStatusList } from '../src/status-list/publish-status-list.ts'
import type { Random } from '../src/base/random.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import type { CertifiedKey } from '../src/jose/signing-key.ts'
import { limits } from './limits.ts'
import type { IssuerRecords } from './records.ts'

/** Enough for a credential to hide among many; when one list is nearly full the next begins. */
const size = 65_536
const bits = 2
const attemptsPerList = 40

type StatusRecords = Pick<IssuerRecords, 'statusIndices' | 'statuses' | 'statusLists'>

/** The statuses that this issuer gives; {@link StatusType} has their numbers. */
export const credentialStatuses = ['valid', 'suspended', 'invalid'] as const
export type CredentialStatus = (typeof credentialStatuses)[number]

export interface StatusReference {
  readonly list: string
  readonly index: number
}

export const statusListUri = (credentialIssuer: string, list: string): string =>
  `${credentialIssuer}/status-lists/${list}`

/**
 * Reserves an index for one copy of a credential: random, never given out before and never again — HAIP 1.0, Token
 * Status List -14 "Observability of Issuers". It stays used even if the credential is never finished.
 */
export async function reserveStatus(
  { statusIndices, statusLists }: StatusRecords,
  random: Random,
): Promise<StatusReference> {
  for (let number = 1; ; number += 1) {
    const list = String(number)
    await statusLists.insert(list, true)
    for (let attempt = 0; attempt < attemptsPerList; attempt += 1) {
      const index = allocateIndex({ size, used: () => false, random })
      if (await statusIndices.insert(`${list}/${index}`, true)) return { list, index }
    }
  }
}

/**
 * Changes what the list says of one index, in one atomic step. INVALID is final: what comes after it changes nothing.
 *
 * @returns the status that the index has now
 */
export async function setStatus(
  { statuses }: Pick<StatusRecords, 'statuses'>,
  { list, index }: StatusReference,
  wanted: CredentialStatus,
): Promise<CredentialStatus> {
  const [key, status] = [`${list}/${index}`, StatusType[wanted]]
  if (await statuses.insert(key, { index, status })) return wanted
  const changed = await statuses.update(key, (current) =>
    current.status === StatusType.invalid ? current : { index, status })
  return statusNamed(changed?.status)
}

export async function statusOf(
  { statuses }: Pick<StatusRecords, 'statuses'>,
  { list, index }: StatusReference,
): Promise<CredentialStatus> {
  return statusNamed((await statuses.get(`${list}/${index}`))?.status)
}

/** An index of which nothing was ever said is valid. */
const statusNamed = (status: number | undefined): CredentialStatus =>
  credentialStatuses.find((name) => StatusType[name] === (status ?? StatusType.valid))!

/** The Status List Token as of now; undefined if there is no such list. */
export async function statusListToken(
  { statuses, statusLists }: StatusRecords,
  { list, credentialIssuer, key, now }: {
    readonly list: string
    readonly credentialIssuer: string
    readonly key: CertifiedKey
    readonly now: EpochSeconds
  },
): Promise<string | undefined> {
  if ((await statusLists.get(list)) === undefined) return undefined
  const changed = await statuses.list(`${list}/`)
  return publishStatusList({
    key,
    uri: statusListUri(credentialIssuer, list),
    bits,
    size,
    statuses: changed.map(({ value }) => value),
    now,
    ttl: limits.statusListTtl,
    lifetime: limits.statusListToken,
  })
}
