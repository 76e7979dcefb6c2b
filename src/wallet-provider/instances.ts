import { token, type Random } from '../base/random.ts'
import type { EpochSeconds } from '../base/time.ts'
import { jwkThumbprint, type P256PublicJwk } from '../jose/jwk.ts'
import { refuse } from './errors.ts'
import type { Instance, WalletProviderRecords } from './records.ts'

type InstanceRecords = Pick<WalletProviderRecords, 'instances' | 'instanceIds'>

/** Registers an instance by its key; a key that is registered already keeps its instance, revoked or not. */
export async function registerInstance(
  records: InstanceRecords,
  key: P256PublicJwk,
  { now, random }: { readonly now: EpochSeconds; readonly random: Random },
): Promise<Instance> {
  const jkt = jwkThumbprint(key)
  const instance: Instance = { id: token(random, 'inst_'), jkt, registeredAt: now, revokedAt: null }
  await records.instances.insert(instance.id, instance)
  if (await records.instanceIds.insert(jkt, instance.id)) return instance
  await records.instances.remove(instance.id)
  return activeInstance(records, key)
}

/** @throws ProtocolError `unknown_instance`, or `instance_revoked`: then nothing is attested any more */
export async function activeInstance(
  { instances, instanceIds }: InstanceRecords,
  key: P256PublicJwk,
): Promise<Instance> {
  const id = await instanceIds.get(jwkThumbprint(key))
  const instance = id === undefined ? undefined : await instances.get(id)
  if (!instance) {
    throw refuse('unknown_instance', 'No instance is registered with this key; register it first', { status: 404 })
  }
  if (instance.revokedAt !== null) {
    throw refuse('instance_revoked', 'This instance was revoked; nothing is attested for it any more', { status: 403 })
  }
  return instance
}

/** Revokes for good; again changes nothing. @returns undefined if there is no such instance */
export const revokeInstance = (
  { instances }: InstanceRecords,
  id: string,
  now: EpochSeconds,
): Promise<Instance | undefined> =>
  instances.update(id, (instance) => ({ ...instance, revokedAt: instance.revokedAt ?? now }))

export const registeredInstances = async ({ instances }: InstanceRecords): Promise<readonly Instance[]> =>
  (await instances.list('')).map(({ value }) => value)
