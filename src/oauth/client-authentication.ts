import { refuseToken } from './token-endpoint.ts'

/**
 * Who a request to the authorization server comes from. An anonymous client has proved nothing; a `client_id` it names
 * is kept only to compare it with what it says later.
 */
export type AuthenticatedClient = AttestedInstance | KnownClient | AnonymousClient

/** Attestation-Based Client Authentication -07: an instance of a wallet that a trusted provider vouches for. */
export interface AttestedInstance {
  readonly method: 'attest_jwt_client_auth'
  readonly clientId: string
  /** RFC 7638 thumbprint of the instance's key. */
  readonly instanceKey: string
  /** As its provider attests it. */
  readonly name: string | undefined
}

export interface KnownClient {
  readonly method: 'private_key_jwt'
  readonly clientId: string
  readonly instanceKey: null
  readonly name: string | undefined
}

/** OpenID4VCI 1.0 "Token Request" with `pre-authorized_grant_anonymous_access_supported`: nobody says who they are. */
export interface AnonymousClient {
  readonly method: 'none'
  readonly clientId: string | null
  readonly instanceKey: null
  readonly name: undefined
}

/** Both methods by which a client can authenticate here, as the metadata names them. */
export const clientAuthenticationMethods = ['attest_jwt_client_auth', 'private_key_jwt'] as const

/** @throws ProtocolError<TokenErrorCode> `invalid_client` for who has not authenticated */
export function confirmAuthenticated(
  client: AuthenticatedClient,
): asserts client is Exclude<AuthenticatedClient, AnonymousClient> {
  if (client.method === 'none') {
    throw refuseToken('invalid_client', 'Authenticate: see token_endpoint_auth_methods_supported in the metadata')
  }
}
