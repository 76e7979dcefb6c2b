import { configurationsOf } from '../../../issuer/configurations.ts'
import { parseIssuerConfig } from '../../../issuer/config.ts'
import { datasetsOf } from '../../../issuer/datasets.ts'
import { parseVerifierConfig } from '../../../verifier/config.ts'
import { parseWalletConfig } from '../../../wallet/config.ts'
import { basePath } from '../../../wallet/instances.ts'
import { redirectUriOf } from '../../../wallet/start-authorization.ts'
import { jurisdictions } from '../../jurisdictions/index.ts'
import { authorizationServerMetadataUrl } from '../../oauth/authorization-server-metadata.ts'
import { credentialIssuerMetadataUrl } from '../../openid4vci/credential-issuer-metadata.ts'
import { clientIdOf } from '../../openid4vp/authorization-request.ts'
import type { Certificate } from '../../x509/certificate.ts'
import { certificatePem } from '../../x509/pem.ts'
import { places, type Place } from '../places.ts'
import { serviceIdOf } from '../scheme-entities-of.ts'
import type { LeftLab } from './left-lab.ts'

/** Everything that another team configures its own software with. Anchors are PEM. */
export interface Interop {
  readonly https_root?: { readonly file: string; readonly pem: string }
  readonly issuers: readonly IssuerFacts[]
  readonly verifiers: readonly VerifierFacts[]
  readonly wallet: WalletFacts
  /** How a foreign wallet is made known to an issuer: files that variables in the issuer's own settings name. */
  readonly registration: typeof registrationExample
  readonly trust_lists: readonly TrustListFacts[]
}

export interface IssuerFacts {
  readonly place: string
  readonly name: string
  readonly credential_issuer: string
  readonly credential_issuer_metadata: string
  readonly authorization_server_metadata: string
  readonly credential_configurations: readonly ConfigurationFacts[]
  readonly anchors: {
    readonly credentials: readonly string[]
    readonly status_lists: readonly string[]
    readonly signed_metadata: readonly string[]
  }
  /** Every person of this issuer logs in with the same password. */
  readonly test_users: { readonly usernames: readonly string[]; readonly password: string | null; readonly first: string }
  readonly desk: { readonly offers: string; readonly token: string }
}

export interface ConfigurationFacts {
  readonly id: string
  readonly scope: string
  readonly vct: string
  readonly key_attestation_required: boolean
}

export interface VerifierFacts {
  readonly place: string
  readonly name: string
  /** Where a person starts a request in a browser. */
  readonly start_page: string
  readonly desk: { readonly requests: string; readonly token: string }
  readonly client_id: string
  readonly anchors: {
    readonly access_certificate: readonly string[]
    readonly registration_certificate: readonly string[]
  }
}

export interface WalletFacts {
  readonly home: string
  readonly client_id: string
  readonly redirect_uri: string
  readonly credential_offer_endpoint: string
  readonly authorization_endpoint: string
  readonly anchors: { readonly client_attestation: readonly string[]; readonly key_attestation: readonly string[] }
  readonly attester: string
  readonly api: { readonly instances: string; readonly token: string }
}

export interface TrustListFacts {
  readonly territory: string
  readonly url: string
  readonly list_type: string
  readonly signers: readonly string[]
}

export const makeInterop = (lab: LeftLab): Interop => ({
  ...(lab.root && { https_root: lab.root }),
  issuers: places.flatMap((place) => (place.service === 'issuer' ? [issuerFacts(place, lab)] : [])),
  verifiers: places.flatMap((place) => (place.service === 'verifier' ? [verifierFacts(place, lab)] : [])),
  wallet: walletFacts(lab),
  registration: registrationExample,
  trust_lists: lab.lists.map(({ territory, url, listType, signerCertificates }) => ({
    territory, url, list_type: listType, signers: pems(signerCertificates),
  })),
})

