import { CheckFailed } from '../src/base/checks.ts'
import { sha256Base64url } from '../src/base/bytes.ts'
import { ProtocolError } from '../src/base/errors.ts'
import { RequestRefused } from '../src/oauth/error-response.ts'
import { processAuthorizationResponse } from '../src/oauth/authorization-response.ts'
import { collect, keepAccess, type Collected } from './collect-credential.ts'
import type { WalletContext } from './context.ts'
import { followAuthorization } from './follow-authorization.ts'
import { errorOf, remember } from './history.ts'
import type { HeldOffer, StartedAuthorization } from './issuance-records.ts'
import { limits } from './limits.ts'
import { nameFor } from './named.ts'
import { heldOffer, releaseOffer, takeOffer, updateOffer, withoutCode } from './offers.ts'
import { atIssuer, outside } from './outside.ts'
import { redeemAuthorizationCode, redeemPreAuthorizedCode, txCodeFor } from './redeem-code.ts'
import { recordKey, recordsOf, type HeldCredential, type HistoryEntry } from './records.ts'
import { startAuthorization } from './start-authorization.ts'
import { refuse } from './wallet-errors.ts'

export interface HoldersAnswer {
  /** As typed; undefined if the offer asks for none. */
  readonly txCode: string | undefined
  /** The holder was told that no list has the issuer, and wants the credential all the same. */
  readonly acceptUnlisted: boolean
  /** The holder is not in this wallet's browser: the answer of the authorization server may come in any. */
  readonly byApi: boolean
  /** The wallet first looks whether the authorization server needs anybody at all. */
  readonly follow: boolean
}

/** How far the holder's yes has led. */
export type IssuanceStep =
  | { readonly step: 'done'; readonly credentials: readonly HeldCredential[] }
  | { readonly step: 'authorize'; readonly url: string }
  | ({ readonly step: 'pending' } & Collected)

/**
 * The holder takes an offer — OpenID4VCI 1.0 "Pre-Authorized Code Flow" and "Authorization Code Flow". Whatever fails,
 * the holder loses nothing and can try again: a token and a credential that came are kept with the offer until
 * everything is right.
 *
 * @throws ProtocolError `unknown_offer`, `offer_closed`, `offer_expired`, `wallet_full`, `tx_code_required`,
 *   `tx_code_wrong`, `authorization_refused`, `authorization_mismatch`, and as {@link collect}
 */
export const acceptOffer = (
  context: WalletContext,
  instanceId: string,
  offerId: string,
  answer: HoldersAnswer,
): Promise<IssuanceStep> =>
  attempt(context, instanceId, offerId, async (taken) => {
    if (!taken.renews) await confirmRoom(context, instanceId, taken)
    const offer = await updateOffer(context, instanceId, offerId, (held) => ({
      ...held,
      acceptUnlisted: answer.acceptUnlisted,
    }))
    if (offer.progress && (await isUsable(context, instanceId, offer))) return stepOf(await collect(context, instanceId, offer))
    if (offer.grant.type === 'authorization_code') return authorize(context, instanceId, offer, answer)
    if (offer.grant.type === 'refresh_token') throw refuse('offer_closed', 'There is nothing left to renew this with.', { status: 409 })
    const { code } = offer.grant
    const tokens = await redeemPreAuthorizedCode(context, instanceId, offer, { code, txCode: txCodeFor(offer, answer.txCode) })
    return stepOf(await collect(context, instanceId, await keepAccess(context, instanceId, offer, tokens)))
  })

/**
 * The browser came back from the authorization server — RFC 6749 §4.1.2 with `state` and `iss`. It belongs to exactly
 * one authorization that this wallet began, and, unless the API began it, to the browser that began it.
 *
 * @param instanceId whose browser it is
 * @returns the offer that it is about, and what is left to do
 * @throws ProtocolError `unknown_authorization`, `authorization_expired`, and as {@link acceptOffer}
 */
