import { sha256Base64url } from '../src/base/bytes.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import type { WalletContext } from './context.ts'
import type { Access, HeldOffer, OfferedConfiguration, ReceivedCredential } from './issuance-records.ts'
import type { ReceivedSubject } from './received-credential-checks.ts'
import { recordKey, type CopiesOfCredential, type HeldCredential } from './records.ts'

/**
 * Makes what passed its checks the holder's: copies and keys first, for a credential without its key would be of no
 * use, and a key without its credential is only left over. A renewal takes the place of what it renews in one step.
 */
export async function storeCredential(
  { records, clock }: WalletContext,
  instanceId: string,
  offer: HeldOffer,
  { received, checked, access }: {
    readonly received: ReceivedCredential
    readonly checked: ReceivedSubject
    readonly access: Access
  },
): Promise<HeldCredential> {
  const place = (id: string): string => recordKey(instanceId, id)
  const configuration = access.configurations.find(({ id }) => id === received.requested.configurationId)!
  const [face, ...spare] = received.copies
  const keyId = `cred_${sha256Base64url(face!.credential)}`
  await records.credentialKeys.put(place(keyId), face!.key)
  for (const { credential, key } of spare) {
    const id = copyId(credential)
    await records.credentialKeys.put(place(id), key)
    await records.copies.put(place(id), { credential })
  }
  const made: HeldCredential = {
    id: keyId,
    ...describe(checked, configuration, access),
    credential: face!.credential,
    receivedAt: clock.now(),
    requested: received.requested,
    ...(configuration.copies.number > 1 && { copies: copiesOf(configuration, spare.map(({ credential }) => copyId(credential))) }),
    ...((access.refreshToken !== undefined || received.notificationId !== undefined) && { access: access.id }),
    ...(received.notificationId !== undefined && { notificationId: received.notificationId }),
  }
  const { renews } = offer
  const old = renews && (await records.credentials.get(place(renews.credentialId)))
  if (!old) {
    await records.credentials.put(place(made.id), made)
    return made
  }
  const renewed = { ...made, id: old.id, keyId }
  await records.credentials.put(place(old.id), renewed)
  await discard({ records }, instanceId, old)
  return renewed
}

/** Destroys the keys of a credential and its copies, and the copies. */
export async function discard(
  { records }: Pick<WalletContext, 'records'>,
  instanceId: string,
  { id, keyId = id, copies }: HeldCredential,
): Promise<void> {
  for (const copy of copies?.unused ?? []) {
    await records.credentialKeys.remove(recordKey(instanceId, copy))
    await records.copies.remove(recordKey(instanceId, copy))
  }
  await records.credentialKeys.remove(recordKey(instanceId, keyId))
}

const copyId = (credential: string): string => `copy_${sha256Base64url(credential)}`

const copiesOf = (
  { copies: { policy, renewBelow, renewLifetimeLeft } }: OfferedConfiguration,
  unused: readonly string[],
): CopiesOfCredential => ({
  issued: unused.length + 1,
  unused,
  lastUsed: false,
  policy,
  renewBelow,
  ...(renewLifetimeLeft !== undefined && { renewLifetimeLeft }),
})

function describe(
  { issuer, typed, credential: { registeredClaims } }: ReceivedSubject,
  configuration: OfferedConfiguration,
  { issuer: { credentialIssuer, names } }: Access,
): Omit<HeldCredential, 'id' | 'credential' | 'receivedAt'> {
  const { exp } = registeredClaims()
  const found = issuer().found
  return {
    configurationId: configuration.id,
    vct: configuration.vct,
    ...(typed.types !== undefined && typed.types.length > 1 && { types: typed.types }),
    credentialIssuer,
    issuerNames: found ? found.entityNames.map(({ value, lang }) => ({ text: value, lang })) : names,
    names: configuration.names,
    claimLabels: configuration.claims,
    ...(typeof exp === 'number' && { expiresAt: Math.floor(exp) as EpochSeconds }),
    ...(found && {
      listed: {
        ...(found.pinned && { pinned: true }),
        territory: found.territory,
        entityName: found.entityName,
        serviceName: found.serviceName,
        list: found.listUrl,
        sequenceNumber: found.sequenceNumber,
      },
    }),
  }
}
