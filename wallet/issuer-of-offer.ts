import type { CheckResult } from '../src/base/checks.ts'
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
  type CredentialReusePolicy,
  type Display,
} from '../src/openid4vci/credential-issuer-metadata.ts'
import { preAuthorizedCodeGrant, type CredentialOffer } from '../src/openid4vci/credential-offer.ts'
import type { WalletContext } from './context.ts'
import type {
  CopiesPolicy,
  HeldOffer,
  IssuerOfOffer,
  IssuerStatement,
  OfferedConfiguration,
  OfferedGrant,
} from './issuance-records.ts'
import { issuerStatement } from './issuer-statement.ts'
import { limits } from './limits.ts'
import type { Named } from './named-records.ts'
import { clientKindOf, configurationOf, grantOf, keyProofKindOf, type OfferSubject } from './offer-checks.ts'
import { outside } from './outside.ts'
import { usableEncryption } from './usable-encryption.ts'

export interface FetchedIssuer {
  readonly metadata: CredentialIssuerMetadata
  readonly authorizationServer: AuthorizationServerMetadata
  /** What the signature of the metadata says, where there is one. */
  readonly statement: IssuerStatement
  readonly signed: readonly CheckResult[]
}

/**
 * The metadata of the issuer and of its authorization server, each from its own well-known address — OpenID4VCI 1.0
 * "Credential Issuer Metadata Retrieval", RFC 8414 §3. Nothing else is asked for a server's metadata.
 *
 * @throws ProtocolError `issuer_unreachable`, `invalid_issuer_metadata`; RefusedByChecks `invalid_issuer_metadata`
 */
export function fetchIssuer(
  context: WalletContext,
  offer: Pick<CredentialOffer, 'credential_issuer' | 'grants'>,
): Promise<FetchedIssuer> {
  const codes = {
    unreachable: 'issuer_unreachable',
    invalid: 'invalid_issuer_metadata',
    refused: 'issuer_unreachable',
  } as const
  const { fetchDocument } = context
  return outside(codes, async () => {
    const atMost = { maxBytes: limits.issuerMetadata, timeout: limits.outboundTimeout }
    const fetched = await fetchDocument({ ...credentialIssuerMetadataRequest(offer.credential_issuer), ...atMost })
    const unsigned = processCredentialIssuerMetadataResponse(fetched, offer.credential_issuer)
    const { metadata = unsigned, statement, checks } = await issuerStatement(context, unsigned)
    const { grants } = offer
    const server = authorizationServerOf(
      metadata,
      grants?.[preAuthorizedCodeGrant]?.authorization_server ?? grants?.authorization_code?.authorization_server,
    )
    const ofServer = await fetchDocument({ ...authorizationServerMetadataRequest(server), ...atMost })
    const authorizationServer = processAuthorizationServerMetadataResponse(ofServer, server)
    return { metadata, authorizationServer, statement, signed: checks }
  })
}

/** What the wallet keeps of an offer that passed its checks. */
export function describeOffer(
  subject: OfferSubject,
  statement: IssuerStatement,
): Pick<HeldOffer, 'issuer' | 'grant' | 'configurations'> {
  const { offer, metadata, attested } = subject
  return {
    issuer: issuerOf(subject, statement),
    grant: grantFrom(subject),
    configurations: offer.credential_configuration_ids.map((id) =>
      offeredConfiguration(id, configurationOf(metadata, id)!, metadata, attested),
    ),
  }
}

function grantFrom(subject: OfferSubject): OfferedGrant {
  const { grants } = subject.offer
  if (grantOf(subject) === 'authorization_code') {
    const issuerState = grants?.authorization_code?.issuer_state
    return { type: 'authorization_code', ...(issuerState !== undefined && { issuerState }) }
  }
  const { 'pre-authorized_code': code, tx_code } = grants![preAuthorizedCodeGrant]!
  return {
    type: 'pre-authorized_code',
    code,
    ...(tx_code && {
      txCode: {
        inputMode: tx_code.input_mode ?? 'numeric',
        ...(tx_code.length !== undefined && { length: tx_code.length }),
        ...(tx_code.description !== undefined && { description: tx_code.description }),
      },
    }),
  }
}

