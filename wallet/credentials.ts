import type { WalletContext } from './context.ts'
import { remember } from './history.ts'
import { nameFor } from './named.ts'
import { notifyIssuer } from './notify-issuer.ts'
import { recordKey, recordsOf, type HeldCredential } from './records.ts'
import { discard } from './store-credential.ts'
import { refuse } from './wallet-errors.ts'

/** @throws ProtocolError `unknown_credential` */
export async function heldCredential(
  { records }: Pick<WalletContext, 'records'>,
  instanceId: string,
  id: string,
): Promise<HeldCredential> {
  const held = await records.credentials.get(recordKey(instanceId, id))
  if (held) return held
  throw refuse('unknown_credential', 'There is no such credential in this wallet.', { status: 404 })
}

export const heldCredentials = async (
  { records }: Pick<WalletContext, 'records'>,
  instanceId: string,
): Promise<readonly HeldCredential[]> =>
  (await records.credentials.list(recordsOf(instanceId))).map(({ value }) => value)

/**
 * Removes a credential and destroys its keys. An issuer that asked to be told is told — OpenID4VCI 1.0 "Notification
 * Endpoint" — and need not answer. @throws ProtocolError `unknown_credential`
 */
export async function deleteCredential(context: WalletContext, instanceId: string, id: string): Promise<void> {
  const { records } = context
  const held = await heldCredential(context, instanceId, id)
  await discard(context, instanceId, held)
  await records.credentials.remove(recordKey(instanceId, id))
  await remember(context, instanceId, {
    kind: 'deletion',
    outcome: 'completed',
    party: { name: nameFor(held.issuerNames, 'en', held.credentialIssuer).text, identifier: held.credentialIssuer },
    credentials: [{ type: held.configurationId, requested: [], disclosed: [] }],
  })
  const access = held.access === undefined ? undefined : await records.accesses.get(recordKey(instanceId, held.access))
  if (!access) return
  const { notificationId } = held
  await notifyIssuer(context, instanceId, access, { notificationId, event: 'credential_deleted' })
  await dropUnusedAccess(context, instanceId, access.id)
}

/** What an issuer gave is kept only as long as something needs it. */
export async function dropUnusedAccess(
  { records }: Pick<WalletContext, 'records'>,
  instanceId: string,
  accessId: string,
): Promise<void> {
  const credentials = await records.credentials.list(recordsOf(instanceId))
  const offers = await records.offers.list(recordsOf(instanceId))
  const needed =
    credentials.some(({ value }) => value.access === accessId) ||
    offers.some(({ value }) => value.progress?.access === accessId)
  if (!needed) await records.accesses.remove(recordKey(instanceId, accessId))
}
