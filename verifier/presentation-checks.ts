import {
  CheckFailed,
  confirm,
  Indeterminate,
  liftChecks,
  pass,
  runChecks,
  type Check,
  type Pass,
} from '../src/base/checks.ts'
import { equalSecrets } from '../src/base/bytes.ts'
import type { EpochSeconds } from '../src/base/time.ts'
import { credentialKinds, type CredentialKind } from '../src/jurisdictions/jurisdiction-profile.ts'
import { serviceTypesFor, statusSignerTypes } from '../src/jurisdictions/listed-service-types.ts'
import type { OpenedResponse } from '../src/openid4vp/authorization-response.ts'
import type { CredentialQuery, DcqlQuery } from '../src/openid4vp/dcql-query.ts'
import { confirmClaimsAnswered, parseVpToken, vpTokenChecks } from '../src/openid4vp/vp-token-validation.ts'
import { once } from '../src/sd-jwt/once.ts'
import { decodeSdJwtVc, sdJwtVcChecks, type SdJwtVcSubject } from '../src/sd-jwt/sd-jwt-vc-checks.ts'
import { statusCheck, type StatusSubject } from '../src/status-list/status-check.ts'
import { trustChecks, type TrustSubject } from '../src/trust/trust-checks.ts'
import { queryOf, type AskedCredential } from './asked.ts'
import type { VerifierContext } from './context.ts'
import { limits } from './limits.ts'
import type { RequestRecord, RequestState } from './request-record.ts'

/** An answer on its way through the checks. */
export interface PresentationSubject {
  readonly requestState: RequestState
  /** What came out of the envelope; `unopened` where the request takes no more answers. */
  readonly response: OpenedResponse | CheckFailed | 'unopened'
  readonly expectedState: string
  readonly query: DcqlQuery
  readonly credentials: { readonly [Kind in CredentialKind]: CredentialSubject }
}

/** One credential of the answer. Everything is read when a check asks for it, once. */
export interface CredentialSubject {
  readonly asked: () => AskedCredential
  readonly query: () => CredentialQuery
  readonly sdJwtVc: () => SdJwtVcSubject
  readonly trust: () => TrustSubject
  readonly status: () => StatusSubject
}

/**
 * The verification of an answer: the request, the envelope, the query, and then each credential from its bytes to the list
 * that its issuer is on. The status of a credential is asked for last, and only of an issuer that is listed: nobody else can
 * make this verifier call an address.
 */
export const presentationChecks: readonly Check<PresentationSubject>[] = [
  { id: 'request_unanswered', spec: 'OpenID4VP 1.0 "Preventing Replay of Verifiable Presentations"', needs: [], run: requestUnanswered },
  { id: 'response_encrypted', spec: 'HAIP 1.0 "OpenID for Verifiable Presentations via Redirects"; OpenID4VP 1.0 "Encrypted Responses"', needs: ['request_unanswered'], run: responseEncrypted },
  { id: 'response_state', spec: 'RFC 6749 §4.1.2; OpenID4VP 1.0 "Response Mode direct_post"', needs: ['response_encrypted'], run: state },
  ...liftChecks(vpTokenChecks, vpTokenSubject, { prefix: '', needs: ['response_encrypted'] }),
  ...credentialKinds.flatMap(credentialChecks),
]

function credentialChecks(kind: CredentialKind): readonly Check<PresentationSubject>[] {
  const prefix = `${kind}.`
  const part = (subject: PresentationSubject): CredentialSubject => subject.credentials[kind]
  const named = (...ids: readonly string[]): readonly string[] => ids.map((id) => prefix + id)
  return [
    ...liftChecks(sdJwtVcChecks, (subject: PresentationSubject) => part(subject).sdJwtVc(), {
      prefix,
      needs: ['response_state', 'query_satisfied'],
    }),
    {
      id: `${prefix}claims_answered`,
      spec: 'OpenID4VP 1.0 "VP Token Validation"; "Selecting Claims"',
      needs: named('registered_claims'),
      run: (subject) => claimsAnswered(part(subject)),
    },
    ...liftChecks(trustChecks, (subject: PresentationSubject) => part(subject).trust(), {
      prefix,
      needs: named('issuer_certificate'),
    }),
    ...liftChecks([statusCheck], (subject: PresentationSubject) => part(subject).status(), {
      prefix,
      needs: named('issuer_signature', 'registered_claims', 'validity_period', 'issuer_listed'),
    }),
  ]
}

/** The ids that ask a list, not the bytes. */
export const isListCheck = (id: string): boolean =>
  credentialKinds.some((kind) => trustChecks.some((check) => `${kind}.${check.id}` === id))

