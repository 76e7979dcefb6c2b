import { seconds } from '../../base/time.ts'
import { FetchFailed, type FetchDocument } from '../../http/fetch-document.ts'
import { ask, type Offer } from '../../scenarios/parties.ts'
import type { IssuerFacts } from './interop-facts.ts'

export interface OfferToSend {
  readonly configurationId: string
  readonly subject: string
  readonly by: 'value' | 'reference'
  readonly grant: 'authorization_code' | 'pre-authorized_code'
  /** Only with a pre-authorized code. */
  readonly txCode: boolean
  /** A `credential_offer_endpoint`: of a wallet, or of a test that waits for an offer. */
  readonly to: string
}

/**
 * Makes an offer at the desk of a running issuer and brings it to a wallet as its holder's browser would: OpenID4VCI 1.0
 * "Credential Offer Endpoint", a GET with `credential_offer` or `credential_offer_uri`.
 *
 * @returns how the wallet answered (a redirect leads its own browser on, and is not followed), and the transaction code
 * @throws Refused if the desk makes no offer, FetchFailed if nobody answers
 */
export async function sendOffer(
  http: FetchDocument,
  issuer: IssuerFacts,
  wish: OfferToSend,
): Promise<{ readonly answer: number | 'redirect'; readonly txCode?: string }> {
  const desk = { url: issuer.desk.offers, token: issuer.desk.token }
  const { offer, tx_code } = await ask<Offer>(http, desk, '', {
    credential_configuration_ids: [wish.configurationId],
    subject: wish.subject,
    by: wish.by,
    grant: wish.grant,
    tx_code: wish.txCode,
  })
  const address = new URL(wish.to)
  for (const [name, value] of new URL(offer).searchParams) address.searchParams.set(name, value)
  return { answer: await visited(http, address.href), ...(tx_code !== undefined && { txCode: tx_code }) }
}

async function visited(http: FetchDocument, url: string): Promise<number | 'redirect'> {
  try {
    return (await http({ url, accept: 'text/html', maxBytes: 1_000_000, timeout: seconds(30) })).status
  } catch (error) {
    if (error instanceof FetchFailed && error.code === 'too_many_redirects') return 'redirect'
    throw error
  }
}
