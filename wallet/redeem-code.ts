import { after, minutes, seconds } from '../src/base/time.ts'
import { RequestRefused } from '../src/oauth/error-response.ts'
import { processTokenResponse, tokenRequest } from '../src/oauth/token-endpoint.ts'
import { makePreAuthorizedCodeTokenRequest } from '../src/openid4vci/pre-authorized-code.ts'
import type { WalletContext } from './context.ts'
import { withDpop } from './dpop-request.ts'
import { limits } from './limits.ts'
import { atIssuer, outside } from './outside.ts'
import type { Access, HeldOffer } from './records.ts'
import { refuse } from './wallet-errors.ts'

/**
 * Redeems the offer's code for a token that is bound to a fresh key — OpenID4VCI 1.0 "Token Request", RFC 9449 §5.
 *
 * @param txCode from {@link txCodeFor}
 * @throws ProtocolError `tx_code_wrong`, `issuer_refused`, `issuer_unreachable`
 */
export async function redeemCode(
  context: WalletContext,
  offer: HeldOffer,
  txCode: string | undefined,
): Promise<Access> {
  const { key, privateJwk } = context.generateKey()
  const { tokenEndpoint: endpoint } = offer.issuer
  const parameters = makePreAuthorizedCodeTokenRequest(offer.preAuthorizedCode, txCode)
  const refusedCode = txCode === undefined ? 'issuer_refused' : 'tx_code_wrong'
  return outside(atIssuer, async () => {
    const answer = await withDpop(context, { key, endpoint, accessToken: undefined }, (dpopProof) => ({
      ...tokenRequest({ endpoint, parameters, dpopProof }),
      maxBytes: limits.tokenResponse,
      timeout: limits.outboundTimeout,
    }))
    try {
      const { access_token, expires_in } = processTokenResponse(answer)
      const expiresAt = after(
        context.clock.now(),
        expires_in === undefined ? minutes(5) : seconds(Math.min(expires_in, 86_400)),
      )
      return { token: access_token, dpopKey: privateJwk, expiresAt, credentials: [] }
    } catch (error) {
      if (!(error instanceof RequestRefused) || error.code !== 'invalid_grant') throw error
      const what =
        txCode === undefined
          ? 'the offer is used or has ended'
          : 'the transaction code is wrong, or the offer is used or has ended'
      throw refuse(refusedCode, `The issuer refused: ${what}. ${error.description}`, { cause: error })
    }
  })
}

/** A code that cannot be right is not sent: the issuer counts tries. */
export function txCodeFor({ txCode }: HeldOffer, typed: string | undefined): string | undefined {
  if (!txCode) return undefined
  const code = typed?.trim() ?? ''
  if (code === '')
    throw refuse('tx_code_required', 'Type the transaction code that the issuer gave you in another way.')
  const fits =
    (txCode.inputMode === 'text' || /^\d+$/.test(code)) &&
    (txCode.length === undefined || code.length === txCode.length)
  const form = `${txCode.length ?? 'some'} ${txCode.inputMode === 'numeric' ? 'digits' : 'characters'}`
  if (!fits || code.length > 200)
    throw refuse('tx_code_wrong', `The transaction code has ${form}; nothing was sent, try again.`)
  return code
}
