import type { JsonObject } from '../base/json.ts'
import type { Random } from '../base/random.ts'
import { days, epochSeconds, type EpochSeconds } from '../base/time.ts'
import { allocateIndex, publishStatusList } from '../status-list/publish-status-list.ts'
import { StatusType } from '../status-list/status-list.ts'
import type { WalletProviderContext } from './context.ts'
import { limits } from './limits.ts'
import type { Instance, WalletProviderRecords } from './records.ts'

/** Enough for an attestation to hide among the others of its day. */
const size = 65_536
const bits = 1
const attemptsPerList = 40

type StatusRecords = Pick<WalletProviderRecords, 'statuses' | 'instances'>

/**
 * Gives an attestation a status of its own — HAIP 1.0: nothing in it says that two attestations are of one instance.
 * The lists go by the day on which their attestations end, and by a number when a day's list is nearly full.
 *
 * @returns the `status` member — Token Status List -14 "Referenced Token"
 */
export async function giveStatus(
  { statuses }: StatusRecords,
  { instance, url, expiresAt, random }: {
    readonly instance: Instance
    readonly url: string
    readonly expiresAt: EpochSeconds
    readonly random: Random
  },
): Promise<JsonObject> {
  for (let number = 1; ; number += 1) {
    const list = `${Math.floor(expiresAt / days(1))}-${number}`
    for (let attempt = 0; attempt < attemptsPerList; attempt += 1) {
      const index = allocateIndex({ size, used: () => false, random })
      const given = await statuses.insert(`${list}/${index}`, { index, instanceId: instance.id })
      if (given) return { status_list: { idx: index, uri: statusListUri(url, list) } }
    }
  }
}

const statusListUri = (url: string, list: string): string => `${url}/status-lists/${list}`

/**
 * The Status List Token of one list as of now: the attestations of revoked instances are INVALID. Undefined if nothing
 * refers to the list, or nothing that could still be used.
 */
export async function attestationStatusList(
  { records, config, statusKey, clock }: WalletProviderContext,
  list: string,
): Promise<string | undefined> {
  const now = clock.now()
  if (!/^\d{1,9}-\d{1,6}$/.test(list) || epochSeconds(days(Number.parseInt(list, 10) + 2)) < now) return undefined
  const given = await records.statuses.list(`${list}/`)
  if (given.length === 0) return undefined
  const instances = await records.instances.list('')
  const revoked = new Set(instances.filter(({ value }) => value.revokedAt !== null).map(({ key }) => key))
  return publishStatusList({
    key: statusKey,
    uri: statusListUri(config.url, list),
    bits,
    size,
    statuses: given
      .filter(({ value }) => revoked.has(value.instanceId))
      .map(({ value }) => ({ index: value.index, status: StatusType.invalid })),
    now,
    ttl: limits.statusListTtl,
    lifetime: limits.statusListToken,
  })
}
