import { confirm, pass, runChecks, type Check, type Pass } from '../src/base/checks.ts'
import { after, type EpochSeconds } from '../src/base/time.ts'
import {
  authorizationServerMetadataRequest,
  processAuthorizationServerMetadataResponse,
  type AuthorizationServerMetadata,
} from '../src/oauth/authorization-server-metadata.ts'
import {
  authorizationServerOf,
  credentialIssuerMetadataRequest,
  processCredentialIssuerMetadataResponse,
  type CredentialConfiguration,
  type CredentialIssuerMetadata,
  type Display,
} from '../src/openid4vci/credential-issuer-metadata.ts'
import {
  credentialOfferRequest,
  parseOfferLink,
  preAuthorizedCodeGrant,
  processCredentialOfferResponse,
  type CredentialOffer,
} from '../src/openid4vci/credential-offer.ts'
import { bugIn, newId, type WalletContext } from './context.ts'
import { errorOf, remember } from './history.ts'
import { limits } from './limits.ts'
import { outside } from './outside.ts'
import { recordKey, recordsOf, type HeldOffer, type Named, type OfferedConfiguration } from './records.ts'
import { RefusedByChecks } from './wallet-errors.ts'

/**
 * Takes an offer in — OpenID4VCI 1.0 "Credential Offer". An offer is unsigned: its issuer's metadata are fetched from
 * the issuer's own address and everything is checked before the holder sees it. Nothing is collected yet.
 *
 * @param link an address of any scheme with `credential_offer` or `credential_offer_uri`
 * @throws ProtocolError `invalid_offer`, `offer_unreachable`, `issuer_unreachable`, `invalid_issuer_metadata`;
 *   RefusedByChecks `unsupported_offer`
 */
export async function receiveOffer(context: WalletContext, instanceId: string, link: string): Promise<HeldOffer> {
  const now = context.clock.now()
  const offer = await fetchOffer(context, link)
  try {
    const issuer = await fetchIssuer(context, offer)
    const report = await runChecks({ offer, ...issuer, development: context.development }, offerChecks, bugIn(context))
    if (!report.accepted)
      throw new RefusedByChecks('unsupported_offer', 'This wallet cannot take this offer; see the checks.', report)
    const held: HeldOffer = { ...heldOffer(offer, issuer), id: newId(context, 'off_'), ...lifetime(now), report }
    await keep(context, instanceId, held)
    return held
  } catch (error) {
    const { credential_issuer, credential_configuration_ids } = offer
    await remember(context, instanceId, {
      kind: 'issuance',
      outcome: 'failed',
      party: { name: new URL(credential_issuer).host, identifier: credential_issuer },
      credentials: credential_configuration_ids.slice(0, 10).map((type) => ({ type, requested: [], disclosed: [] })),
      error: errorOf(error),
    })
    throw error
  }
}

async function fetchOffer({ fetchDocument }: WalletContext, link: string): Promise<CredentialOffer> {
  const codes = { unreachable: 'offer_unreachable', invalid: 'invalid_offer', refused: 'offer_unreachable' } as const
  return outside(codes, async () => {
    const reference = parseOfferLink(link)
    if (reference.by === 'value') return reference.offer
    const request = {
      ...credentialOfferRequest(reference.uri),
      maxBytes: limits.offer,
      timeout: limits.outboundTimeout,
    }
    return processCredentialOfferResponse(await fetchDocument(request))
  })
}

interface FetchedIssuer {
  readonly metadata: CredentialIssuerMetadata
  readonly authorizationServer: AuthorizationServerMetadata
}

