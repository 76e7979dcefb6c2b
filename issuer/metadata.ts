import type { AuthorizationServerMetadata } from '../src/oauth/authorization-server-metadata.ts'
import { preAuthorizedCodeGrant } from '../src/openid4vci/credential-offer.ts'
import {
  makeCredentialIssuerMetadata, makeSdJwtVcConfiguration, type CredentialIssuerMetadata,
} from '../src/openid4vci/credential-issuer-metadata.ts'
import type { IssuerConfig } from './config.ts'

/** The profile's one credential, as a wallet reads it. */
export const credentialIssuerMetadata = (config: IssuerConfig): CredentialIssuerMetadata => {
  const { credentialIssuer, organisation, credential } = config
  return makeCredentialIssuerMetadata({
    credentialIssuer,
    names: organisation.name,
    configurations: {
      [credential.configurationId]: makeSdJwtVcConfiguration({
        scope: credential.scope,
        vct: credential.vct,
        names: credential.name,
        descriptions: credential.description,
        colours: credential.colours,
        claims: credential.claims.map(({ path, mandatory, label }) => ({ path, mandatory, names: label })),
      }),
    },
  })
}

/** The issuer is its own authorization server, for the pre-authorized code alone: it has no authorization endpoint. */
export const authorizationServerMetadata = ({ credentialIssuer }: IssuerConfig): AuthorizationServerMetadata => ({
  issuer: credentialIssuer,
  token_endpoint: `${credentialIssuer}/token`,
  token_endpoint_auth_methods_supported: ['none'],
  grant_types_supported: [preAuthorizedCodeGrant],
  dpop_signing_alg_values_supported: ['ES256'],
  'pre-authorized_grant_anonymous_access_supported': true,
})