export async function receiveAuthorization(
  context: WalletContext,
  instanceId: string,
  query: URLSearchParams,
): Promise<ReceivedAuthorization> {
  const { records } = context
  const states = query.getAll('state')
  const key = sha256Base64url(states.length === 1 ? states[0]! : '')
  const begun = await records.authorizationStates.peek(key)
  const offer = begun && (await records.offers.get(recordKey(begun.instanceId, begun.offerId)))
  const { authorization } = offer ?? {}
  const mine = authorization?.state === states[0] && (authorization?.anyBrowser === true || begun?.instanceId === instanceId)
  if (!begun || !offer || !authorization || !mine || !(await records.authorizationStates.take(key))) {
    throw refuse('unknown_authorization', 'This is the answer to no authorization that this wallet began and still waits for.')
  }
  const finish = (): Promise<IssuanceStep> =>
    attempt(context, begun.instanceId, offer.id, (taken) =>
      finishAuthorization(context, begun.instanceId, taken, authorization, query),
    )
  return { offer, instanceId: begun.instanceId, own: begun.instanceId === instanceId, finish }
}

export interface ReceivedAuthorization {
  readonly offer: HeldOffer
  /** Whose issuance it is, and whether that is the wallet of the browser that came. */
  readonly instanceId: string
  readonly own: boolean
  readonly finish: () => Promise<IssuanceStep>
}

/** Asks again for what the issuer put off, if it is time. @throws as {@link collect} */
export const pollOffer = (context: WalletContext, instanceId: string, offerId: string): Promise<IssuanceStep> =>
  attempt(context, instanceId, offerId, async (offer) => stepOf(await collect(context, instanceId, offer)))

/** The holder does not want it. @throws ProtocolError `unknown_offer`, `offer_closed` */
export async function dismissOffer(context: WalletContext, instanceId: string, offerId: string): Promise<void> {
  const { state } = await heldOffer(context, instanceId, offerId)
  if (state === 'collected' || state === 'dismissed' || state === 'collecting')
    throw refuse('offer_closed', `The offer is ${state}.`, { status: 409 })
  const dismissed = await updateOffer(context, instanceId, offerId, ({ progress: _, authorization: __, ...held }) => ({
    ...held,
    state: 'dismissed',
    grant: withoutCode(held.grant),
  }))
  await remember(context, instanceId, { ...aboutOffer(dismissed, undefined), outcome: 'declined' })
}

/** One attempt at an offer: of two at the same time one goes on; after a failure it is open again. */
async function attempt(
  context: WalletContext,
  instanceId: string,
  offerId: string,
  work: (offer: HeldOffer) => Promise<IssuanceStep>,
): Promise<IssuanceStep> {
  const before = await heldOffer(context, instanceId, offerId)
  const offer = await takeOffer(context, instanceId, offerId)
  try {
    const step = await work(offer)
    if (step.step === 'authorize') return step
    await updateOffer(context, instanceId, offerId, (held) => ({
      ...held,
      collected: [...(held.collected ?? []), ...step.credentials.map(({ id }) => id)],
    }))
    if (step.credentials.length > 0)
      await remember(context, instanceId, { ...aboutOffer(offer, step.credentials[0]), outcome: 'completed' })
    return step
  } catch (error) {
    await forgetSpentToken(context, instanceId, offerId, error)
    await releaseOffer(context, instanceId, offerId, error)
    const failed = { ...aboutOffer(offer, undefined), outcome: 'failed', error: errorOf(error) } as const
    if (!isKnownTrouble(before, failed.error)) await remember(context, instanceId, failed)
    throw error
  }
}

/** What the wallet tries by itself, again and again, is written down when something changes. */
const isKnownTrouble = ({ state, begunBy, lastFailure }: HeldOffer, error: { readonly code: string }): boolean =>
  (state === 'pending' || begunBy === 'wallet') && lastFailure?.code === error.code