async function fetchIssuer({ fetchDocument }: WalletContext, offer: CredentialOffer): Promise<FetchedIssuer> {
  const codes = {
    unreachable: 'issuer_unreachable',
    invalid: 'invalid_issuer_metadata',
    refused: 'issuer_unreachable',
  } as const
  return outside(codes, async () => {
    const atMost = { maxBytes: limits.issuerMetadata, timeout: limits.outboundTimeout }
    const fetched = await fetchDocument({ ...credentialIssuerMetadataRequest(offer.credential_issuer), ...atMost })
    const metadata = processCredentialIssuerMetadataResponse(fetched, offer.credential_issuer)
    const server = authorizationServerOf(metadata, offer.grants?.[preAuthorizedCodeGrant]?.authorization_server)
    const ofServer = await fetchDocument({ ...authorizationServerMetadataRequest(server), ...atMost })
    return { metadata, authorizationServer: processAuthorizationServerMetadataResponse(ofServer, server) }
  })
}

export interface OfferSubject extends FetchedIssuer {
  readonly offer: CredentialOffer
  readonly development: boolean
}

/** What must hold for this wallet to be able to collect what is offered. */
export const offerChecks: readonly Check<OfferSubject>[] = [
  { id: 'offer_grant', spec: 'OpenID4VCI 1.0 "Credential Offer Parameters", grants', needs: [], run: offerGrant },
  {
    id: 'anonymous_client',
    spec: 'OpenID4VCI 1.0 "OAuth 2.0 Authorization Server Metadata"',
    needs: [],
    run: anonymousClient,
  },
  {
    id: 'issuer_endpoints',
    spec: 'OpenID4VCI 1.0 "Credential Issuer Metadata Parameters": https',
    needs: [],
    run: issuerEndpoints,
  },
  {
    id: 'offered_configurations',
    spec: 'OpenID4VCI 1.0 "Credential Offer Parameters"',
    needs: [],
    run: offeredConfigurations,
  },
  {
    id: 'credential_formats',
    spec: 'HAIP 1.0 "IETF SD-JWT VC Profile"',
    needs: ['offered_configurations'],
    run: credentialFormats,
  },
  { id: 'key_proof_type', spec: 'OpenID4VCI 1.0 "jwt Proof Type"', needs: ['credential_formats'], run: keyProofType },
  {
    id: 'issuer_nonce',
    spec: 'HAIP 1.0 "OpenID for Verifiable Credential Issuance", nonce_endpoint',
    needs: [],
    run: issuerNonce,
  },
]

function offerGrant({ offer, authorizationServer }: OfferSubject): Pass {
  confirm(
    offer.grants?.[preAuthorizedCodeGrant] !== undefined,
    'the offer has no pre-authorized code, the one grant this wallet uses',
  )
  const grants = authorizationServer.grant_types_supported
  confirm(
    grants === undefined || grants.includes(preAuthorizedCodeGrant),
    'the authorization server does not support the grant of the offer',
  )
  return pass('the offer comes with a pre-authorized code', { authorization_server: authorizationServer.issuer })
}

function anonymousClient({ authorizationServer }: OfferSubject): Pass {
  const anonymous = authorizationServer['pre-authorized_grant_anonymous_access_supported'] === true
  confirm(
    anonymous,
    'the authorization server wants wallets to authenticate themselves, and this one has no attestation',
  )
  return pass('the authorization server takes wallets that do not name themselves')
}

