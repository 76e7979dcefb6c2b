import { parseAuthorizationRequest, refuseAuthorization } from '../src/oauth/authorization-request.ts'
import { confirmAuthenticated, type AuthenticatedClient } from '../src/oauth/client-authentication.ts'
import { keepPushedRequest, type PushedAuthorizationResponse } from '../src/oauth/pushed-authorization-request.ts'
import type { TokenParameters } from '../src/oauth/token-endpoint.ts'
import { authorizationLimits } from './authorization-limits.ts'
import type { OfferedCredential } from './authorization-records.ts'
import { redirectUrisOf } from './clients.ts'
import type { IssuerContext } from './context.ts'
import { readIssuerState } from './issuer-states.ts'
import { wantedCredentials } from './wanted-credentials.ts'

/**
 * Takes an authorization request from an authenticated client and keeps it until a browser comes with its `request_uri`
 * — RFC 9126 §2, OpenID4VCI 1.0 "Authorization Request".
 *
 * @param provenKey thumbprint of the key of the DPoP proof that came along; undefined if none did
 * @throws ProtocolError<AuthorizationErrorCode>
 */
export async function pushAuthorization(
  context: IssuerContext,
  { parameters, client, provenKey }: {
    readonly parameters: TokenParameters
    readonly client: AuthenticatedClient
    readonly provenKey: string | undefined
  },
): Promise<PushedAuthorizationResponse> {
  const { config, metadata, records, clock, random } = context
  confirmAuthenticated(client)
  const request = parseAuthorizationRequest(parameters, {
    client: { clientId: client.clientId, redirectUris: redirectUrisOf(context, client) },
    provenKey,
    development: config.development,
  })
  const offered = await offeredCredential(context, parameters)
  const pushed = {
    request,
    wanted: wantedCredentials(metadata, parameters, offered),
    offered,
    clientName: client.name ?? null,
  }
  const lifetime = authorizationLimits.pushedRequest
  return keepPushedRequest(records.authorization.pushedRequests, pushed, { now: clock.now(), lifetime, random })
}

/** OpenID4VCI 1.0 "Additional Request Parameters": what an offer promised, if the request comes of one. */
async function offeredCredential(
  { records }: IssuerContext,
  { issuer_state }: TokenParameters,
): Promise<OfferedCredential | null> {
  if (issuer_state === undefined) return null
  const offered = await readIssuerState(records.authorization.issuerStates, issuer_state)
  if (!offered) {
    throw refuseAuthorization('invalid_request', 'issuer_state is unknown or expired; ask the issuer for a new offer')
  }
  return offered
}
