import { runChecks } from '../src/base/checks.ts'
import { after } from '../src/base/time.ts'
import {
  credentialOfferRequest,
  parseCredentialOffer,
  parseOfferLink,
  processCredentialOfferResponse,
  type CredentialOffer,
} from '../src/openid4vci/credential-offer.ts'
import { bugIn, newId, type WalletContext } from './context.ts'
import { errorOf, remember } from './history.ts'
import type { HeldOffer } from './issuance-records.ts'
import { describeOffer, fetchIssuer } from './issuer-of-offer.ts'
import { limits } from './limits.ts'
import { offerChecks } from './offer-checks.ts'
import { keepOffer } from './offers.ts'
import { outside } from './outside.ts'
import { RefusedByChecks } from './wallet-errors.ts'

/**
 * Takes an offer in — OpenID4VCI 1.0 "Credential Offer". An offer is unsigned: its issuer's metadata are fetched from
 * the issuer's own address and everything is checked before the holder sees it. Nothing is collected yet.
 *
 * @param link an address of any scheme with `credential_offer` or `credential_offer_uri`
 * @throws ProtocolError `invalid_offer`, `offer_unreachable`, `issuer_unreachable`, `invalid_issuer_metadata`;
 *   RefusedByChecks `unsupported_offer`, `invalid_issuer_metadata`
 */
export async function receiveOffer(context: WalletContext, instanceId: string, link: string): Promise<HeldOffer> {
  return takeIn(context, instanceId, await fetchOffer(context, link), 'issuer')
}

/**
 * The holder goes to an issuer without having been offered anything — OpenID4VCI 1.0 "Authorization Code Flow", begun
 * by the wallet.
 *
 * @throws as {@link receiveOffer}
 */
export async function chooseCredential(
  context: WalletContext,
  instanceId: string,
  { issuer, configurationId }: { readonly issuer: string; readonly configurationId: string },
): Promise<HeldOffer> {
  const offer = await outside(offerCodes, () =>
    parseCredentialOffer({
      credential_issuer: issuer,
      credential_configuration_ids: [configurationId],
      grants: { authorization_code: {} },
    }),
  )
  return takeIn(context, instanceId, offer, 'holder')
}

async function takeIn(
  context: WalletContext,
  instanceId: string,
  offer: CredentialOffer,
  begunBy: HeldOffer['begunBy'],
): Promise<HeldOffer> {
  const now = context.clock.now()
  try {
    const issuer = await fetchIssuer(context, offer)
    const subject = {
      offer,
      metadata: issuer.metadata,
      authorizationServer: issuer.authorizationServer,
      attested: context.walletProvider !== undefined,
      development: context.development,
    }
    const report = await runChecks(subject, offerChecks, bugIn(context))
    if (!report.accepted)
      throw new RefusedByChecks('unsupported_offer', 'This wallet cannot take this offer; see the checks.', report)
    const held: HeldOffer = {
      id: newId(context, begunBy === 'issuer' ? 'off_' : 'iss_'),
      receivedAt: now,
      expiresAt: after(now, limits.offerLifetime),
      begunBy,
      state: 'open',
      report: { accepted: true, checks: [...report.checks, ...issuer.signed] },
      ...describeOffer(subject, issuer.statement),
    }
    await keepOffer(context, instanceId, held)
    return held
  } catch (error) {
    const { credential_issuer, credential_configuration_ids } = offer
    await remember(context, instanceId, {
      kind: 'issuance',
      outcome: 'failed',
      party: { name: new URL(credential_issuer).host, identifier: credential_issuer },
      credentials: credential_configuration_ids.slice(0, 10).map((type) => ({ type, requested: [], disclosed: [] })),
      error: errorOf(error),
    })
    throw error
  }
}

const offerCodes = { unreachable: 'offer_unreachable', invalid: 'invalid_offer', refused: 'offer_unreachable' } as const

const fetchOffer = ({ fetchDocument }: WalletContext, link: string): Promise<CredentialOffer> =>
  outside(offerCodes, async () => {
    const reference = parseOfferLink(link)
    if (reference.by === 'value') return reference.offer
    const request = {
      ...credentialOfferRequest(reference.uri),
      maxBytes: limits.offer,
      timeout: limits.outboundTimeout,
    }
    return processCredentialOfferResponse(await fetchDocument(request))
  })
