import { confirm, pass, type Check, type Pass } from '../src/base/checks.ts'
import type { AuthorizationServerMetadata } from '../src/oauth/authorization-server-metadata.ts'
import type { CredentialConfiguration, CredentialIssuerMetadata } from '../src/openid4vci/credential-issuer-metadata.ts'
import { preAuthorizedCodeGrant, type CredentialOffer } from '../src/openid4vci/credential-offer.ts'
import type { ClientKind, KeyProofKind } from './issuance-records.ts'
import { usableEncryption } from './usable-encryption.ts'

/** What is on offer, as its issuer and the authorization server describe it. */
export interface OfferSubject {
  readonly offer: CredentialOffer
  readonly metadata: CredentialIssuerMetadata
  readonly authorizationServer: AuthorizationServerMetadata
  /** A wallet provider attests this wallet and its keys. */
  readonly attested: boolean
  readonly development: boolean
}

const haip = 'HAIP 1.0 "OpenID for Verifiable Credential Issuance"'

/** What must hold for this wallet to be able to collect what is offered. */
export const offerChecks: readonly Check<OfferSubject>[] = [
  { id: 'offer_grant', spec: 'OpenID4VCI 1.0 "Credential Offer Parameters", grants', needs: [], run: offerGrant },
  {
    id: 'authorization_endpoints',
    spec: `${haip}: PAR, PKCE, iss (RFC 9126, RFC 7636, RFC 9207)`,
    needs: ['offer_grant'],
    run: authorizationEndpoints,
  },
  {
    id: 'client_authentication',
    spec: `${haip}: client authentication; OpenID4VCI 1.0 "OAuth 2.0 Authorization Server Metadata"`,
    needs: ['offer_grant'],
    run: clientAuthentication,
  },
  { id: 'issuer_endpoints', spec: 'OpenID4VCI 1.0 "Credential Issuer Metadata Parameters": https', needs: [], run: issuerEndpoints },
  { id: 'offered_configurations', spec: 'OpenID4VCI 1.0 "Credential Offer Parameters"', needs: [], run: offeredConfigurations },
  { id: 'credential_formats', spec: 'HAIP 1.0 "IETF SD-JWT VC Profile"', needs: ['offered_configurations'], run: credentialFormats },
  { id: 'key_proof_type', spec: 'OpenID4VCI 1.0 "Proof Types"', needs: ['credential_formats'], run: keyProofType },
  { id: 'issuer_nonce', spec: `${haip}, nonce_endpoint`, needs: [], run: issuerNonce },
  {
    id: 'credential_encryption',
    spec: 'OpenID4VCI 1.0 "Encrypted Credential Requests and Responses"',
    needs: [],
    run: credentialEncryption,
  },
]

/**
 * Which grant is used. A code that the issuer gave along needs no log-in; an offer without grants leaves it to the
 * authorization server — OpenID4VCI 1.0 "Credential Offer Parameters".
 */
export const grantOf = ({
  offer,
  authorizationServer: { grant_types_supported },
}: Pick<OfferSubject, 'offer' | 'authorizationServer'>): 'pre-authorized_code' | 'authorization_code' | undefined => {
  const supports = (grant: string): boolean => grant_types_supported === undefined || grant_types_supported.includes(grant)
  if (offer.grants?.[preAuthorizedCodeGrant] !== undefined && supports(preAuthorizedCodeGrant)) return 'pre-authorized_code'
  const wanted = offer.grants?.authorization_code !== undefined || offer.grants?.[preAuthorizedCodeGrant] === undefined
  return wanted && supports('authorization_code') ? 'authorization_code' : undefined
}

/** How this wallet can be known to the authorization server; undefined if it cannot. */
export function clientKindOf(subject: Omit<OfferSubject, 'metadata' | 'development'>): ClientKind | undefined {
  const methods = subject.authorizationServer.token_endpoint_auth_methods_supported ?? []
  const anonymous = subject.authorizationServer['pre-authorized_grant_anonymous_access_supported'] === true
  if (subject.attested && methods.includes('attest_jwt_client_auth')) return 'attested'
  if (anonymous && grantOf(subject) === 'pre-authorized_code') return 'anonymous'
  return methods.includes('none') ? 'public' : undefined
}

/** How the keys of one configuration are proved; undefined if this wallet cannot. */
export function keyProofKindOf({ proof_types_supported }: CredentialConfiguration, attested: boolean): KeyProofKind | undefined {
  const jwt = proof_types_supported?.['jwt']
  if (jwt?.proof_signing_alg_values_supported.includes('ES256') === true) {
    if (jwt.key_attestations_required === undefined) return 'jwt'
    if (attested) return 'attested jwt'
  }
  const attestation = proof_types_supported?.['attestation']
  const usable = attested && attestation?.proof_signing_alg_values_supported.includes('ES256') === true
  return usable ? 'attestation' : undefined
}

export const configurationOf = (metadata: CredentialIssuerMetadata, id: string): CredentialConfiguration | undefined =>
  Object.hasOwn(metadata.credential_configurations_supported, id)
    ? metadata.credential_configurations_supported[id]
    : undefined

