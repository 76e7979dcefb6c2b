import { sha256Base64url } from '../src/base/bytes.ts'
import { token } from '../src/base/random.ts'
import { after, type EpochSeconds, type Seconds } from '../src/base/time.ts'
import {
  makeDeferredCredentialResponse, refuseCredential, type CredentialResponse, type DeferredCredentialResponse,
} from '../src/openid4vci/credential-response.ts'
import { unknownTransaction } from '../src/openid4vci/deferred-credential.ts'
import type { IssuedConfiguration } from './configurations.ts'
import type { IssuerContext } from './context.ts'
import type { HolderKeys, Transaction } from './issuance-records.ts'
import { limits } from './limits.ts'
import type { CredentialGrant } from './records.ts'
import { issuableDataset, issueCredentials } from './sign-credentials.ts'

/**
 * Keeps a request whose proofs hold until it can be answered — OpenID4VCI 1.0 "Deferred Credential Endpoint". The
 * transaction id is kept under its SHA-256, so what is stored collects nothing.
 *
 * @param ready whether nobody needs to look at it: then the first attempt collects
 */
export async function deferIssuance(
  { records, clock, random }: IssuerContext,
  { grant_id, subject }: CredentialGrant,
  { configuration, keys, ready }: {
    readonly configuration: IssuedConfiguration
    readonly keys: HolderKeys
    readonly ready: boolean
  },
): Promise<DeferredCredentialResponse> {
  const transactionId = token(random, 'tx_')
  await records.transactions.put(sha256Base64url(transactionId), {
    grantId: grant_id,
    subject,
    credentialConfigurationId: configuration.id,
    keys,
    state: ready ? 'approved' : 'waiting',
    requestedAt: clock.now(),
    decidedAt: ready ? clock.now() : null,
    collection: null,
  })
  return makeDeferredCredentialResponse(transactionId, intervalOf('waiting'))
}

/**
 * Answers a Deferred Credential Request. The id is spent by the answer that carries credentials, and by no other; of
 * two requests at the same time one gets them.
 *
 * @throws ProtocolError<DeferredCredentialErrorCode> `invalid_transaction_id` for any id that this grant cannot use;
 *   `credential_request_denied` if the officer refused
 */
export async function collectDeferred(
  context: IssuerContext,
  grant: CredentialGrant,
  transactionId: string,
): Promise<CredentialResponse | DeferredCredentialResponse> {
  const { records, clock } = context
  const key = sha256Base64url(transactionId)
  const transaction = await records.transactions.get(key)
  const usable = transaction?.grantId === grant.grant_id && !isOver(transaction, clock.now())
  if (!usable) throw unknownTransaction()
  switch (transaction.state) {
    case 'collected':
      throw unknownTransaction()
    case 'refused':
      throw refuseCredential('credential_request_denied', 'The issuer looked at the request and refused it')
    case 'waiting':
    case 'put_aside':
      return makeDeferredCredentialResponse(transactionId, intervalOf(transaction.state))
    case 'approved':
      return collectApproved(context, grant, key, transaction)
  }
}

/** Whoever writes the mark collects; a failure takes it back, so that the wallet can try again. */
async function collectApproved(
  context: IssuerContext,
  grant: CredentialGrant,
  key: string,
  { subject, credentialConfigurationId, keys }: Transaction,
): Promise<CredentialResponse> {
  const { records: { transactions }, random, configurations } = context
  const configuration = configurations.get(credentialConfigurationId)
  if (!configuration) throw refuseCredential('credential_request_denied', 'This credential is no longer issued')
  const dataset = issuableDataset(context, subject)

  const collection = token(random, '')
  const marked = await transactions.update(key, (current) =>
    current.state === 'approved' ? { ...current, state: 'collected', collection } : current)
  if (marked?.collection !== collection) throw unknownTransaction()
  try {
    return await issueCredentials(context, grant, { dataset, configuration, keys })
  } catch (error) {
    await transactions.update(key, (current) => ({ ...current, state: 'approved', collection: null }))
    throw error
  }
}

const isOver = ({ requestedAt }: Transaction, now: EpochSeconds): boolean =>
  now >= after(requestedAt, limits.transaction)

const intervalOf = (state: 'waiting' | 'put_aside'): Seconds =>
  state === 'waiting' ? limits.deferredInterval : limits.putAsideInterval

export const reviewDecisions = ['approve', 'refuse', 'wait'] as const
export type ReviewDecision = (typeof reviewDecisions)[number]

/** What an officer decided; a request that is decided stays so. @returns undefined if there is no such open request */
export async function decideReview(
  { records, clock }: IssuerContext,
  key: string,
  decision: ReviewDecision,
): Promise<Transaction | undefined> {
  const now = clock.now()
  return records.transactions.update(key, (current) => {
    if (!isOpen(current, now)) return current
    if (decision === 'wait') return { ...current, state: 'put_aside' }
    return { ...current, state: decision === 'approve' ? 'approved' : 'refused', decidedAt: now }
  })
}

const isOpen = (transaction: Transaction, now: EpochSeconds): boolean =>
  (transaction.state === 'waiting' || transaction.state === 'put_aside') && !isOver(transaction, now)

/** The requests that an officer has to look at, the oldest first; those that were put aside come last. */
export async function openReviews(
  { records, clock }: IssuerContext,
): Promise<readonly { readonly key: string; readonly value: Transaction }[]> {
  const open = (await records.transactions.list('')).filter(({ value }) => isOpen(value, clock.now()))
  const rank = ({ value }: (typeof open)[number]): number => (value.state === 'put_aside' ? 1 : 0)
  return open.toSorted((one, other) => rank(one) - rank(other))
}
