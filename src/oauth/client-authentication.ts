import type { TokenParameters } from './token-endpoint.ts'

/**
 * Who a token request comes from. An anonymous client has proved nothing; a `client_id` it names is kept only to
 * compare it with what it says later.
 */
export interface Client {
  readonly authenticated: false
  readonly client_id: string | null
}

/** One way to authenticate, chosen by the grant that is used. @throws ProtocolError<TokenErrorCode> `invalid_client` */
export type ClientAuthentication = (parameters: TokenParameters) => Promise<Client>

/** OpenID4VCI 1.0 "Token Request" with `pre-authorized_grant_anonymous_access_supported`: nobody says who they are. */
export const anonymousClient: ClientAuthentication = async (parameters) => ({
  authenticated: false,
  client_id: parameters['client_id'] ?? null,
})
