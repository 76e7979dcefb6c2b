import { runChecks, type Report } from '../src/base/checks.ts'
import { sha256Base64url } from '../src/base/bytes.ts'
import { bugIn, type WalletContext } from './context.ts'
import { errorOf, remember } from './history.ts'
import { limits } from './limits.ts'
import { nameFor } from './named.ts'
import { heldOffer, releaseOffer, takeOffer, updateOffer } from './offers.ts'
import { receivedCredentialChecks, receivedSubject, type ReceivedSubject } from './received-credential-checks.ts'
import {
  recordKey,
  recordsOf,
  type Access,
  type HeldCredential,
  type HeldOffer,
  type HistoryEntry,
  type OfferedConfiguration,
  type ReceivedCredential,
} from './records.ts'
import { redeemCode, txCodeFor } from './redeem-code.ts'
import { requestCredential } from './request-credential.ts'
import { refuse, RefusedByChecks } from './wallet-errors.ts'

export interface HoldersAnswer {
  /** As typed; undefined if the offer asks for none. */
  readonly txCode: string | undefined
  /** The holder was told that no list has the issuer, and wants the credential all the same. */
  readonly acceptUnlisted: boolean
}

/**
 * Collects what an offer holds — OpenID4VCI 1.0 "Pre-Authorized Code Flow": token bound to a fresh DPoP key, a nonce, a
 * key of its own for each credential, the request, every check, and only then the store. Whatever fails, the holder
 * loses nothing and can try again: a token and a credential that came are kept with the offer until everything is
 * right.
 *
 * @throws ProtocolError `unknown_offer`, `offer_closed`, `offer_expired`, `wallet_full`, `tx_code_required`,
 *   `tx_code_wrong`, `issuer_unreachable`, `issuer_refused`; RefusedByChecks `credential_refused`, `issuer_not_listed`,
 *   `trust_unknown`
 */
export async function collectCredential(
  context: WalletContext,
  instanceId: string,
  offerId: string,
  answer: HoldersAnswer,
): Promise<readonly HeldCredential[]> {
  const offer = await takeOffer(context, instanceId, offerId)
  try {
    await confirmRoom(context, instanceId, offer)
    let access = offer.access ?? (await redeemCode(context, offer, txCodeFor(offer, answer.txCode)))
    await updateOffer(context, instanceId, offerId, (held) => ({ ...held, access }))
    for (const configuration of missingOf(offer, access)) {
      const received = await requestCredential(context, offer, access, configuration)
      access = { ...access, credentials: [...access.credentials, received] }
      await updateOffer(context, instanceId, offerId, (held) => ({ ...held, access }))
    }
    const accepted = await checkAll(context, instanceId, offer, access, answer)
    for (const { held, received } of accepted) await store(context, instanceId, held, received)
    await updateOffer(context, instanceId, offerId, ({ access: _, attemptUntil: __, lastFailure: ___, ...held }) => ({
      ...held,
      state: 'collected',
      preAuthorizedCode: '',
    }))
    await remember(context, instanceId, { ...aboutOffer(offer, accepted[0]?.held), outcome: 'completed' })
    return accepted.map(({ held }) => held)
  } catch (error) {
    await releaseOffer(context, instanceId, offerId, error)
    await remember(context, instanceId, { ...aboutOffer(offer, undefined), outcome: 'failed', error: errorOf(error) })
    throw error
  }
}

/** The holder does not want it. @throws ProtocolError `unknown_offer`, `offer_closed` */
export async function dismissOffer(context: WalletContext, instanceId: string, offerId: string): Promise<void> {
  const { state } = await heldOffer(context, instanceId, offerId)
  if (state !== 'open') throw refuse('offer_closed', `The offer is ${state}.`, { status: 409 })
  const dismissed = await updateOffer(context, instanceId, offerId, ({ access: _, ...held }) => ({
    ...held,
    state: 'dismissed',
    preAuthorizedCode: '',
  }))
  await remember(context, instanceId, { ...aboutOffer(dismissed, undefined), outcome: 'declined' })
}

async function confirmRoom(
  { records }: WalletContext,
  instanceId: string,
  { configurations }: HeldOffer,
): Promise<void> {
  const held = await records.credentials.list(recordsOf(instanceId))
  if (held.length + configurations.length <= limits.credentials) return
  throw refuse(
    'wallet_full',
    `This wallet holds ${limits.credentials} credentials at most: delete one, then try again.`,
    { status: 409 },
  )
}