function offerGrant(subject: OfferSubject): Pass {
  const grant = grantOf(subject)
  confirm(grant !== undefined, 'the authorization server does not support the grant of the offer')
  return pass(grant === 'authorization_code' ? 'the holder logs in at the issuer' : 'the offer comes with a pre-authorized code', {
    grant,
    authorization_server: subject.authorizationServer.issuer,
  })
}

function authorizationEndpoints(subject: OfferSubject): Pass {
  if (grantOf(subject) !== 'authorization_code') return pass('the authorization endpoint is not used')
  const server = subject.authorizationServer
  confirm(
    server.authorization_endpoint !== undefined && server.pushed_authorization_request_endpoint !== undefined,
    'the authorization server has no endpoint for pushed authorization requests',
  )
  confirm(
    server.code_challenge_methods_supported?.includes('S256') === true,
    'the authorization server does not support PKCE with S256',
  )
  confirm(
    server.authorization_response_iss_parameter_supported === true,
    'the authorization server does not name itself in its answers, so it could be mixed up with another one',
  )
  return pass('the authorization request is pushed, bound by PKCE, and its answer names the server')
}

function clientAuthentication(subject: OfferSubject): Pass {
  const kind = clientKindOf(subject)
  confirm(
    kind !== undefined,
    subject.attested
      ? 'the authorization server knows no way in which this wallet could authenticate itself'
      : 'the authorization server wants wallets to authenticate themselves, and this one has no attestation',
  )
  return pass(sentences[kind])
}

const sentences: Readonly<Record<ClientKind, string>> = {
  attested: 'the wallet shows the attestation of its provider',
  public: 'the authorization server takes wallets that only name themselves',
  anonymous: 'the authorization server takes wallets that do not name themselves',
}

function issuerEndpoints({ metadata, authorizationServer, development }: OfferSubject): Pass {
  const endpoints = [
    metadata.credential_issuer,
    metadata.credential_endpoint,
    metadata.nonce_endpoint,
    metadata.deferred_credential_endpoint,
    metadata.notification_endpoint,
    authorizationServer.token_endpoint,
    authorizationServer.authorization_endpoint,
    authorizationServer.pushed_authorization_request_endpoint,
    authorizationServer.challenge_endpoint,
  ]
  const plain = endpoints.filter((url) => url !== undefined && new URL(url).protocol !== 'https:')
  const usable = plain.every((url) => development && new URL(url!).protocol === 'http:')
  confirm(usable, 'an address of the issuer is not https')
  return pass(
    'the addresses of the issuer can be used',
    plain.length > 0 ? { deviation: 'plain http, development' } : {},
  )
}

function offeredConfigurations({ offer, metadata }: OfferSubject): Pass {
  const ids = offer.credential_configuration_ids
  confirm(ids.length <= 10, 'the offer names more than 10 credentials')
  confirm(
    ids.every((id) => configurationOf(metadata, id) !== undefined),
    'the offer names a credential that the issuer does not describe',
  )
  return pass('the issuer describes what it offers', { credential_configuration_ids: ids })
}

function credentialFormats(subject: OfferSubject): Pass {
  for (const configuration of configurationsOf(subject)) {
    confirm(configuration.format === 'dc+sd-jwt', 'a credential on offer has a format that this wallet does not hold')
    const algorithms = configuration.credential_signing_alg_values_supported
    confirm(algorithms === undefined || algorithms.includes('ES256'), 'a credential on offer is not signed with ES256')
  }
  return pass('this wallet can hold what is offered', { format: 'dc+sd-jwt' })
}

function keyProofType(subject: OfferSubject): Pass {
  for (const configuration of configurationsOf(subject)) {
    confirm(
      configuration.cryptographic_binding_methods_supported?.includes('jwk') === true,
      'a credential on offer cannot be bound to a key of this wallet',
    )
    confirm(
      keyProofKindOf(configuration, subject.attested) !== undefined,
      'the issuer takes no proof of a key that this wallet can make',
      { proof_types: Object.keys(configuration.proof_types_supported ?? {}) },
    )
  }
  return pass('each credential will be bound to a key of its own')
}

function issuerNonce({ metadata }: OfferSubject): Pass {
  confirm(
    metadata.nonce_endpoint !== undefined,
    'the issuer has no nonce endpoint, so its credentials cannot be bound freshly',
  )
  return pass('the issuer gives out nonces')
}

function credentialEncryption({ metadata }: OfferSubject): Pass {
  const { requestEncryption, responseEncryption } = usableEncryption(metadata)
  const { credential_request_encryption: ofRequest, credential_response_encryption: ofResponse } = metadata
  confirm(
    ofRequest?.encryption_required !== true || requestEncryption !== undefined,
    'the issuer wants requests encrypted in a way that this wallet does not know',
  )
  confirm(
    ofResponse?.encryption_required !== true || responseEncryption !== undefined,
    'the issuer encrypts its answers in a way that this wallet does not know, or to keys that are sent unencrypted',
  )
  if (!requestEncryption) return pass('requests and answers are not encrypted beyond TLS')
  return pass('the request is encrypted to the issuer', { enc: requestEncryption.enc_values_supported[0]! })
}

const configurationsOf = ({ offer, metadata }: OfferSubject): readonly CredentialConfiguration[] =>
  offer.credential_configuration_ids.flatMap((id) => configurationOf(metadata, id) ?? [])
