import { confirm, pass, type Check, type Pass, type Report } from '../base/checks.ts'
import { after, toUtc, type EpochSeconds, type Seconds } from '../base/time.ts'
import { describe, parseCompactJws, verifyEs256 } from '../jose/jws.ts'
import type { Certificate } from '../x509/certificate.ts'
import { parseX5c, type Chain } from '../x509/x5c.ts'
import { requestObjectType, selfIssuedAudience, type AuthorizationRequest } from './authorization-request.ts'
import { confirmClientIdentifier } from './client-identifier.ts'
import { responseEncryption, type ResponseEncryption } from './client-metadata.ts'
import { parseDcqlQuery, type DcqlQuery } from './dcql-query.ts'
import { confirmNoTransactionData } from './transaction-data.ts'
import { parseVerifierInfo, registrationCertificates, type VerifierInfo } from './verifier-info.ts'

/** A fetched Request Object with everything that it is measured against. */
export interface RequestObjectSubject {
  /** The JWT as fetched. */
  readonly requestObject: string
  /** What stood in the link: the Verifier that the person meant. */
  readonly authorizationRequest: AuthorizationRequest
  /** The value that was posted to the `request_uri`; `none` if nothing was posted. */
  readonly walletNonce: string | 'none'
  readonly now: EpochSeconds
  /** How far the Verifier's clock may be ahead. */
  readonly skew: Seconds
  /** Whether plain http is taken: the declared deviation of a lab on loopback. */
  readonly development: boolean
}

/**
 * How a Wallet authenticates the Verifier and reads its request — OpenID4VP 1.0 and HAIP 1.0. Whether the certificate is one that
 * a registrar's list knows is asked after this, with `src/trust`.
 */
export const requestObjectChecks: readonly Check<RequestObjectSubject>[] = [
  { id: 'request_object_type', spec: 'OpenID4VP 1.0 "Request Object"; RFC 9101 §10.8', needs: [], run: requestType },
  { id: 'request_object_certificate', spec: 'HAIP 1.0 "OpenID for Verifiable Presentations", x5c', needs: ['request_object_type'], run: certificate },
  { id: 'request_object_signature', spec: 'RFC 9101 §6.2', needs: ['request_object_certificate'], run: signature },
  { id: 'client_identifier', spec: 'OpenID4VP 1.0 "Defined Client Identifier Prefixes", x509_hash', needs: ['request_object_certificate'], run: clientIdentifier },
  { id: 'client_id_unchanged', spec: 'RFC 9101 §5: client_id of link and Request Object', needs: ['request_object_type'], run: clientIdUnchanged },
  { id: 'request_audience', spec: 'OpenID4VP 1.0 "aud of a Request Object"', needs: ['request_object_type'], run: audience },
  { id: 'request_time', spec: 'RFC 7519 §4.1; ETSI TS 119 472-2 V1.1.1, protected iat', needs: ['request_object_type'], run: time },
  { id: 'wallet_nonce', spec: 'OpenID4VP 1.0 "Request URI Response"', needs: ['request_object_type'], run: walletNonce },
  { id: 'response_type', spec: 'OpenID4VP 1.0 "Response Type vp_token"', needs: ['request_object_type'], run: responseType },
  { id: 'response_mode', spec: 'HAIP 1.0 "OpenID for Verifiable Presentations via Redirects", direct_post.jwt', needs: ['request_object_type'], run: responseMode },
  { id: 'response_uri', spec: 'OpenID4VP 1.0 "Response Mode direct_post"', needs: ['request_object_type'], run: responseUri },
  { id: 'request_parameters', spec: 'RFC 9101 §4; OpenID4VP 1.0 "New Parameters"', needs: ['request_object_type'], run: parameters },
  { id: 'nonce', spec: 'OpenID4VP 1.0 "New Parameters", nonce', needs: ['request_object_type'], run: nonce },
  { id: 'dcql_query', spec: 'OpenID4VP 1.0 "Digital Credentials Query Language (DCQL)"', needs: ['request_object_type'], run: dcqlQuery },
  { id: 'state', spec: 'OpenID4VP 1.0 "Requesting Presentations without Holder Binding Proofs"', needs: ['dcql_query'], run: state },
  { id: 'response_encryption', spec: 'OpenID4VP 1.0 "Encrypted Responses"', needs: ['request_object_type'], run: encryption },
  { id: 'transaction_data', spec: 'OpenID4VP 1.0 "New Parameters", transaction_data', needs: ['request_object_type'], run: transactionData },
  { id: 'verifier_info', spec: 'OpenID4VP 1.0 "New Parameters", verifier_info', needs: ['request_object_type'], run: verifierInfo },
]

