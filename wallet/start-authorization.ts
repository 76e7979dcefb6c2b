import { sha256Base64url } from '../src/base/bytes.ts'
import { token } from '../src/base/random.ts'
import { after, type Seconds } from '../src/base/time.ts'
import { jwkThumbprint } from '../src/jose/jwk.ts'
import { authorizationUrl, makeAuthorizationRequest } from '../src/oauth/authorization-request.ts'
import { codeChallengeOf, makeCodeVerifier } from '../src/oauth/pkce.ts'
import { parRequest, processParResponse } from '../src/oauth/pushed-authorization-request.ts'
import { makeAuthorizationDetails } from '../src/openid4vci/authorization-details.ts'
import { askAuthorizationServer, clientIdAt } from './ask-authorization-server.ts'
import type { WalletContext } from './context.ts'
import { basePath } from './instances.ts'
import type { HeldOffer, StartedAuthorization } from './issuance-records.ts'
import { limits } from './limits.ts'
import { atIssuer, outside } from './outside.ts'

/**
 * Pushes the authorization request — RFC 9126, HAIP 1.0: attested, PKCE with S256, bound to the key that the token will
 * be bound to, and asking by `scope`; only the reference goes through the browser. Nothing but the answer to exactly
 * this request will be taken.
 *
 * @param anyBrowser whether the answer may come in another browser than the one that began: only for the API
 * @throws ProtocolError `issuer_refused`, `issuer_unreachable`, `wallet_not_attested`
 */
export function startAuthorization(
  context: WalletContext,
  instanceId: string,
  offer: HeldOffer,
  { anyBrowser }: { readonly anyBrowser: boolean },
): Promise<StartedAuthorization> {
  const { clock, random, records } = context
  const { issuer } = offer
  return outside(atIssuer, async () => {
    const clientId = (await clientIdAt(context, instanceId, issuer))!
    const [state, codeVerifier, redirectUri] = [token(random, ''), makeCodeVerifier(random), redirectUriOf(context)]
    const { key, privateJwk } = context.generateKey()
    const parameters = {
      ...makeAuthorizationRequest({
        ...asked(offer),
        clientId,
        redirectUri,
        state,
        codeChallenge: codeChallengeOf(codeVerifier),
        dpopJkt: jwkThumbprint(key.publicJwk),
        issuerState: offer.grant.type === 'authorization_code' ? offer.grant.issuerState : undefined,
      }),
      ...(issuer.namesServers && hasScopes(offer) && { resource: issuer.credentialIssuer }),
    }
    const endpoint = issuer.parEndpoint!
    const answer = await askAuthorizationServer(context, instanceId, issuer, {
      endpoint,
      dpopKey: undefined,
      request: (headers) => parRequest({ endpoint, parameters, headers }),
    })
    const { requestUri, expiresIn } = processParResponse(answer)
    const until = after(clock.now(), Math.max(expiresIn, limits.authorization) as Seconds)
    await records.authorizationStates.put(sha256Base64url(state), { instanceId, offerId: offer.id }, until)
    const url = authorizationUrl(issuer.authorizationEndpoint!, { clientId, requestUri })
    return { state, codeVerifier, redirectUri, clientId, dpopKey: privateJwk, url, until, anyBrowser }
  })
}

/** Where authorization servers send the browser back to. */
export const redirectUriOf = ({ baseUrl }: Pick<WalletContext, 'baseUrl'>): string =>
  `${baseUrl.origin}${basePath(baseUrl)}/callback`

const hasScopes = ({ configurations }: HeldOffer): boolean => configurations.every(({ scope }) => scope !== undefined)

/** HAIP 1.0: by `scope`, which every configuration has there; in detail only where an issuer gives none. */
function asked(offer: HeldOffer): { readonly scope: string } | { readonly authorizationDetails: string } {
  const { configurations, issuer } = offer
  if (hasScopes(offer)) return { scope: [...new Set(configurations.map(({ scope }) => scope!))].join(' ') }
  const location = issuer.namesServers ? issuer.credentialIssuer : undefined
  return { authorizationDetails: makeAuthorizationDetails(configurations.map(({ id }) => id), location) }
}
