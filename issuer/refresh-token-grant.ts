import { confirmAuthenticated } from '../src/oauth/client-authentication.ts'
import { parseRefreshTokenRequest, readRefreshToken, rotateRefreshToken } from '../src/oauth/refresh-token.ts'
import { refuseToken } from '../src/oauth/token-endpoint.ts'
import type { CredentialAccess, RefreshGrant } from './authorization-records.ts'
import type { GrantParts, TokenGrant } from './token-grant.ts'
import { configurationsWith, scopesIn, scopesOf } from './wanted-credentials.ts'

/** RFC 6749 §6: for the same instance of the client, with any DPoP key. What was granted stays what it is. */
export const refreshToken =
  (parts: GrantParts): TokenGrant =>
  async ({ parameters, client }) => {
    confirmAuthenticated(client)
    const { refreshTokens } = parts.records.authorization
    const { refresh_token, scope } = parseRefreshTokenRequest(parameters)
    const grant = await readRefreshToken(refreshTokens, refresh_token, client)
    const access = narrowed(parts, grant, scope)
    await rotateRefreshToken(refreshTokens, refresh_token, grant, parts.clock.now())
    return { grantId: grant.grant_id, access, refresh: { access: grant.access, scope: grant.scope } }
  }

/** A client may ask for less than it was granted, never for more. */
function narrowed(
  { metadata }: GrantParts,
  { access, scope: asked }: RefreshGrant,
  scope: string | undefined,
): CredentialAccess {
  if (scope === undefined) return access
  const own = scopesOf(metadata, access.credentialConfigurationIds)
  const granted = new Set([...scopesIn(asked ?? ''), ...scopesIn(own)])
  const known = configurationsWith(metadata, scope)
  const [first, ...more] = access.credentialConfigurationIds.filter((id) => known.includes(id))
  if (first === undefined || !scopesIn(scope).every((value) => granted.has(value))) {
    throw refuseToken('invalid_scope', 'scope is more than was granted')
  }
  return { ...access, credentialConfigurationIds: [first, ...more] }
}
