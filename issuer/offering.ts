import { digits, token } from '../src/base/random.ts'
import { after, type EpochSeconds } from '../src/base/time.ts'
import {
  makeOfferLink, makePreAuthorizedOffer, offerScheme, type OfferReference,
} from '../src/openid4vci/credential-offer.ts'
import { issuePreAuthorizedCode } from '../src/openid4vci/pre-authorized-code.ts'
import type { IssuerContext } from './context.ts'
import { limits } from './limits.ts'
import { transactionCodeHint } from './words.ts'

export interface OfferWish {
  readonly subject: string
  readonly credentialConfigurationIds: readonly [string, ...string[]]
  readonly by: OfferReference['by']
  /** Whether the holder must also type a code that is told by another way. */
  readonly txCode: boolean
}

export interface MadeOffer {
  readonly reference: OfferReference
  /** `openid-credential-offer://…` */
  readonly link: string
  readonly txCode: string | undefined
  readonly expiresAt: EpochSeconds
}

/** Prepares a credential for one person and makes the offer of it — OpenID4VCI 1.0 "Credential Offer Endpoint". */
export async function makeOffer(
  { config: { credentialIssuer }, clock, random, records }: IssuerContext,
  { subject, credentialConfigurationIds, by, txCode: withTxCode }: OfferWish,
): Promise<MadeOffer> {
  const expiresAt = after(clock.now(), limits.offer)
  const txCode = withTxCode ? digits(random, limits.txCodeDigits) : undefined
  const code = await issuePreAuthorizedCode(records.preAuthorizedCodes, {
    subject, credentialConfigurationIds, txCode, expiresAt, random,
  })
  const offer = makePreAuthorizedOffer({
    credentialIssuer,
    configurationIds: credentialConfigurationIds,
    code,
    txCode: withTxCode ? txCodeHint : undefined,
  })
  if (by === 'value') {
    return { reference: { by, offer }, link: makeOfferLink(offerScheme, { by, offer }), txCode, expiresAt }
  }

  const id = token(random, 'off_')
  await records.offers.put(id, offer, expiresAt)
  const reference = { by, uri: `${credentialIssuer}/offers/${id}` }
  return { reference, link: makeOfferLink(offerScheme, reference), txCode, expiresAt }
}

const txCodeHint = { input_mode: 'numeric', length: limits.txCodeDigits, description: transactionCodeHint } as const