/** The holder goes to the authorization server, unless that one needs nobody. */
async function authorize(
  context: WalletContext,
  instanceId: string,
  offer: HeldOffer,
  { byApi, follow }: HoldersAnswer,
): Promise<IssuanceStep> {
  if (follow) {
    const authorization = await startAuthorization(context, instanceId, offer, { anyBrowser: byApi })
    const response = await outside(atIssuer, () => followAuthorization(context, authorization))
    await context.records.authorizationStates.take(sha256Base64url(authorization.state))
    if (response) return finishAuthorization(context, instanceId, offer, authorization, response)
    // The page that was opened may count as opened: the holder gets a request of their own.
  }
  const authorization = await startAuthorization(context, instanceId, offer, { anyBrowser: byApi })
  await updateOffer(context, instanceId, offer.id, ({ attemptUntil: _, lastFailure: __, ...held }) => ({
    ...held,
    state: 'authorizing',
    authorization,
  }))
  return { step: 'authorize', url: authorization.url }
}

async function finishAuthorization(
  context: WalletContext,
  instanceId: string,
  offer: HeldOffer,
  authorization: StartedAuthorization,
  query: URLSearchParams,
): Promise<IssuanceStep> {
  if (context.clock.now() >= authorization.until)
    throw refuse('authorization_expired', 'The answer of the authorization server came too late: begin again.')
  const code = codeIn(offer, authorization, query)
  const tokens = await redeemAuthorizationCode(context, instanceId, offer, { code, authorization })
  return stepOf(await collect(context, instanceId, await keepAccess(context, instanceId, offer, tokens)))
}

function codeIn({ issuer }: HeldOffer, { state }: StartedAuthorization, query: URLSearchParams): string {
  try {
    const answer = processAuthorizationResponse(query, { state, issuer: issuer.authorizationServer })
    if (answer.outcome === 'code') return answer.code
    throw refuse('authorization_refused', `The authorization server answered ${answer.error}. ${answer.description}`.trim())
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error
    throw refuse('authorization_mismatch', `The answer does not belong to what was asked: ${error.message}.`, { cause: error })
  }
}

const stepOf = (collected: Collected): IssuanceStep =>
  collected.pendingUntil === undefined ? { step: 'done', credentials: collected.credentials } : { step: 'pending', ...collected }

/** Whether the token that is kept can still be of use; otherwise the issuance begins again where that is possible. */
async function isUsable({ records, clock }: WalletContext, instanceId: string, { grant, progress }: HeldOffer): Promise<boolean> {
  const access = await records.accesses.get(recordKey(instanceId, progress!.access))
  const good = access !== undefined && (clock.now() < access.expiresAt || access.refreshToken !== undefined)
  return good || (access !== undefined && (grant.type !== 'authorization_code' || progress!.received.length > 0))
}

/** A token that the issuer no longer takes is not shown to it again. */
async function forgetSpentToken({ records, clock }: WalletContext, instanceId: string, offerId: string, error: unknown): Promise<void> {
  const refused = error instanceof ProtocolError && error.cause instanceof RequestRefused && error.cause.code === 'invalid_token'
  const offer = refused ? await records.offers.get(recordKey(instanceId, offerId)) : undefined
  if (offer?.progress)
    await records.accesses.update(recordKey(instanceId, offer.progress.access), (access) => ({ ...access, expiresAt: clock.now() }))
}

async function confirmRoom({ records }: WalletContext, instanceId: string, { configurations }: HeldOffer): Promise<void> {
  const held = await records.credentials.list(recordsOf(instanceId))
  if (held.length + configurations.length <= limits.credentials) return
  throw refuse(
    'wallet_full',
    `This wallet holds ${limits.credentials} credentials at most: delete one, then try again.`,
    { status: 409 },
  )
}

const aboutOffer = (
  { id, issuer, configurations }: HeldOffer,
  held: HeldCredential | undefined,
): Omit<HistoryEntry, 'id' | 'at' | 'outcome' | 'error'> => ({
  kind: 'issuance',
  party: {
    name: nameFor(held?.issuerNames ?? issuer.names, 'en', new URL(issuer.credentialIssuer).host).text,
    identifier: issuer.credentialIssuer,
    ...(held?.listed && { territory: held.listed.territory }),
  },
  about: id,
  credentials: configurations.map(({ id: type }) => ({ type, requested: [], disclosed: [] })),
})
