import { after, type EpochSeconds } from '../src/base/time.ts'
import { checkReceived } from './check-received.ts'
import { newId, type WalletContext } from './context.ts'
import { dropUnusedAccess } from './credentials.ts'
import type { Access, HeldOffer, Progress, ReceivedCredential, Requested } from './issuance-records.ts'
import { limits } from './limits.ts'
import { notifyIssuer } from './notify-issuer.ts'
import { updateOffer, withoutCode } from './offers.ts'
import { freshAccess, type Tokens } from './redeem-code.ts'
import { recordKey, type HeldCredential } from './records.ts'
import { requestCredential, requestDeferredCredential } from './request-credential.ts'
import { storeCredential } from './store-credential.ts'
import { RefusedByChecks } from './wallet-errors.ts'

/** What one attempt brought: everything, or not everything yet. */
export interface Collected {
  readonly credentials: readonly HeldCredential[]
  /** Not to be asked for before; undefined if nothing is outstanding. */
  readonly pendingUntil: EpochSeconds | undefined
}

/**
 * Collects what an access token is good for — OpenID4VCI 1.0 "Credential Endpoint", "Deferred Credential Endpoint": a
 * key of its own for each copy, the request, every check, and only then the store. Each step is kept before the next
 * one begins, so that whatever fails can be tried again from there.
 *
 * @throws ProtocolError `issuer_unreachable`, `issuer_refused`, `credential_denied`, `wallet_not_attested`;
 *   RefusedByChecks `credential_refused`, `issuer_not_listed`, `trust_unknown`
 */
export async function collect(context: WalletContext, instanceId: string, offer: HeldOffer): Promise<Collected> {
  const run = runOf(context, instanceId, offer)
  const access = await accessOf(run)
  await requestMissing(run, access)
  await requestDue(run, access)
  const credentials = await storeReceived(run, access)
  const pendingUntil = soonest(run.progress)
  await finish(run, pendingUntil)
  return { credentials, pendingUntil }
}

/** Keeps what a token response gave, for this issuance and for what comes after it. */
export async function keepAccess(
  context: WalletContext,
  instanceId: string,
  { id, issuer, configurations }: HeldOffer,
  tokens: Tokens,
): Promise<HeldOffer> {
  const access: Access = { id: newId(context, 'acc_'), issuer, configurations, ...tokens }
  await context.records.accesses.put(recordKey(instanceId, access.id), access)
  const progress: Progress = { access: access.id, received: [], deferred: [], stored: [] }
  return updateOffer(context, instanceId, id, ({ authorization: _, ...held }) => ({ ...held, progress }))
}

/** One attempt: what it is about, and how far it has come. */
interface Run {
  readonly context: WalletContext
  readonly instanceId: string
  readonly offer: HeldOffer
  progress: Progress
  /** Keeps how far it has come, before the next step. */
  readonly keep: (progress: Progress) => Promise<void>
}

function runOf(context: WalletContext, instanceId: string, offer: HeldOffer): Run {
  const run: Run = {
    context,
    instanceId,
    offer,
    progress: offer.progress!,
    keep: async (progress) => {
      run.progress = progress
      await updateOffer(context, instanceId, offer.id, (held) => ({ ...held, progress }))
    },
  }
  return run
}

const accessOf = async ({ context, instanceId, progress }: Run): Promise<Access> =>
  freshAccess(context, instanceId, (await context.records.accesses.get(recordKey(instanceId, progress.access)))!)

async function finish({ context, instanceId, offer, progress }: Run, pendingUntil: EpochSeconds | undefined): Promise<void> {
  const { clock } = context
  await updateOffer(context, instanceId, offer.id, ({ attemptUntil: _, lastFailure: __, progress: ___, ...held }) =>
    pendingUntil === undefined
      ? { ...held, state: 'collected', grant: withoutCode(held.grant) }
      : { ...held, state: 'pending', progress, expiresAt: after(clock.now(), limits.deferredLifetime) },
  )
  if (pendingUntil === undefined) await dropUnusedAccess(context, instanceId, progress.access)
}