/** What may be read of a request once every check passed. */
export interface AcceptedRequest {
  readonly clientId: string
  readonly chain: Chain
  readonly nonce: string
  readonly state?: string
  readonly responseUri: string
  readonly query: DcqlQuery
  readonly encryption: ResponseEncryption
  readonly verifierInfo: readonly VerifierInfo[]
}

/** @throws Error if the report does not accept the request: asking all the same is our bug */
export function acceptRequestObject(report: Report, subject: RequestObjectSubject): AcceptedRequest {
  if (!report.accepted) throw new Error('a Request Object that was not accepted must not be read')
  const payload = payloadOf(subject)
  const { client_id, nonce, state, response_uri, dcql_query, client_metadata, verifier_info } = payload
  return {
    clientId: String(client_id),
    chain: chainOf(subject),
    nonce: String(nonce),
    ...(typeof state === 'string' && { state }),
    responseUri: String(response_uri),
    query: parseDcqlQuery(dcql_query),
    encryption: responseEncryption(client_metadata),
    verifierInfo: parseVerifierInfo(verifier_info),
  }
}

function requestType({ requestObject }: RequestObjectSubject): Pass {
  const { typ } = parseCompactJws(requestObject).header
  confirm(typ === requestObjectType, `typ is ${describe(typ)}; a Request Object has ${requestObjectType}`)
  return pass('it is a signed Request Object')
}

function certificate(subject: RequestObjectSubject): Pass {
  const [leaf] = chainOf(subject)
  return pass("it carries the Verifier's certificate", { subject: leaf.subjectName, certificate: leaf.sha256 })
}

function signature(subject: RequestObjectSubject): Pass {
  const [leaf] = chainOf(subject)
  verifyEs256(parseCompactJws(subject.requestObject), leaf.publicKey)
  return pass("the signature verifies with the certificate's key", { certificate: leaf.sha256 })
}

function clientIdentifier(subject: RequestObjectSubject): Pass {
  const client_id = confirmClientIdentifier(payloadOf(subject).client_id, leafOf(subject))
  return pass('client_id is the hash of the certificate', { client_id })
}

function clientIdUnchanged(subject: RequestObjectSubject): Pass {
  const { client_id } = subject.authorizationRequest
  confirm(payloadOf(subject).client_id === client_id, 'client_id in the Request Object is not the one in the link')
  return pass('client_id is the one in the link')
}

function audience(subject: RequestObjectSubject): Pass {
  const { aud } = payloadOf(subject)
  const audiences = Array.isArray(aud) ? aud : [aud]
  confirm(
    audiences.length === 1 && audiences[0] === selfIssuedAudience,
    `aud is ${describe(audiences[0])}; it must be ${selfIssuedAudience}`,
  )
  return pass('it is addressed to wallets')
}

function time(subject: RequestObjectSubject): Pass {
  const { now, skew } = subject
  const { header, payload } = parseCompactJws(subject.requestObject)
  const latest = after(now, skew)
  for (const issuedAt of [header['iat'], payload['iat'], payload['nbf']]) {
    confirm(
      issuedAt === undefined || (isTime(issuedAt) && issuedAt <= latest),
      'the Request Object is from the future, or its time is no time',
    )
  }
  const { exp } = payload as Wire
  confirm(exp === undefined || (isTime(exp) && exp > now), 'the Request Object has expired')
  const iat = header['iat']
  return pass('its times hold', isTime(iat) ? { signed_at: toUtc(iat) } : {})
}

function walletNonce(subject: RequestObjectSubject): Pass {
  const { wallet_nonce } = payloadOf(subject)
  const expected = subject.walletNonce === 'none' ? undefined : subject.walletNonce
  confirm(wallet_nonce === expected, 'wallet_nonce is not the one this wallet posted')
  return pass(expected === undefined ? 'no wallet_nonce was posted and none came back' : 'the wallet_nonce came back')
}