/** Nobody is registered by this: it shows the form. */
const registrationExample = {
  ISSUER_CLIENTS_FILE: [
    {
      client_id: 'https://your-wallet.example',
      client_name: 'Your wallet',
      token_endpoint_auth_method: 'attest_jwt_client_auth',
      attester: 'https://your-wallet-provider.example',
      redirect_uris: ['https://your-wallet.example/callback'],
    },
    {
      client_id: 'your-client-without-attestation',
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'its public key', y: 'its public key', kid: 'any' }] },
      redirect_uris: ['https://your-client.example/callback'],
    },
  ],
  ISSUER_WALLET_PROVIDERS_FILE: {
    clientAttestation: ['PEM of the CA above the certificate that signs your wallet attestations'],
    keyAttestation: ['PEM of the CA above the certificate that signs your key attestations'],
  },
  WALLET_PINNED_ANCHORS_FILE: [
    {
      kind: 'credential_issuer',
      territory: 'ZZ',
      entity: 'Your issuer',
      certificates: ['PEM of the CA above the certificate that signs its credentials'],
    },
    {
      kind: 'status_list',
      territory: 'ZZ',
      entity: 'Your issuer',
      certificates: ['PEM of the CA above the certificate that signs its status lists'],
    },
  ],
} as const

function issuerFacts(place: Place & { service: 'issuer' }, lab: LeftLab): IssuerFacts {
  const config = parseIssuerConfig(lab.environments.get(place.id)!)
  const { credentialIssuer, organisation, jurisdiction, kind, authorization, deskToken } = config
  const own = anchorsOf(lab, place.jurisdiction, serviceIdOf(place.kind))
  const usernames = datasetsOf(jurisdiction, kind).map(({ person }) => person.id)
  return {
    place: place.id,
    name: organisation.name.en,
    credential_issuer: credentialIssuer,
    credential_issuer_metadata: credentialIssuerMetadataUrl(credentialIssuer),
    authorization_server_metadata: authorizationServerMetadataUrl(credentialIssuer),
    credential_configurations: [...configurationsOf(config).values()].map((one) => ({
      id: one.id,
      scope: one.scope,
      vct: one.vct,
      key_attestation_required: one.keyAttestationsRequired !== undefined,
    })),
    anchors: {
      credentials: own,
      status_lists: own,
      signed_metadata: anchorsOf(lab, place.jurisdiction, 'access-certificates'),
    },
    test_users: { usernames, password: authorization.testPassword ?? null, first: usernames[0]! },
    desk: { offers: `${credentialIssuer}/desk/offers`, token: deskToken },
  }
}

function verifierFacts(place: Place & { service: 'verifier' }, lab: LeftLab): VerifierFacts {
  const { url, deskToken, profile } = parseVerifierConfig(lab.environments.get(place.id)!)
  return {
    place: place.id,
    name: jurisdictions[profile.jurisdiction].verifiers[profile.role].serviceName.en,
    start_page: `${url}/`,
    desk: { requests: `${url}/api/requests`, token: deskToken },
    client_id: clientIdOf(lab.accessKeys.get(place.id)!),
    anchors: {
      access_certificate: anchorsOf(lab, place.jurisdiction, 'access-certificates'),
      registration_certificate: anchorsOf(lab, place.jurisdiction, 'registration-certificates'),
    },
  }
}

function walletFacts({ environments, attesters }: LeftLab): WalletFacts {
  const { baseUrl, adminToken, walletProvider } = parseWalletConfig(environments.get('wallet')!)
  const base = baseUrl.origin + basePath(baseUrl)
  return {
    home: `${base}/`,
    client_id: base,
    redirect_uri: redirectUriOf({ baseUrl }),
    credential_offer_endpoint: `${base}/credential_offer`,
    authorization_endpoint: `${base}/authorize`,
    anchors: { client_attestation: pems(attesters.clientAttestation), key_attestation: pems(attesters.keyAttestation) },
    attester: walletProvider?.url ?? '',
    api: { instances: `${base}/api/instances`, token: adminToken },
  }
}

/** The CA certificates of a service, as its jurisdiction's list carries them. An issuer that no list names has none. */
const anchorsOf = ({ entities }: LeftLab, jurisdiction: string, serviceId: string): readonly string[] =>
  (entities.get(jurisdiction)?.entities ?? [])
    .flatMap(({ services }) => services)
    .filter((service) => service.serviceId === serviceId)
    .flatMap(({ certificates }) => certificates.map(certificatePem))

const pems = (certificates: readonly Certificate[]): readonly string[] =>
  certificates.map(({ base64 }) => certificatePem(base64))
