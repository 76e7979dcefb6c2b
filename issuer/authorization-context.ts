import { registeredClientsFile } from '../src/oauth/adapters/registered-clients-file.ts'
import type { RegisteredClients } from '../src/oauth/registered-clients.ts'
import { rollingNonces, serverSecret, type RollingNonces } from '../src/oauth/rolling-nonces.ts'
import type { AuthorizationConfig } from './authorization-config.ts'
import { ownAuthorizationServerMetadata, type OwnAuthorizationServerMetadata } from './authorization-server-metadata.ts'
import { tokenGrants, type TokenGrants } from './grants.ts'
import type { GrantParts } from './token-grant.ts'

/** What the endpoints of the authorization server work with. */
export interface AuthorizationContext {
  readonly authorizationServer: OwnAuthorizationServerMetadata
  readonly clients: RegisteredClients
  readonly grants: TokenGrants
  /** RFC 9449 §8, §9. */
  readonly dpopNonces: RollingNonces
  /** Attestation-Based Client Authentication -07 "Challenge Retrieval". */
  readonly attestationChallenges: RollingNonces
}

/** @throws Error if the list of clients cannot be used */
export async function authorizationContext(
  { clientsFile }: AuthorizationConfig,
  parts: GrantParts,
): Promise<AuthorizationContext> {
  const secret = await serverSecret(parts.records.authorization.secrets, 'rolling_nonces', parts.random)
  return {
    authorizationServer: ownAuthorizationServerMetadata(parts.metadata),
    clients: clientsFile === undefined ? new Map() : await registeredClientsFile(clientsFile),
    grants: tokenGrants(parts),
    dpopNonces: rollingNonces(secret, 'dpop'),
    attestationChallenges: rollingNonces(secret, 'client_attestation'),
  }
}
