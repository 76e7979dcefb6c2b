import { ProtocolError } from '../src/base/errors.ts'
import { pollOffer } from './accept-offer.ts'
import type { WalletContext } from './context.ts'
import { heldCredentials } from './credentials.ts'
import type { HeldOffer } from './issuance-records.ts'
import { heldOffers } from './offers.ts'
import { mayRenewNow, renewCredential } from './renew-credential.ts'
import { renewalOf } from './renewal.ts'

/**
 * What a wallet does by itself when somebody looks at it, or a timer says so: it asks for credentials that were put
 * off, as seldom as the issuer said, and for fresh copies where few are left. What goes wrong is kept with the issuance
 * and tried again another time.
 *
 * @param most how many issuers are asked: whoever looks at a page does not wait for all of them
 */
export async function tendWallet(context: WalletContext, instanceId: string, most: number): Promise<void> {
  const now = context.clock.now()
  const due = (await heldOffers(context, instanceId)).filter((offer) => isDue(offer, now)).slice(0, most)
  for (const { id } of due) await quietly(context, () => pollOffer(context, instanceId, id))
  const low = (await heldCredentials(context, instanceId)).filter((credential) => renewalOf(credential, now).due)
  for (const { id } of low.slice(0, most - due.length)) {
    if (await mayRenewNow(context, instanceId, id)) await quietly(context, () => renewCredential(context, instanceId, id))
  }
}

/** The same for every wallet here. */
export async function tendAll(context: WalletContext): Promise<void> {
  const offers = await context.records.offers.list('')
  const credentials = await context.records.credentials.list('')
  const instances = new Set([...offers, ...credentials].map(({ key }) => key.slice(0, key.indexOf('.'))))
  for (const instanceId of instances) await tendWallet(context, instanceId, Number.POSITIVE_INFINITY)
}

export const isDue = ({ state, progress, expiresAt }: HeldOffer, now: number): boolean =>
  state === 'pending' && now < expiresAt && (progress?.deferred ?? []).some(({ notBefore }) => notBefore <= now)

async function quietly({ log }: WalletContext, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    log.warn('tending_failed', { code: error.code })
  }
}
