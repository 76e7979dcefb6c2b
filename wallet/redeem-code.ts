import { after, minutes, seconds } from '../src/base/time.ts'
import type { SigningKey, PrivateJwk } from '../src/jose/signing-key.ts'
import { RequestRefused } from '../src/oauth/error-response.ts'
import {
  makeAuthorizationCodeTokenRequest,
  makeRefreshTokenRequest,
  processTokenResponse,
  tokenRequest,
  type TokenParameters,
} from '../src/oauth/token-endpoint.ts'
import { processGrantedDetails } from '../src/openid4vci/authorization-details.ts'
import { makePreAuthorizedCodeTokenRequest } from '../src/openid4vci/pre-authorized-code.ts'
import { askAuthorizationServer, clientIdAt } from './ask-authorization-server.ts'
import type { WalletContext } from './context.ts'
import type { Access, HeldOffer, IssuerOfOffer, StartedAuthorization } from './issuance-records.ts'
import { limits } from './limits.ts'
import { atIssuer, outside } from './outside.ts'
import { recordKey } from './records.ts'
import { refuse } from './wallet-errors.ts'

/**
 * Redeems the offer's code for a token that is bound to a fresh key — OpenID4VCI 1.0 "Token Request", RFC 9449 §5.
 *
 * @param txCode from {@link txCodeFor}
 * @throws ProtocolError `tx_code_wrong`, `issuer_refused`, `issuer_unreachable`, `wallet_not_attested`
 */
export function redeemPreAuthorizedCode(
  context: WalletContext,
  instanceId: string,
  { issuer }: HeldOffer,
  { code, txCode }: { readonly code: string; readonly txCode: string | undefined },
): Promise<Tokens> {
  return outside(atIssuer, async () => {
    const clientId = await clientIdAt(context, instanceId, issuer)
    const parameters = {
      ...makePreAuthorizedCodeTokenRequest(code, txCode),
      ...(clientId !== undefined && { client_id: clientId }),
    }
    try {
      return await redeem(context, instanceId, issuer, { parameters, clientId, ...context.generateKey() })
    } catch (error) {
      if (!(error instanceof RequestRefused) || error.code !== 'invalid_grant') throw error
      const what =
        txCode === undefined
          ? 'the offer is used or has ended'
          : 'the transaction code is wrong, or the offer is used or has ended'
      const refusedCode = txCode === undefined ? 'issuer_refused' : 'tx_code_wrong'
      throw refuse(refusedCode, `The issuer refused: ${what}. ${error.description}`, { cause: error })
    }
  })
}

/**
 * Redeems the code that the browser brought back — RFC 6749 §4.1.3, RFC 7636 §4.5 — with the key that was announced
 * when the authorization began.
 *
 * @throws ProtocolError `issuer_refused`, `issuer_unreachable`, `wallet_not_attested`
 */
export const redeemAuthorizationCode = (
  context: WalletContext,
  instanceId: string,
  { issuer }: HeldOffer,
  { code, authorization }: { readonly code: string; readonly authorization: StartedAuthorization },
): Promise<Tokens> =>
  outside(atIssuer, () => {
    const { redirectUri, codeVerifier, clientId, dpopKey: privateJwk } = authorization
    const parameters = makeAuthorizationCodeTokenRequest({ code, redirectUri, codeVerifier, clientId })
    const key = context.signingKey(privateJwk)
    return redeem(context, instanceId, issuer, { parameters, clientId, key, privateJwk })
  })

/**
 * The access as it is, or with a fresh token where it has run out and the issuer gave a way to renew it — RFC 6749 §6.
 *
 * @throws ProtocolError `issuer_refused`, `issuer_unreachable`, `wallet_not_attested`
 */
export async function freshAccess(context: WalletContext, instanceId: string, access: Access): Promise<Access> {
  const { refreshToken, dpopKey: privateJwk, clientId, issuer } = access
  if (context.clock.now() < access.expiresAt || refreshToken === undefined) return access
  const { client_id, ...anonymous } = makeRefreshTokenRequest({ refreshToken, clientId: clientId ?? '' })
  const parameters = { ...anonymous, ...(clientId !== undefined && { client_id: client_id! }) }
  const key = context.signingKey(privateJwk)
  const renewed = await outside(atIssuer, () =>
    redeem(context, instanceId, issuer, { parameters, clientId, key, privateJwk }),
  )
  const fresh = { ...access, ...renewed }
  await context.records.accesses.put(recordKey(instanceId, access.id), fresh)
  return fresh
}

/** What a token response gives, before it is known what it is for. */
export type Tokens = Omit<Access, 'id' | 'issuer' | 'configurations'>

interface Redemption {
  readonly parameters: TokenParameters
  readonly clientId: string | undefined
  readonly key: SigningKey
  readonly privateJwk: PrivateJwk
}

async function redeem(
  context: WalletContext,
  instanceId: string,
  issuer: IssuerOfOffer,
  { parameters, clientId, key, privateJwk }: Redemption,
): Promise<Tokens> {
  const endpoint = issuer.tokenEndpoint
  const answer = await askAuthorizationServer(context, instanceId, issuer, {
    endpoint,
    dpopKey: key,
    request: ({ DPoP, ...headers }) => tokenRequest({ endpoint, parameters, dpopProof: DPoP!, headers }),
  })
  const { access_token, expires_in, refresh_token, authorization_details } = processTokenResponse(answer)
  const lifetime = expires_in === undefined ? minutes(5) : seconds(Math.min(expires_in, limits.tokenLifetime))
  const granted = processGrantedDetails(authorization_details ?? [])
  return {
    token: access_token,
    dpopKey: privateJwk,
    expiresAt: after(context.clock.now(), lifetime),
    ...(refresh_token !== undefined && { refreshToken: refresh_token }),
    ...(clientId !== undefined && { clientId }),
    ...(granted.length > 0 && {
      identifiers: Object.fromEntries(
        granted.map(({ credentialConfigurationId, credentialIdentifiers }) => [
          credentialConfigurationId,
          credentialIdentifiers.slice(0, limits.datasets),
        ]),
      ),
    }),
  }
}

/** A code that cannot be right is not sent: the issuer counts tries. */
export function txCodeFor({ grant }: HeldOffer, typed: string | undefined): string | undefined {
  const txCode = grant.type === 'pre-authorized_code' ? grant.txCode : undefined
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
