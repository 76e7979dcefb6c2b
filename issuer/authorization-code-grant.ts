import { parseAuthorizationCodeTokenRequest, redeemAuthorizationCode } from '../src/oauth/authorization-code.ts'
import { confirmAuthenticated } from '../src/oauth/client-authentication.ts'
import { authorizationLimits } from './authorization-limits.ts'
import type { GrantParts, TokenGrant } from './token-grant.ts'

/** RFC 6749 §4.1.3: for the client that asked, which authenticates again. */
export const authorizationCode =
  ({ records, clock }: GrantParts): TokenGrant =>
  async ({ parameters, client, jkt }) => {
    confirmAuthenticated(client)
    const from = { clientId: client.clientId, jkt }
    const parts = { now: clock.now(), tokensLast: authorizationLimits.refreshToken }
    const request = parseAuthorizationCodeTokenRequest(parameters)
    const { grant_id, access, scope } = await redeemAuthorizationCode(records.authorization.codes, request, from, parts)
    return { grantId: grant_id, access, refresh: { access, scope } }
  }
