import { digits, token } from '../src/base/random.ts'
import { after, type EpochSeconds } from '../src/base/time.ts'
import {
  makeAuthorizationCodeOffer, makePreAuthorizedOffer, type CredentialOffer, type OfferReference,
} from '../src/openid4vci/credential-offer.ts'
import { issuePreAuthorizedCode } from '../src/openid4vci/pre-authorized-code.ts'
import type { IssuerContext } from './context.ts'
import { issueIssuerState } from './issuer-states.ts'
import { limits } from './limits.ts'
import type { OfferedGrant } from './offered-grants.ts'
import { transactionCodeHint } from './words.ts'

export interface OfferWish {
  readonly subject: string
  readonly credentialConfigurationIds: readonly [string, ...string[]]
  readonly by: OfferReference['by']
  readonly grant: OfferedGrant
  /** Whether the holder must also type a code that is told by another way; for a pre-authorized code. */
  readonly txCode: boolean
  /** Whether an officer looks at the request before the credential is issued. */
  readonly review: boolean
}

export interface MadeOffer {
  readonly reference: OfferReference
  readonly txCode: string | undefined
  readonly expiresAt: EpochSeconds
}

/** Prepares a credential for one person and makes the offer of it — OpenID4VCI 1.0 "Credential Offer Endpoint". */
export async function makeOffer(context: IssuerContext, wish: OfferWish): Promise<MadeOffer> {
  const { config: { credentialIssuer }, clock, random, records } = context
  const expiresAt = after(clock.now(), limits.offer)
  const { offer, txCode } = wish.grant === 'authorization_code'
    ? await authorizationCodeOffer(context, wish, expiresAt)
    : await preAuthorizedOffer(context, wish, expiresAt)
  if (wish.by === 'value') return { reference: { by: wish.by, offer }, txCode, expiresAt }

  const id = token(random, 'off_')
  await records.offers.put(id, offer, expiresAt)
  return { reference: { by: wish.by, uri: `${credentialIssuer}/offers/${id}` }, txCode, expiresAt }
}

interface Prepared {
  readonly offer: CredentialOffer
  readonly txCode: string | undefined
}

async function authorizationCodeOffer(
  { config: { credentialIssuer }, random, records }: IssuerContext,
  { subject, credentialConfigurationIds, review }: OfferWish,
  expiresAt: EpochSeconds,
): Promise<Prepared> {
  const offered = { subject, credentialConfigurationIds, review }
  const issuerState = await issueIssuerState(records.authorization.issuerStates, offered, { expiresAt, random })
  const configurationIds = credentialConfigurationIds
  return { offer: makeAuthorizationCodeOffer({ credentialIssuer, configurationIds, issuerState }), txCode: undefined }
}

async function preAuthorizedOffer(
  { config: { credentialIssuer }, random, records }: IssuerContext,
  { subject, credentialConfigurationIds, txCode: withTxCode, review }: OfferWish,
  expiresAt: EpochSeconds,
): Promise<Prepared> {
  const txCode = withTxCode ? digits(random, limits.txCodeDigits) : undefined
  const code = await issuePreAuthorizedCode(records.preAuthorizedCodes, {
    subject, credentialConfigurationIds, txCode, expiresAt, review, random,
  })
  const offer = makePreAuthorizedOffer({
    credentialIssuer,
    configurationIds: credentialConfigurationIds,
    code,
    txCode: withTxCode ? txCodeHint : undefined,
  })
  return { offer, txCode }
}

const txCodeHint = { input_mode: 'numeric', length: limits.txCodeDigits, description: transactionCodeHint } as const
