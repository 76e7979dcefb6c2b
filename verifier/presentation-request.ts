import { sha256Base64url } from '../src/base/bytes.ts'
import { token } from '../src/base/random.ts'
import { after } from '../src/base/time.ts'
import type { PurposeCode } from '../src/jurisdictions/purposes.ts'
import { refuse } from '../src/openid4vp/authorization-error.ts'
import {
  makeAuthorizationRequestUrl,
  signRequestObject,
  type AuthorizationRequest,
} from '../src/openid4vp/authorization-request.ts'
import { askFor, type AdditionalClaims } from './asked.ts'
import type { VerifierContext } from './context.ts'
import { limits } from './limits.ts'
import { desk, stateOf, type RequestRecord } from './request-record.ts'

/** Why and for whom a presentation is asked for. */
export interface Wish {
  readonly purpose: PurposeCode
  readonly additional: AdditionalClaims
  /** Session of the browser that asks; `desk` where an officer does. */
  readonly browser: string
}

/**
 * Starts a presentation: a nonce, a state and an encryption key that nothing else will ever use.
 *
 * @throws ProtocolError `invalid_request` if a claim may not be asked for
 */
export async function startRequest(
  context: VerifierContext,
  { purpose, additional, browser }: Wish,
): Promise<RequestRecord> {
  const { clock, random, requests, verifier, newDecryptionKey } = context
  const asked = askFor(verifier.asksFor, purpose, additional)
  const now = clock.now()
  const record: RequestRecord = {
    id: token(random, 'pres_'),
    purpose,
    asked,
    createdAt: now,
    expiresAt: after(now, limits.requestLifetime),
    browser: browser === desk ? desk : browserHash(browser),
    nonce: token(random, ''),
    state: token(random, ''),
    ...newDecryptionKey(token(random, 'enc_')),
    refusals: [],
  }
  if (!(await requests.insert(record.id, record))) throw new Error('two requests got the same random id')
  return record
}

/** What is kept of a browser session: enough to recognise it. */
export const browserHash = (session: string): string => sha256Base64url(session)

/** OpenID4VP 1.0 "Authorization Request": the request by reference, for a wallet's page or a scheme. */
export function authorizationRequest(
  { baseUrl, clientId }: VerifierContext,
  { id }: RequestRecord,
): AuthorizationRequest {
  return { client_id: clientId, request_uri: `${baseUrl}/requests/${id}/request-object`, request_uri_method: 'get' }
}

/** The three ways to a wallet: the lab's own, and the two schemes by which a device finds one. */
export function walletLinks(context: VerifierContext, record: RequestRecord) {
  const request = authorizationRequest(context, record)
  return {
    wallet: makeAuthorizationRequestUrl(context.walletUrl, request),
    openid4vp: makeAuthorizationRequestUrl('openid4vp://', request),
    haip: makeAuthorizationRequestUrl('haip-vp://', request),
  }
}

/**
 * OpenID4VP 1.0 "Request URI Response": may be fetched as often as a wallet likes, until the request is closed.
 *
 * @throws ProtocolError `expired` if it is
 */
export function requestObject(
  { accessKey, baseUrl, clock, registrationCertificate }: VerifierContext,
  record: RequestRecord,
): Promise<string> {
  const now = clock.now()
  const state = stateOf(record, now)
  if (state !== 'pending')
    throw refuse(
      'expired',
      state === 'expired'
        ? 'this request has expired; ask for a new one'
        : 'this request was answered; ask for a new one',
    )
  const { nonce, encryptionJwk, asked } = record
  const request = {
    nonce,
    state: record.state,
    response_uri: `${baseUrl}/responses/${record.id}`,
    dcql_query: asked.query,
    encryptionJwk,
    registrationCertificate,
  }
  return signRequestObject(accessKey, request, { now })
}

/** @throws ProtocolError `not_found` */
export async function requestOf({ requests }: VerifierContext, id: string): Promise<RequestRecord> {
  const record = await requests.get(id)
  if (!record) throw refuse('not_found', 'there is no such request')
  return record
}
