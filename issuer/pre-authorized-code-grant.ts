import { newGrantId } from '../src/oauth/access-token.ts'
import { refuseToken, type TokenParameters } from '../src/oauth/token-endpoint.ts'
import { parseAuthorizationDetails } from '../src/openid4vci/authorization-details.ts'
import {
  offeredFor, parsePreAuthorizedCodeTokenRequest, redeemPreAuthorizedCode,
} from '../src/openid4vci/pre-authorized-code.ts'
import { credentialIdentifiersFor } from './credential-identifiers.ts'
import type { GrantParts, TokenGrant } from './token-grant.ts'

/**
 * OpenID4VCI 1.0 "Token Request". Whoever has the code may come, also without a name; only a client that authenticated
 * gets a refresh token, for there is nothing else to bind it to.
 */
export const preAuthorizedCode =
  (parts: GrantParts): TokenGrant =>
  async ({ parameters, client }) => {
    const request = parsePreAuthorizedCodeTokenRequest(parameters)
    const wanted = await wantedInDetail(parts, request['pre-authorized_code'], parameters)
    const offered = await redeemPreAuthorizedCode(parts.records.preAuthorizedCodes, request)
    const { subject, credentialConfigurationIds, review } = offered
    const access = {
      subject,
      credentialConfigurationIds: wanted ?? credentialConfigurationIds,
      credentialIdentifiers: wanted && credentialIdentifiersFor(wanted, parts.random),
      review,
    }
    const refresh = client.method === 'none' ? null : { access, scope: null }
    return { grantId: newGrantId(parts.random), access, refresh }
  }

/**
 * OpenID4VCI 1.0 "Request Credential Issuance using authorization_details Parameter": some of what was offered. Judged
 * before the code is redeemed, so that a wrong wish does not cost it.
 */
async function wantedInDetail(
  { records, metadata }: GrantParts,
  code: string,
  { authorization_details }: TokenParameters,
): Promise<readonly [string, ...string[]] | null> {
  if (authorization_details === undefined) return null
  const wanted = parseAuthorizationDetails(authorization_details, {
    credentialIssuer: metadata.credential_issuer,
    isKnown: (id) => Object.hasOwn(metadata.credential_configurations_supported, id),
  })
  const offered = await offeredFor(records.preAuthorizedCodes, code)
  if (offered && !wanted.every((id) => offered.credentialConfigurationIds.includes(id))) {
    throw refuseToken('invalid_authorization_details', 'authorization_details names more than the offer')
  }
  return wanted
}
