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

type StatusRecords = Pick<IssuerRecords, 'statusIndices' | 'revocations' | 'statusLists'>

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

export async function markRevoked({ revocations }: StatusRecords, { list, index }: StatusReference): Promise<void> {
  await revocations.put(`${list}/${index}`, { index, status: StatusType.invalid })
}

/** The Status List Token as of now; undefined if there is no such list. */
export async function statusListToken(
  { revocations, statusLists }: StatusRecords,
  { list, credentialIssuer, key, now }: {
    readonly list: string
    readonly credentialIssuer: string
    readonly key: CertifiedKey
    readonly now: EpochSeconds
  },
): Promise<string | undefined> {
  if ((await statusLists.get(list)) === undefined) return undefined
  const revoked = await revocations.list(`${list}/`)
  return publishStatusList({
    key,
    uri: statusListUri(credentialIssuer, list),
    bits,
    size,
    statuses: revoked.map(({ value }) => value),
    now,
    ttl: limits.statusListTtl,
    lifetime: limits.statusListToken,
  })
}
