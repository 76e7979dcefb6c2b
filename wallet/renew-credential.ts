import { runChecks } from '../src/base/checks.ts'
import { after } from '../src/base/time.ts'
import type { CredentialOffer } from '../src/openid4vci/credential-offer.ts'
import { acceptOffer, type IssuanceStep } from './accept-offer.ts'
import { bugIn, newId, type WalletContext } from './context.ts'
import { heldCredential } from './credentials.ts'
import type { HeldOffer } from './issuance-records.ts'
import { describeOffer, fetchIssuer } from './issuer-of-offer.ts'
import { limits } from './limits.ts'
import { offerChecks } from './offer-checks.ts'
import { heldOffers, keepOffer } from './offers.ts'
import { recordKey, type HeldCredential } from './records.ts'
import { refuse, RefusedByChecks } from './wallet-errors.ts'

/**
 * Asks the issuer for fresh copies of a credential, with the refresh token that it gave — OpenID4VCI 1.0 "Refreshing
 * Issued Credentials". The metadata are read anew. The old copies stay until the new ones are stored.
 *
 * @throws ProtocolError `unknown_credential`, `offer_closed`, `issuer_unreachable`, `invalid_issuer_metadata`, and as
 *   `acceptOffer`
 */
export async function renewCredential(context: WalletContext, instanceId: string, id: string): Promise<IssuanceStep> {
  const credential = await heldCredential(context, instanceId, id)
  const open = await openRenewal(context, instanceId, id)
  const offer = open ?? (await beginRenewal(context, instanceId, credential))
  return acceptOffer(context, instanceId, offer.id, {
    txCode: undefined,
    acceptUnlisted: credential.listed === undefined,
    byApi: false,
    follow: false,
  })
}

/** A renewal that failed is not tried again at every opportunity: true at most once in a while. */
export async function mayRenewNow({ records, clock }: WalletContext, instanceId: string, id: string): Promise<boolean> {
  const now = clock.now()
  let may = false
  await records.credentials.update(recordKey(instanceId, id), (held) => {
    may = held.renewNotBefore === undefined || held.renewNotBefore <= now
    return may ? { ...held, renewNotBefore: after(now, limits.renewAfterFailure) } : held
  })
  return may
}

async function openRenewal(context: WalletContext, instanceId: string, id: string): Promise<HeldOffer | undefined> {
  const now = context.clock.now()
  const offers = await heldOffers(context, instanceId)
  return offers.find(
    ({ renews, state, expiresAt }) =>
      renews?.credentialId === id && (state === 'open' || state === 'pending' || state === 'collecting') && now < expiresAt,
  )
}

async function beginRenewal(context: WalletContext, instanceId: string, credential: HeldCredential): Promise<HeldOffer> {
  const { records, clock, development } = context
  const { requested, access: accessId } = credential
  const access = accessId === undefined ? undefined : await records.accesses.get(recordKey(instanceId, accessId))
  if (!requested || access?.refreshToken === undefined) {
    throw refuse('offer_closed', 'The issuer gave no way to renew this credential: ask it for a new one.', { status: 409 })
  }
  const offer: CredentialOffer = {
    credential_issuer: credential.credentialIssuer,
    credential_configuration_ids: [requested.configurationId],
    grants: { authorization_code: { authorization_server: access.issuer.authorizationServer } },
  }
  const { metadata, authorizationServer, statement } = await fetchIssuer(context, offer)
  const subject = { offer, metadata, authorizationServer, attested: context.walletProvider !== undefined, development }
  const report = await runChecks(subject, offerChecks, bugIn(context))
  const relevant = report.checks.filter(({ id, outcome }) => !aboutTheGrant.includes(id) && outcome.status !== 'passed')
  if (relevant.length > 0)
    throw new RefusedByChecks('unsupported_offer', 'This wallet can no longer collect this credential; see the checks.', report)

  const now = clock.now()
  const described = describeOffer(subject, statement)
  const issuer = { ...described.issuer, client: access.issuer.client }
  const fresh = { ...access, issuer, configurations: described.configurations }
  await records.accesses.put(recordKey(instanceId, access.id), fresh)
  const held: HeldOffer = {
    id: newId(context, 'ren_'),
    receivedAt: now,
    expiresAt: after(now, limits.offerLifetime),
    begunBy: 'wallet',
    state: 'open',
    issuer,
    grant: { type: 'refresh_token' },
    configurations: described.configurations,
    report,
    progress: { access: access.id, received: [], deferred: [], stored: [] },
    renews: { credentialId: credential.id, requested },
  }
  await keepOffer(context, instanceId, held)
  return held
}

/** Nothing is authorized anew: these matter only when an access is obtained. */
const aboutTheGrant: readonly string[] = ['offer_grant', 'authorization_endpoints', 'client_authentication']
