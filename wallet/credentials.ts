import type { WalletContext } from './context.ts'
import { remember } from './history.ts'
import { nameFor } from './named.ts'
import { recordKey, recordsOf, type HeldCredential } from './records.ts'
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

/** Removes a credential and destroys its key. The issuer is not told. @throws ProtocolError `unknown_credential` */
export async function deleteCredential(context: WalletContext, instanceId: string, id: string): Promise<void> {
  const held = await heldCredential(context, instanceId, id)
  await context.records.credentialKeys.remove(recordKey(instanceId, id))
  await context.records.credentials.remove(recordKey(instanceId, id))
  await remember(context, instanceId, {
    kind: 'deletion',
    outcome: 'completed',
    party: { name: nameFor(held.issuerNames, 'en', held.credentialIssuer).text, identifier: held.credentialIssuer },
    credentials: [{ type: held.configurationId, requested: [], disclosed: [] }],
  })
}
