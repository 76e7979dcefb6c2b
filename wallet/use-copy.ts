import type { PrivateJwk } from '../src/jose/signing-key.ts'
import type { WalletContext } from './context.ts'
import { recordKey } from './records.ts'
import { refuse } from './wallet-errors.ts'

export interface CopyToPresent {
  readonly credential: string
  readonly key: PrivateJwk
}

/**
 * Takes a copy of a credential for one presentation — ETSI TS 119 472-3 V1.1.1, `once_only`: a copy that somebody may
 * have seen is not shown again, as long as there are others; its key is destroyed. The last copy stays and is used
 * again when the issuer gave no more: the holder can see that on the credential's page.
 *
 * @throws ProtocolError `unknown_credential`
 */
export async function useCopy(
  { records }: Pick<WalletContext, 'records'>,
  instanceId: string,
  credentialId: string,
): Promise<CopyToPresent> {
  const place = (id: string): string => recordKey(instanceId, id)
  let taken: string | undefined
  const held = await records.credentials.update(place(credentialId), (credential) => {
    const { copies } = credential
    taken = copies?.unused[0]
    if (!copies) return credential
    return taken === undefined
      ? { ...credential, copies: { ...copies, lastUsed: true } }
      : { ...credential, copies: { ...copies, unused: copies.unused.slice(1) } }
  })
  if (!held) throw gone()
  const keyId = taken ?? held.keyId ?? held.id
  const key = await records.credentialKeys.get(place(keyId))
  const credential = taken === undefined ? held.credential : (await records.copies.get(place(taken)))?.credential
  if (!key || credential === undefined) throw gone()
  if (taken !== undefined) {
    await records.copies.remove(place(taken))
    await records.credentialKeys.remove(place(taken))
  }
  return { credential, key }
}

const gone = () =>
  refuse(
    'unknown_credential',
    'A credential that was to be shared is no longer in this wallet: open the request again.',
    { status: 409 },
  )
