import { after, type Seconds } from '../src/base/time.ts'
import { issueAccessToken } from '../src/oauth/access-token.ts'
import { issueRefreshToken } from '../src/oauth/refresh-token.ts'
import { makeTokenResponse, type TokenResponse } from '../src/oauth/token-endpoint.ts'
import { makeGrantedDetails } from '../src/openid4vci/authorization-details.ts'
import { authorizationLimits } from './authorization-limits.ts'
import type { CredentialAccess } from './authorization-records.ts'
import type { IssuerContext } from './context.ts'
import { limits } from './limits.ts'
import type { Granted, TokenRequest } from './token-grant.ts'
import { scopesOf } from './wanted-credentials.ts'

/** The tokens for what was granted: an access token bound to the DPoP key, a refresh token bound to the client. */
export async function issueTokens(
  context: IssuerContext,
  granted: Granted,
  { client, jkt }: TokenRequest,
): Promise<TokenResponse> {
  const { records, metadata, clock, random } = context
  const { access, grantId: grant_id } = granted
  const refresh_token = await refreshTokenFor(context, granted, client)
  const lifetime = lifetimeOf(context, access, refresh_token)
  const binding = { jkt, client_id: client.clientId, grant_id, instanceKey: client.instanceKey }
  const accessToken = await issueAccessToken(
    records.accessTokens, { ...access, ...binding }, { now: clock.now(), lifetime, random },
  )
  const scope = scopesOf(metadata, access.credentialConfigurationIds)
  const { credentialIdentifiers } = access
  return makeTokenResponse(accessToken, lifetime, {
    ...(refresh_token !== undefined && { refresh_token, scope }),
    ...(credentialIdentifiers && { authorization_details: makeGrantedDetails(credentialIdentifiers) }),
  })
}

/** Who has to wait for an officer, and cannot refresh, comes back with the same token. */
function lifetimeOf(
  { config }: IssuerContext,
  { review }: CredentialAccess,
  refreshToken: string | undefined,
): Seconds {
  const waits = review || config.issuanceMode === 'review'
  return waits && refreshToken === undefined ? limits.reviewedAccessToken : limits.accessToken
}

async function refreshTokenFor(
  { records, clock, random }: IssuerContext,
  { refresh, grantId: grant_id }: Granted,
  { clientId, instanceKey }: TokenRequest['client'],
): Promise<string | undefined> {
  if (refresh === null || clientId === null) return undefined
  const expires_at = after(clock.now(), authorizationLimits.refreshToken)
  const grant = { ...refresh, grant_id, client_id: clientId, instance_key: instanceKey, expires_at }
  return issueRefreshToken(records.authorization.refreshTokens, grant, random)
}