function responseType(subject: RequestObjectSubject): Pass {
  const { response_type } = payloadOf(subject)
  confirm(response_type === 'vp_token', `response_type is ${describe(response_type)}; vp_token is the one supported`)
  return pass('a VP Token is asked for')
}

function responseMode(subject: RequestObjectSubject): Pass {
  const { response_mode } = payloadOf(subject)
  confirm(
    response_mode === 'direct_post.jwt',
    `response_mode is ${describe(response_mode)}; direct_post.jwt is the one supported`,
  )
  return pass('the response goes encrypted to response_uri')
}

function responseUri(subject: RequestObjectSubject): Pass {
  const { response_uri, redirect_uri } = payloadOf(subject)
  confirm(redirect_uri === undefined, 'redirect_uri must not be there with direct_post.jwt')
  confirm(typeof response_uri === 'string' && URL.canParse(response_uri), 'response_uri is missing or is no URL')
  const { protocol, hash, username, password, host } = new URL(response_uri)
  confirm(protocol === 'https:' || (subject.development && protocol === 'http:'), 'response_uri is not https')
  confirm(hash === '' && username === '' && password === '', 'response_uri has a fragment or a user name')
  return pass('the response goes to the Verifier over TLS', {
    host,
    ...(protocol === 'http:' && { deviation: 'plain http, development' }),
  })
}

function parameters(subject: RequestObjectSubject): Pass {
  const { scope, request, request_uri } = payloadOf(subject)
  confirm(scope === undefined, 'scope must not be there beside dcql_query')
  confirm(request === undefined && request_uri === undefined, 'a Request Object must not hold request or request_uri')
  return pass('no parameter contradicts another')
}

function nonce(subject: RequestObjectSubject): Pass {
  const value = payloadOf(subject).nonce
  confirm(
    typeof value === 'string' && /^[A-Za-z0-9._~-]{1,512}$/.test(value),
    'nonce is missing or has characters that are not URL-safe',
  )
  return pass('there is a nonce')
}

function dcqlQuery(subject: RequestObjectSubject): Pass {
  const { credentials } = parseDcqlQuery(payloadOf(subject).dcql_query)
  return pass('the query follows the rules', { credentials: credentials.map(({ id }) => id) })
}

function state(subject: RequestObjectSubject): Pass {
  const value = payloadOf(subject).state
  confirm(value === undefined || (typeof value === 'string' && value !== ''), 'state is not a text')
  const { credentials } = parseDcqlQuery(payloadOf(subject).dcql_query)
  const bound = credentials.every((query) => query.require_cryptographic_holder_binding)
  confirm(bound || value !== undefined, 'state is required where a presentation without holder binding is asked for')
  return pass(value === undefined ? 'no state is needed' : 'there is a state to send back')
}

function encryption(subject: RequestObjectSubject): Pass {
  const { recipient, enc } = responseEncryption(payloadOf(subject).client_metadata)
  return pass('the response can be encrypted', { kid: recipient.kid, enc })
}

function transactionData(subject: RequestObjectSubject): Pass {
  confirmNoTransactionData(payloadOf(subject).transaction_data)
  return pass('no transaction is to be authorised')
}

function verifierInfo(subject: RequestObjectSubject): Pass {
  const attestations = parseVerifierInfo(payloadOf(subject).verifier_info)
  registrationCertificates(attestations)
  const formats = attestations.map(({ format }) => format)
  return pass(formats.length === 0 ? 'no attestation came with it' : 'the attestations can be read', { formats })
}

/** The parameters, by name; their shapes are for the checks to judge. */
type Wire = { readonly [Name in (typeof parameterNames)[number]]?: unknown }
const parameterNames = [
  'aud',
  'client_id',
  'client_metadata',
  'dcql_query',
  'exp',
  'nonce',
  'redirect_uri',
  'request',
  'request_uri',
  'response_mode',
  'response_type',
  'response_uri',
  'scope',
  'state',
  'transaction_data',
  'verifier_info',
  'wallet_nonce',
] as const

const payloadOf = ({ requestObject }: RequestObjectSubject): Wire => parseCompactJws(requestObject).payload

const chainOf = ({ requestObject }: RequestObjectSubject): Chain => parseX5c(parseCompactJws(requestObject).header)

const leafOf = (subject: RequestObjectSubject): Certificate => chainOf(subject)[0]

const isTime = (value: unknown): value is EpochSeconds =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0