function issuerOf(subject: OfferSubject, statement: IssuerStatement): IssuerOfOffer {
  const { metadata, authorizationServer: server } = subject
  const optional = {
    parEndpoint: server.pushed_authorization_request_endpoint,
    authorizationEndpoint: server.authorization_endpoint,
    challengeEndpoint: server.challenge_endpoint,
    deferredEndpoint: metadata.deferred_credential_endpoint,
    notificationEndpoint: metadata.notification_endpoint,
    ...usableEncryption(metadata),
  }
  return {
    credentialIssuer: metadata.credential_issuer,
    names: named(metadata.display),
    authorizationServer: server.issuer,
    namesServers: metadata.authorization_servers !== undefined,
    tokenEndpoint: server.token_endpoint,
    credentialEndpoint: metadata.credential_endpoint,
    nonceEndpoint: metadata.nonce_endpoint!,
    client: clientKindOf(subject)!,
    batchSize: Math.min(metadata.batch_credential_issuance?.batch_size ?? 1, limits.copies),
    statement,
    ...present(optional),
  }
}

/** A member that has no value is left out. */
const present = <Members extends object>(members: Members): { [Name in keyof Members]?: NonNullable<Members[Name]> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Members]?: NonNullable<Members[Name]>
  }

function offeredConfiguration(
  id: string,
  configuration: CredentialConfiguration,
  metadata: CredentialIssuerMetadata,
  attested: boolean,
): OfferedConfiguration {
  const { vct, scope, credential_metadata } = configuration
  return {
    id,
    vct: vct!,
    names: named(credential_metadata?.display),
    claims: (credential_metadata?.claims ?? [])
      .slice(0, 200)
      .map(({ path, display }) => ({ path, names: named(display) })),
    ...(scope !== undefined && { scope }),
    proof: proofOf(configuration, metadata, attested),
    copies: copiesOf(credential_metadata?.credential_reuse_policy, metadata),
  }
}

/**
 * ETSI TS 119 472-3 V1.1.1: one proof with a key attestation stands for the whole batch. Where the issuer's metadata
 * do not follow that document, each key has a proof of its own.
 */
function proofOf(
  configuration: CredentialConfiguration,
  { issuer_info, batch_credential_issuance }: CredentialIssuerMetadata,
  attested: boolean,
): OfferedConfiguration['proof'] {
  const kind = keyProofKindOf(configuration, attested)!
  const etsi = issuer_info !== undefined || configuration.credential_metadata?.credential_reuse_policy !== undefined
  const inBatches = batch_credential_issuance !== undefined
  return kind === 'jwt' && attested && etsi && inBatches ? 'attested jwt' : kind
}

/** ETSI TS 119 472-3, `credential_reuse_policy`: it overrides the batch size. */
function copiesOf(
  reuse: CredentialReusePolicy | undefined,
  { batch_credential_issuance: batch }: CredentialIssuerMetadata,
): CopiesPolicy {
  const option = reuse?.options[0]
  const most = batch?.batch_size ?? 1
  const number = Math.max(1, Math.min(option?.batch_size ?? most, most, limits.copies))
  return {
    number,
    policy: option?.details[0] ?? 'once_only',
    renewBelow: Math.min(option?.reissue_trigger_unused ?? 2, number - 1),
    ...(option?.reissue_trigger_lifetime_left !== undefined && {
      renewLifetimeLeft: option.reissue_trigger_lifetime_left,
    }),
  }
}

/** Another party's words: kept short, and in the language it says they are in. */
const named = (display: readonly Partial<Display>[] | undefined): Named =>
  (display ?? [])
    .slice(0, 20)
    .flatMap(({ name, locale }) => (name === undefined ? [] : [{ text: name.slice(0, 200), lang: locale ?? '' }]))
