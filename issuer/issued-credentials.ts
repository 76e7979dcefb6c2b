import { token, type Random } from '../src/base/random.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import type { IssuedCredential, IssuerRecords } from './records.ts'
import { markRevoked, type StatusReference } from './status-lists.ts'

/** Keeps what is needed to find and revoke a credential, before it is handed out. */
export async function recordCredential(
  { credentials }: IssuerRecords,
  { credentialConfigurationId, subject, issuedAt, expiresAt, status, random }: {
    readonly credentialConfigurationId: string
    readonly subject: string
    readonly issuedAt: EpochSeconds
    readonly expiresAt: EpochSeconds
    readonly status: StatusReference
    readonly random: Random
  },
): Promise<void> {
  const id = token(random, 'cred_')
  const { list: statusList, index: statusIndex } = status
  const record: IssuedCredential = {
    id, credentialConfigurationId, subject, issuedAt, expiresAt, statusList, statusIndex, revokedAt: null,
  }
  await credentials.insert(id, record)
}

export async function issuedCredentials({ credentials }: IssuerRecords): Promise<readonly IssuedCredential[]> {
  return (await credentials.list('')).map(({ value }) => value)
}

/**
 * Revokes for good; again changes nothing. The status list says so before the record does, so a failure between the two
 * leaves no revoked credential that counts as valid.
 *
 * @returns undefined if there is no such credential
 */
export async function revokeCredential(
  records: IssuerRecords,
  id: string,
  now: EpochSeconds,
): Promise<IssuedCredential | undefined> {
  const credential = await records.credentials.get(id)
  if (!credential) return undefined
  await markRevoked(records, { list: credential.statusList, index: credential.statusIndex })
  return records.credentials.update(id, (current) => ({ ...current, revokedAt: current.revokedAt ?? now }))
}