async function requestMissing(run: Run, access: Access): Promise<void> {
  for (const requested of missing(run.offer, access, run.progress)) {
    const configuration = access.configurations.find(({ id }) => id === requested.configurationId)!
    const answer = await requestCredential(run.context, run.instanceId, access.issuer, access, { configuration, requested })
    await run.keep(
      'received' in answer
        ? { ...run.progress, received: [...run.progress.received, answer.received] }
        : { ...run.progress, deferred: [...run.progress.deferred, answer.deferred] },
    )
  }
}

/** An issuer that denies what it had put off need not be asked for that again. */
async function requestDue(run: Run, access: Access): Promise<void> {
  const now = run.context.clock.now()
  for (const due of run.progress.deferred.filter(({ notBefore }) => notBefore <= now)) {
    const others = run.progress.deferred.filter(({ transactionId }) => transactionId !== due.transactionId)
    try {
      const answer = await requestDeferredCredential(run.context, access.issuer, access, due)
      await run.keep(
        'received' in answer
          ? { ...run.progress, deferred: others, received: [...run.progress.received, answer.received] }
          : { ...run.progress, deferred: [...others, answer.deferred] },
      )
    } catch (error) {
      const later = { ...due, notBefore: after(now, limits.pollAfterFailure) }
      await run.keep({ ...run.progress, deferred: isDenial(error) ? others : [...others, later] })
      throw error
    }
  }
}

const isDenial = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'credential_denied'

/** All that came is checked before the first of it is stored. What fails for good is asked for anew at the next try. */
async function storeReceived(run: Run, access: Access): Promise<readonly HeldCredential[]> {
  const { context, instanceId, offer } = run
  const accepted = []
  for (const received of run.progress.received) {
    const { vct } = access.configurations.find(({ id }) => id === received.requested.configurationId)!
    try {
      const checked = await checkReceived(context, received, { vct, acceptUnlisted: offer.acceptUnlisted === true })
      accepted.push({ received, checked, access })
    } catch (error) {
      if (error instanceof RefusedByChecks && error.code === 'credential_refused') await refused(run, access, received, error)
      throw error
    }
  }
  const credentials: HeldCredential[] = []
  for (const one of accepted) {
    credentials.push(await storeCredential(context, instanceId, offer, one))
    const { requested, notificationId } = one.received
    await run.keep({
      ...run.progress,
      received: run.progress.received.filter((other) => other !== one.received),
      stored: [...run.progress.stored, requested],
    })
    await notifyIssuer(context, instanceId, access, { notificationId, event: 'credential_accepted' })
  }
  return credentials
}

async function refused(run: Run, access: Access, received: ReceivedCredential, { report }: RefusedByChecks): Promise<void> {
  await run.keep({ ...run.progress, received: run.progress.received.filter((other) => other !== received) })
  const why = report.checks.find(({ outcome }) => outcome.status === 'failed')?.id ?? 'no check'
  const { notificationId } = received
  await notifyIssuer(run.context, run.instanceId, access, { notificationId, event: 'credential_failure', why })
}

const wanted = ({ renews, configurations }: HeldOffer, { identifiers }: Access): readonly Requested[] =>
  renews
    ? [renews.requested]
    : configurations.flatMap(({ id: configurationId }): readonly Requested[] =>
        (identifiers?.[configurationId] ?? [undefined]).map((identifier) => ({
          configurationId,
          ...(identifier !== undefined && { identifier }),
        })),
      )

const same = (one: Requested, other: Requested): boolean =>
  one.configurationId === other.configurationId && one.identifier === other.identifier

function missing(offer: HeldOffer, access: Access, { received, deferred, stored }: Progress): readonly Requested[] {
  const asked = [...received.map(({ requested }) => requested), ...deferred.map(({ requested }) => requested), ...stored]
  return wanted(offer, access).filter((one) => !asked.some((other) => same(one, other)))
}

const soonest = ({ deferred }: Progress): EpochSeconds | undefined =>
  deferred.map(({ notBefore }) => notBefore).toSorted((one, other) => one - other)[0]
