import { makeAuthorizationServerMetadata } from '../src/oauth/authorization-server-metadata.ts'
import { clientAuthenticationMethods } from '../src/oauth/client-authentication.ts'
import { authorizationCodeGrant, refreshTokenGrant } from '../src/oauth/token-endpoint.ts'
import { openidCredential } from '../src/openid4vci/authorization-details.ts'
import type { CredentialIssuerMetadata } from '../src/openid4vci/credential-issuer-metadata.ts'
import { preAuthorizedCodeGrant } from '../src/openid4vci/credential-offer.ts'

export type OwnAuthorizationServerMetadata = ReturnType<typeof makeAuthorizationServerMetadata>

/** The issuer is its own authorization server. */
export const ownAuthorizationServerMetadata = (
  { credential_issuer: issuer, credential_configurations_supported: configurations }: CredentialIssuerMetadata,
): OwnAuthorizationServerMetadata =>
  makeAuthorizationServerMetadata({
    issuer,
    endpoints: {
      token: `${issuer}/token`,
      authorization: `${issuer}/authorize`,
      par: `${issuer}/par`,
      challenge: `${issuer}/challenge`,
    },
    grantTypes: [authorizationCodeGrant, preAuthorizedCodeGrant, refreshTokenGrant],
    scopes: [...new Set(Object.values(configurations).flatMap(({ scope }) => scope ?? []))],
    authorizationDetailsTypes: [openidCredential],
    clientAuthenticationMethods,
    anonymousPreAuthorized: true,
  })
