import { refuseAuthorization } from '../src/oauth/authorization-request.ts'
import type { TokenParameters } from '../src/oauth/token-endpoint.ts'
import { parseAuthorizationDetails } from '../src/openid4vci/authorization-details.ts'
import type { CredentialIssuerMetadata } from '../src/openid4vci/credential-issuer-metadata.ts'
import type { OfferedCredential, WantedCredentials } from './authorization-records.ts'

/**
 * Which credentials an authorization request asks for — OpenID4VCI 1.0 "Authorization Request":
 * by `scope`, by `authorization_details`, or by both. A scope that is no credential's is left aside, as RFC 6749 §3.3
 * allows.
 *
 * @param offered narrows a scope that several configurations share to what the offer is for; null without an offer
 * @throws ProtocolError<AuthorizationErrorCode> `invalid_scope`, `invalid_authorization_details`
 */
export function wantedCredentials(
  metadata: CredentialIssuerMetadata,
  { scope, authorization_details }: TokenParameters,
  offered: OfferedCredential | null,
): WantedCredentials {
  if (scope === undefined && authorization_details === undefined) {
    throw refuseAuthorization('invalid_scope', 'Say what is asked for: send scope or authorization_details')
  }
  const inDetail = authorization_details !== undefined
  const named = inDetail ? detailed(metadata, authorization_details) : []
  const scoped = scope === undefined ? [] : configurationsWith(metadata, scope)
  if (scope !== undefined && scoped.length === 0) {
    throw refuseAuthorization('invalid_scope', 'No credential has that scope; see the metadata of the issuer')
  }
  const [first, ...more] = [...new Set([...named, ...scoped])].filter((id) => isOffered(offered, id))
  if (first === undefined) throw refuseAuthorization('invalid_scope', 'The offer is for another credential')
  return { credentialConfigurationIds: [first, ...more], scope: scope ?? null, inDetail }
}

const detailed = (metadata: CredentialIssuerMetadata, text: string): readonly string[] =>
  parseAuthorizationDetails(text, {
    credentialIssuer: metadata.credential_issuer,
    isKnown: (id) => Object.hasOwn(metadata.credential_configurations_supported, id),
  })

const isOffered = (offered: OfferedCredential | null, id: string): boolean =>
  offered === null || offered.credentialConfigurationIds.includes(id)

/** Every configuration with one of the scopes. */
export function configurationsWith(metadata: CredentialIssuerMetadata, scope: string): readonly string[] {
  const wanted = scopesIn(scope)
  return Object.entries(metadata.credential_configurations_supported)
    .filter(([, configuration]) => configuration.scope !== undefined && wanted.includes(configuration.scope))
    .map(([id]) => id)
}

/** The scopes of some configurations: what a token response says was granted. */
export const scopesOf = (metadata: CredentialIssuerMetadata, credentialConfigurationIds: readonly string[]): string =>
  [
    ...new Set(
      credentialConfigurationIds.flatMap((id) => metadata.credential_configurations_supported[id]?.scope ?? []),
    ),
  ].join(' ')

/** RFC 6749 §3.3: joined by spaces, in any order. */
export const scopesIn = (scope: string): readonly string[] => scope.split(' ').filter((value) => value !== '')
