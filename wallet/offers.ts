import { ProtocolError } from '../src/base/errors.ts'
import { after } from '../src/base/time.ts'
import type { WalletContext } from './context.ts'
import type { HeldOffer, OfferedGrant } from './issuance-records.ts'
import { limits } from './limits.ts'
import { recordKey, recordsOf } from './records.ts'
import { refuse, RefusedByChecks } from './wallet-errors.ts'

type Needs = Pick<WalletContext, 'records' | 'clock'>

/** @throws ProtocolError `unknown_offer` */
export async function heldOffer({ records }: Needs, instanceId: string, offerId: string): Promise<HeldOffer> {
  const offer = await records.offers.get(recordKey(instanceId, offerId))
  if (offer) return offer
  throw unknown()
}

export const heldOffers = async ({ records }: Needs, instanceId: string): Promise<readonly HeldOffer[]> =>
  (await records.offers.list(recordsOf(instanceId))).map(({ value }) => value)

/** What waits for the holder, or for the issuer. Renewals are the wallet's own business. */
export async function openOffers(needs: Needs, instanceId: string): Promise<readonly HeldOffer[]> {
  const now = needs.clock.now()
  return (await heldOffers(needs, instanceId)).filter(
    ({ state, expiresAt, begunBy }) =>
      begunBy !== 'wallet' && (state === 'open' || state === 'authorizing' || state === 'pending') && now < expiresAt,
  )
}

/** @throws ProtocolError `unknown_offer` */
export async function updateOffer(
  { records }: Needs,
  instanceId: string,
  offerId: string,
  change: (offer: HeldOffer) => HeldOffer,
): Promise<HeldOffer> {
  const changed = await records.offers.update(recordKey(instanceId, offerId), change)
  if (changed) return changed
  throw unknown()
}

/**
 * Takes an offer for one attempt, atomically: of two at the same time one goes on.
 *
 * @throws ProtocolError `unknown_offer`, `offer_closed`, `offer_expired`
 */
export async function takeOffer({ records, clock }: Needs, instanceId: string, offerId: string): Promise<HeldOffer> {
  const now = clock.now()
  let refused: HeldOffer['state'] | 'expired' | undefined
  const taken = await records.offers.update(recordKey(instanceId, offerId), (offer) => {
    const running = offer.state === 'collecting' && offer.attemptUntil !== undefined && now < offer.attemptUntil
    const closed = offer.state === 'collected' || offer.state === 'dismissed' || running
    refused = closed ? offer.state : now >= offer.expiresAt ? 'expired' : undefined
    return refused === undefined ? { ...offer, state: 'collecting', attemptUntil: after(now, limits.attempt) } : offer
  })
  if (!taken) throw unknown()
  if (refused === 'expired')
    throw refuse('offer_expired', 'The offer has ended: ask the issuer for a new one.', { status: 410 })
  if (refused !== undefined)
    throw refuse('offer_closed', `The offer is ${refused}: it is collected once.`, { status: 409 })
  return taken
}

/** Gives an offer back after an attempt that did not succeed; everything in it stays, also what the issuer owes. */
export const releaseOffer = (needs: Needs, instanceId: string, offerId: string, error: unknown): Promise<HeldOffer> =>
  updateOffer(needs, instanceId, offerId, ({ attemptUntil: _, lastFailure: __, authorization: ___, ...offer }) => ({
    ...offer,
    state: (offer.progress?.deferred.length ?? 0) > 0 ? 'pending' : 'open',
    ...(error instanceof ProtocolError && {
      lastFailure: {
        code: error.code,
        description: error.message,
        ...(error instanceof RefusedByChecks && { report: error.report }),
      },
    }),
  }))

/**
 * Any site can lead a browser here with an offer, so offers make room for each other: what waits longest goes first.
 */
export async function keepOffer({ records }: Needs, instanceId: string, offer: HeldOffer): Promise<void> {
  const held = await records.offers.list(recordsOf(instanceId))
  const removable = held.filter(({ value }) => value.state !== 'collecting' && value.progress === undefined)
  for (const { key } of removable.slice(0, Math.max(0, held.length + 1 - limits.openOffers)))
    await records.offers.remove(key)
  await records.offers.put(recordKey(instanceId, offer.id), offer)
}

/** What is over keeps no code that somebody could still use. */
export const withoutCode = (grant: OfferedGrant): OfferedGrant =>
  grant.type === 'pre-authorized_code' ? { ...grant, code: '' } : grant

const unknown = () => refuse('unknown_offer', 'There is no such offer in this wallet.', { status: 404 })