const missingOf = ({ configurations }: HeldOffer, { credentials }: Access): readonly OfferedConfiguration[] =>
  configurations.filter(({ id }) => credentials.every(({ configurationId }) => configurationId !== id))

interface Accepted {
  readonly held: HeldCredential
  readonly received: ReceivedCredential
}

/**
 * All or nothing: the holder gets the offer as a whole. What fails for good is asked for anew at the next try; the rest
 * is kept.
 */
async function checkAll(
  context: WalletContext,
  instanceId: string,
  offer: HeldOffer,
  { credentials }: Access,
  { acceptUnlisted }: HoldersAnswer,
): Promise<readonly Accepted[]> {
  const accepted: Accepted[] = []
  for (const received of credentials) {
    const configuration = offer.configurations.find(({ id }) => id === received.configurationId)!
    const holderKey = context.signingKey(received.key).publicJwk
    const subject = receivedSubject(context, received.credential, { vct: configuration.vct, holderKey })
    const report = await runChecks(subject, receivedCredentialChecks, bugIn(context))
    const refusal = refusalOf(report, acceptUnlisted)
    if (refusal) {
      if (refusal.code === 'credential_refused') await forget(context, instanceId, offer.id, received)
      throw refusal
    }
    accepted.push({ received, held: heldCredential(context, offer, configuration, received, subject) })
  }
  return accepted
}

function refusalOf(report: Report, acceptUnlisted: boolean): RefusedByChecks | undefined {
  if (report.accepted) return undefined
  const outcomes = report.checks.filter(
    ({ outcome }) => outcome.status === 'failed' || outcome.status === 'indeterminate',
  )
  const [first] = outcomes
  const detail = `${first?.id ?? 'no check'}: ${first?.outcome.detail ?? 'nothing was checked'}`
  if (outcomes.length > 0 && outcomes.every(({ outcome }) => outcome.status === 'indeterminate')) {
    return new RefusedByChecks(
      'trust_unknown',
      `It could not be found out whether the credential can be trusted; try again later (${detail}).`,
      report,
      { status: 503 },
    )
  }
  if (outcomes.length === 1 && first?.id === 'issuer_listed') {
    if (acceptUnlisted) return undefined
    const text =
      'The issuer is not listed in any list this wallet knows. To store its credential all the same, accept with accept_unlisted.'
    return new RefusedByChecks('issuer_not_listed', text, report, { status: 409 })
  }
  return new RefusedByChecks(
    'credential_refused',
    `The credential did not pass (${detail}); it was not stored.`,
    report,
  )
}

const forget = (context: WalletContext, instanceId: string, offerId: string, received: ReceivedCredential) =>
  updateOffer(context, instanceId, offerId, (held) => ({
    ...held,
    ...(held.access && {
      access: {
        ...held.access,
        credentials: held.access.credentials.filter(({ credential }) => credential !== received.credential),
      },
    }),
  }))

function heldCredential(
  { clock }: WalletContext,
  offer: HeldOffer,
  configuration: OfferedConfiguration,
  { credential }: ReceivedCredential,
  { issuer, credential: { registeredClaims } }: ReceivedSubject,
): HeldCredential {
  const { exp } = registeredClaims()
  const found = issuer().found
  return {
    id: `cred_${sha256Base64url(credential)}`,
    configurationId: configuration.id,
    vct: configuration.vct,
    credential,
    credentialIssuer: offer.issuer.credentialIssuer,
    issuerNames: found ? found.entityNames.map(({ value, lang }) => ({ text: value, lang })) : offer.issuer.names,
    names: configuration.names,
    claimLabels: configuration.claims,
    receivedAt: clock.now(),
    ...(typeof exp === 'number' && { expiresAt: Math.floor(exp) as HeldCredential['receivedAt'] }),
    ...(found && {
      listed: {
        territory: found.territory,
        entityName: found.entityName,
        serviceName: found.serviceName,
        list: found.listUrl,
        sequenceNumber: found.sequenceNumber,
      },
    }),
  }
}

/** The key first: a credential without its key would be of no use, a key without its credential is only left over. */
async function store(
  { records }: WalletContext,
  instanceId: string,
  held: HeldCredential,
  { key }: ReceivedCredential,
): Promise<void> {
  await records.credentialKeys.put(recordKey(instanceId, held.id), key)
  await records.credentials.put(recordKey(instanceId, held.id), held)
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