/** Prepares an answer for its checks; nothing in it is believed yet. */
export function presentationSubject(
  context: VerifierContext,
  record: RequestRecord,
  {
    requestState,
    response,
    now,
  }: { requestState: RequestState; response: PresentationSubject['response']; now: EpochSeconds },
): PresentationSubject {
  const { query, credentials } = record.asked
  const vpToken = once(() =>
    parseVpToken(typeof response === 'object' && 'vp_token' in response ? response.vp_token : undefined),
  )
  const credential = (kind: CredentialKind): CredentialSubject => {
    const asked = once(() => answeredQuery(credentials, kind, Object.keys(vpToken())))
    const text = () => vpToken()[asked().queryId]![0]!
    return credentialSubject(context, record, { kind, asked, text, now })
  }
  return {
    requestState,
    response,
    expectedState: record.state,
    query,
    credentials: { identity: credential('identity'), diploma: credential('diploma') },
  }
}

/** @throws CheckFailed if none or several of the queries for this kind are answered */
function answeredQuery(
  credentials: readonly AskedCredential[],
  kind: CredentialKind,
  answered: readonly string[],
): AskedCredential {
  const [found, ...others] = credentials.filter((asked) => asked.kind === kind && answered.includes(asked.queryId))
  confirm(found !== undefined && others.length === 0, `not exactly one ${kind} credential was presented`)
  return found
}

function credentialSubject(
  context: VerifierContext,
  { asked: { query }, nonce }: RequestRecord,
  {
    kind,
    asked,
    text,
    now,
  }: { kind: CredentialKind; asked: () => AskedCredential; text: () => string; now: EpochSeconds },
): CredentialSubject {
  const { clientId, trustLists, fetchStatusListToken, bug } = context
  const queryAnswered = () => queryOf(query, asked().queryId)
  const sdJwtVc = once(() => {
    const vct = queryAnswered().meta.vct_values ?? []
    return decodeSdJwtVc(text(), { now, skew: limits.skew, nonce, audience: clientId, vct })
  })
  const serviceTypes = serviceTypesFor(kind)
  const lookUp = (x5c: readonly string[], types = serviceTypes): TrustSubject => ({
    x5c,
    serviceTypes: types,
    lists: trustLists,
    at: now,
    now,
  })
  const trust = once(() =>
    lookUp(
      sdJwtVc()
        .issuerChain()
        .map(({ base64 }) => base64),
    ),
  )
  const status = (): StatusSubject => ({
    status: sdJwtVc().registeredClaims()['status'],
    fetchToken: fetchStatusListToken,
    signerTrusted: (x5c) => confirmSameService(lookUp(x5c, statusSignerTypes(serviceTypes)), trust(), bug),
    now,
  })
  return { asked, query: queryAnswered, sdJwtVc, trust, status }
}

/**
 * A status list speaks for a credential only if whoever signed it is listed as the same entity as the credential's issuer.
 *
 * @throws CheckFailed or Indeterminate if that is not so, or cannot be found out
 */
async function confirmSameService(
  signer: TrustSubject,
  issuer: TrustSubject,
  bug: (error: unknown) => void,
): Promise<void> {
  const listed = trustChecks.filter(({ id }) => id !== 'issuer_granted')
  const { checks } = await runChecks(signer, listed, bug)
  const missed = checks.find(({ outcome }) => outcome.status !== 'passed')?.outcome
  const detail = `the signer of the status list: ${missed?.detail ?? ''}`
  if (missed?.status === 'indeterminate') throw new Indeterminate(detail, missed.evidence)
  if (missed) throw new CheckFailed(detail, missed.evidence)
  const same = signer.found?.listUrl === issuer.found?.listUrl && signer.found?.entityName === issuer.found?.entityName
  confirm(same, 'the status list is signed by another entity than the credential')
}

function requestUnanswered({ requestState }: PresentationSubject): Pass {
  confirm(
    requestState !== 'answered' && requestState !== 'awaiting_return',
    'this request was answered before; a request takes one answer',
  )
  confirm(requestState !== 'declined', 'the wallet declined this request before; a request takes one answer')
  confirm(requestState !== 'expired', 'this request has expired')
  return pass('the request is open')
}

function responseEncrypted({ response }: PresentationSubject): Pass {
  if (response instanceof CheckFailed) throw response
  confirm(response !== 'unopened', 'the response was not opened')
  return pass('the response opens with the key made for this request')
}

function state({ response, expectedState }: PresentationSubject): Pass {
  const sent = typeof response === 'object' && 'state' in response ? response.state : undefined
  confirm(typeof sent === 'string' && equalSecrets(sent, expectedState), 'state is not the one of this request')
  return pass('state is the one of this request')
}

function vpTokenSubject({ response, query }: PresentationSubject) {
  return { vpToken: typeof response === 'object' && 'vp_token' in response ? response.vp_token : undefined, query }
}

function claimsAnswered({ query, sdJwtVc }: CredentialSubject): Pass {
  confirmClaimsAnswered(query(), sdJwtVc().processed().claims)
  return pass('every claim that was asked for is there')
}
