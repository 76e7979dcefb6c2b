import { authorizationCodeGrant, refreshTokenGrant } from '../src/oauth/token-endpoint.ts'
import { preAuthorizedCodeGrant } from '../src/openid4vci/credential-offer.ts'
import { authorizationCode } from './authorization-code-grant.ts'
import { preAuthorizedCode } from './pre-authorized-code-grant.ts'
import { refreshToken } from './refresh-token-grant.ts'
import type { GrantParts, TokenGrant } from './token-grant.ts'

/** By `grant_type`. Another grant is another file and a line here. */
export type TokenGrants = ReadonlyMap<string, TokenGrant>

export const tokenGrants = (parts: GrantParts): TokenGrants =>
  new Map([
    [authorizationCodeGrant, authorizationCode(parts)],
    [preAuthorizedCodeGrant, preAuthorizedCode(parts)],
    [refreshTokenGrant, refreshToken(parts)],
  ])