function issuerEndpoints({ metadata, authorizationServer, development }: OfferSubject): Pass {
  const endpoints = [
    metadata.credential_issuer,
    metadata.credential_endpoint,
    metadata.nonce_endpoint,
    authorizationServer.token_endpoint,
  ]
  const plain = endpoints.filter((url) => url !== undefined && new URL(url).protocol !== 'https:')
  confirm(development || plain.length === 0, 'an address of the issuer is not https')
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

function credentialFormats({ offer, metadata }: OfferSubject): Pass {
  for (const configuration of configurationsOf(offer, metadata)) {
    confirm(configuration.format === 'dc+sd-jwt', 'a credential on offer has a format that this wallet does not hold')
    const algorithms = configuration.credential_signing_alg_values_supported
    confirm(algorithms === undefined || algorithms.includes('ES256'), 'a credential on offer is not signed with ES256')
  }
  return pass('this wallet can hold what is offered', { format: 'dc+sd-jwt' })
}

function keyProofType({ offer, metadata }: OfferSubject): Pass {
  for (const { proof_types_supported, cryptographic_binding_methods_supported } of configurationsOf(offer, metadata)) {
    const jwt = proof_types_supported?.['jwt']
    confirm(
      jwt !== undefined && cryptographic_binding_methods_supported?.includes('jwk') === true,
      'a credential on offer cannot be bound to a key of this wallet',
    )
    confirm(jwt.proof_signing_alg_values_supported.includes('ES256'), 'the issuer takes no key proofs with ES256')
    confirm(
      jwt.key_attestations_required === undefined,
      'the issuer asks for a key attestation, which this wallet does not have',
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

const configurationOf = (metadata: CredentialIssuerMetadata, id: string): CredentialConfiguration | undefined =>
  Object.hasOwn(metadata.credential_configurations_supported, id)
    ? metadata.credential_configurations_supported[id]
    : undefined

const configurationsOf = (
  offer: CredentialOffer,
  metadata: CredentialIssuerMetadata,
): readonly CredentialConfiguration[] =>
  offer.credential_configuration_ids.flatMap((id) => configurationOf(metadata, id) ?? [])

function heldOffer(
  offer: CredentialOffer,
  { metadata, authorizationServer }: FetchedIssuer,
): Pick<HeldOffer, 'state' | 'issuer' | 'preAuthorizedCode' | 'txCode' | 'configurations'> {
  const { 'pre-authorized_code': code, tx_code } = offer.grants![preAuthorizedCodeGrant]!
  return {
    state: 'open',
    issuer: {
      credentialIssuer: metadata.credential_issuer,
      names: named(metadata.display),
      authorizationServer: authorizationServer.issuer,
      tokenEndpoint: authorizationServer.token_endpoint,
      credentialEndpoint: metadata.credential_endpoint,
      nonceEndpoint: metadata.nonce_endpoint!,
    },
    preAuthorizedCode: code,
    ...(tx_code && {
      txCode: {
        inputMode: tx_code.input_mode ?? 'numeric',
        ...(tx_code.length !== undefined && { length: tx_code.length }),
        ...(tx_code.description !== undefined && { description: tx_code.description }),
      },
    }),
    configurations: offer.credential_configuration_ids.map((id) =>
      offeredConfiguration(id, configurationOf(metadata, id)!),
    ),
  }
}

const offeredConfiguration = (
  id: string,
  { vct, credential_metadata }: CredentialConfiguration,
): OfferedConfiguration => ({
  id,
  vct: vct!,
  names: named(credential_metadata?.display),
  claims: (credential_metadata?.claims ?? [])
    .slice(0, 200)
    .map(({ path, display }) => ({ path, names: named(display) })),
})

/** Another party's words: kept short, and in the language it says they are in. */
const named = (display: readonly Partial<Display>[] | undefined): Named =>
  (display ?? [])
    .slice(0, 20)
    .flatMap(({ name, locale }) => (name === undefined ? [] : [{ text: name.slice(0, 200), lang: locale ?? '' }]))

const lifetime = (now: EpochSeconds): Pick<HeldOffer, 'receivedAt' | 'expiresAt'> => ({
  receivedAt: now,
  expiresAt: after(now, limits.offerLifetime),
})

/**
 * Any site can lead a browser here with an offer, so offers make room for each other: what waits longest goes first.
 */
async function keep({ records }: WalletContext, instanceId: string, offer: HeldOffer): Promise<void> {
  const held = await records.offers.list(recordsOf(instanceId))
  const removable = held.filter(({ value }) => value.state !== 'collecting' && value.access === undefined)
  for (const { key } of removable.slice(0, Math.max(0, held.length + 1 - limits.openOffers)))
    await records.offers.remove(key)
  await records.offers.put(recordKey(instanceId, offer.id), offer)
}
