import { token, type Random } from '../src/base/random.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import type { NotifiedIssuance } from './issuance-records.ts'
import type { IssuedCredential, IssuerRecords } from './records.ts'
import { setStatus, statusOf, type CredentialStatus, type StatusReference } from './status-lists.ts'

/** Keeps what is needed to find and revoke a credential, before it is handed out. @returns its id */
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
): Promise<string> {
  const id = token(random, 'cred_')
  const { list: statusList, index: statusIndex } = status
  const record: IssuedCredential = {
    id, credentialConfigurationId, subject, issuedAt, expiresAt, statusList, statusIndex,
  }
  await credentials.insert(id, record)
  return id
}

/** A credential with what is known of it now. */
export interface ListedCredential extends IssuedCredential {
  readonly status: CredentialStatus
  /** What its wallet told of it. */
  readonly events: NotifiedIssuance['events']
}

/** Every credential that was handed out, oldest first. */
export async function issuedCredentials(
  { credentials, statuses, notifications }: IssuerRecords,
): Promise<readonly ListedCredential[]> {
  const [all, notified] = await Promise.all([credentials.list(''), notifications.list('')])
  const events = new Map(notified.flatMap(({ value }) => value.credentials.map((id) => [id, value.events] as const)))
  return Promise.all(all.map(async ({ value }) => ({
    ...value,
    status: await statusOf({ statuses }, statusReferenceOf(value)),
    events: events.get(value.id) ?? [],
  })))
}

/**
 * Revokes for good, suspends, or restores what was suspended. Asking again changes nothing.
 *
 * @returns the credential and the status that it has now, which is `invalid` whatever was wanted if it was revoked
 *   before; undefined if there is no such credential
 */
export async function changeStatus(
  { credentials, statuses }: IssuerRecords,
  id: string,
  wanted: CredentialStatus,
): Promise<(IssuedCredential & { readonly status: CredentialStatus }) | undefined> {
  const credential = await credentials.get(id)
  return credential && { ...credential, status: await setStatus({ statuses }, statusReferenceOf(credential), wanted) }
}

const statusReferenceOf = ({ statusList, statusIndex }: IssuedCredential): StatusReference => ({
  list: statusList,
  index: statusIndex,
})
