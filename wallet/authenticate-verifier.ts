import { confirm, liftChecks, pass, runChecks, type Check, type Pass, type Report } from '../src/base/checks.ts'
import type { JsonObject } from '../src/base/json.ts'
import { jurisdictionOf } from '../src/jurisdictions/index.ts'
import { serviceTypesFor, statusSignerTypes } from '../src/jurisdictions/listed-service-types.ts'
import {
  processRequestObjectResponse,
  requestObjectRequest,
  type AuthorizationRequest,
} from '../src/openid4vp/authorization-request.ts'
import {
  acceptRequestObject,
  requestObjectChecks,
  type AcceptedRequest,
} from '../src/openid4vp/request-object-checks.ts'
import { registrationCertificates } from '../src/openid4vp/verifier-info.ts'
import { fetchStatusListToken } from '../src/status-list/fetch-status-list-token.ts'
import { statusCheck } from '../src/status-list/status-check.ts'
import { accessCertificateChecks, relyingPartyOf } from '../src/trust/access-certificate.ts'
import type { ListedService } from '../src/trust/listed-service.ts'
import { pinnedServiceType } from '../src/trust/pinned-anchors.ts'
import {
  registrationCertificateChecks,
  type RegistrationSubject,
} from '../src/trust/registration-certificate-checks.ts'
import type { RegistrationCertificate } from '../src/trust/registration-certificate.ts'
import type { TrustSubject } from '../src/trust/trust-checks.ts'
import { confirmListed } from './confirm-listed.ts'
import { bugIn, type WalletContext } from './context.ts'
import { limits } from './limits.ts'
import { outside } from './outside.ts'
import type { RegisteredUse, VerifierSeen } from './records.ts'
import { overAskedIn, requestedClaims, scopeChecks } from './request-scope.ts'
import { RefusedByChecks } from './wallet-errors.ts'

/** A verifier about whom the holder may be asked: every name in it comes from a certificate. */
export interface AuthenticatedVerifier {
  readonly request: AcceptedRequest
  readonly verifier: VerifierSeen
  readonly registration: RegistrationCertificate
  /** Every check; those about the extent of the request may have failed. */
  readonly report: Report
}

/**
 * Finds out who asks, before the holder is shown anything — OpenID4VP 1.0 "Verifier Metadata Management" and HAIP 1.0
 * for the Request Object; its access certificate on the list of its jurisdiction; its registration certificate for the
 * purpose. A verifier that fails one of these is not shown to the holder as somebody who may ask. A request that goes
 * too far is: the holder should know.
 *
 * @throws ProtocolError `request_unreachable`, `invalid_presentation_request`; RefusedByChecks
 *   `invalid_presentation_request`, `verifier_not_authenticated`, `trust_unknown`
 */
export async function authenticateVerifier(
  context: WalletContext,
  authorizationRequest: AuthorizationRequest,
): Promise<AuthenticatedVerifier> {
  const now = context.clock.now()
  const requestObject = await fetchRequestObject(context, authorizationRequest)
  const subject = {
    requestObject,
    authorizationRequest,
    walletNonce: 'none',
    now,
    skew: limits.skew,
    development: context.development,
  } as const
  const ofRequest = await runChecks(subject, requestObjectChecks, bugIn(context))
  if (!ofRequest.accepted)
    throw refusal('invalid_presentation_request', 'The request is not one that this wallet may answer', ofRequest)
  const request = acceptRequestObject(ofRequest, subject)

  const trust = accessSubject(context, request)
  const ofAccess = await runChecks({ trust }, accessCertificateChecks, bugIn(context))
  const { found } = trust
  if (!ofAccess.accepted || !found)
    throw refusal('verifier_not_authenticated', 'Nobody this wallet trusts vouches for who asks', ofRequest, ofAccess)

  const registered = registrationSubject(context, request, trust, found)
  const ofRegistration = await runChecks(registered, [registrationPresent, ...registrationChecks], bugIn(context))
  const certificate = registered.registration.opened?.certificate
  const asksTooMuch =
    certificate !== undefined && overAskedIn({ registration: certificate, query: request.query }).length > 0
  const unmet = ofRegistration.checks.filter(
    ({ id, outcome }) => outcome.status !== 'passed' && !(asksTooMuch && id === registrationCovers),
  )
  if (unmet.length > 0 || !certificate) {
    throw refusal(
      'verifier_not_authenticated',
      'What the verifier registered to ask for cannot be established',
      ofRequest,
      ofAccess,
      ofRegistration,
    )
  }
  const ofScope = await runChecks({ registration: certificate, query: request.query }, scopeChecks, bugIn(context))
  const scope = { ...ofScope, checks: ofScope.checks.filter(({ id }) => id !== registrationCovers) }
  return {
    request,
    registration: certificate,
    verifier: verifierSeen(request, found, certificate),
    report: together([ofRequest, ofAccess, ofRegistration, scope]),
  }
}

const registrationCovers = 'registration_covers_request'

async function fetchRequestObject({ fetchDocument }: WalletContext, request: AuthorizationRequest): Promise<string> {
  const codes = {
    unreachable: 'request_unreachable',
    invalid: 'invalid_presentation_request',
    refused: 'request_unreachable',
  } as const
  return outside(codes, async () => {
    const atMost = { maxBytes: limits.requestObject, timeout: limits.outboundTimeout, redirects: 0 }
    return processRequestObjectResponse(await fetchDocument({ ...requestObjectRequest(request), ...atMost }))
  })
}

function accessSubject({ trustLists, clock }: WalletContext, { chain }: AcceptedRequest): TrustSubject {
  const now = clock.now()
  return {
    x5c: chain.map(({ base64 }) => base64),
    serviceTypes: serviceTypesFor('access_certificate'),
    lists: trustLists,
    at: now,
    now,
  }
}

interface RegisteredVerifier {
  readonly certificates: readonly string[]
  readonly registration: RegistrationSubject
}

/** The registrar is looked for on the list that vouches for the access certificate, and on no other. */
function registrationSubject(
  { trustLists, fetchDocument, clock }: WalletContext,
  request: AcceptedRequest,
  access: TrustSubject,
  found: ListedService,
): RegisteredVerifier {
  const now = clock.now()
  const lists = trustLists.filter(({ territory }) => territory === found.territory)
  const serviceTypes = [
    jurisdictionOf(found.territory)?.trustList.serviceTypes.registration_certificate ?? found.serviceType,
    pinnedServiceType('registration_certificate'),
  ]
  const certificates = registrationCertificates(request.verifierInfo)
  const checkStatus = async (status: JsonObject): Promise<void> => {
    await statusCheck.run({
      status,
      fetchToken: fetchStatusListToken(fetchDocument),
      signerTrusted: (x5c) =>
        confirmListed({ x5c, serviceTypes: statusSignerTypes(serviceTypes), lists, at: now, now }),
      now,
    })
  }
  return {
    certificates,
    registration: {
      jwt: certificates[0] ?? '',
      organizationIdentifier: relyingPartyOf(access.x5c).organizationIdentifier,
      serviceTypes,
      lists,
      now,
      checkStatus,
      requested: requestedClaims(request.query),
    },
  }
}

const registrationPresent: Check<RegisteredVerifier> = {
  id: 'registration_present',
  spec: 'ETSI TS 119 472-2 V1.1.1, verifier_info with registration_cert',
  needs: [],
  run: ({ certificates }: RegisteredVerifier): Pass => {
    confirm(certificates.length > 0, 'the request brings no registration certificate: nobody says what it may ask for')
    confirm(certificates.length === 1, 'the request brings more than one registration certificate')
    return pass('the request brings its registration certificate')
  },
}

const registrationChecks = liftChecks(
  registrationCertificateChecks,
  ({ registration }: RegisteredVerifier) => registration,
  {
    prefix: '',
    needs: ['registration_present'],
  },
)

function verifierSeen(
  { clientId, chain: [leaf, ...above] }: AcceptedRequest,
  found: ListedService,
  certificate: RegistrationCertificate,
): VerifierSeen {
  const party = relyingPartyOf([leaf.base64, ...above.map(({ base64 }) => base64)])
  return {
    clientId,
    name: party.name,
    legalName: party.legalName,
    identifier: party.organizationIdentifier,
    country: party.country,
    territory: found.territory,
    certificateSubject: leaf.subjectName,
    certificate: leaf.sha256,
    listStatus: found.pinned ? 'pinned' : 'granted',
    list: found.listUrl,
    sequenceNumber: found.sequenceNumber,
    listedAs: `${found.entityName} · ${found.serviceName}`,
    registration: registeredUse(certificate),
  }
}

const registeredUse = ({
  name,
  srv_description,
  purpose,
  intended_use_id,
  privacy_policy,
  support_uri,
  public_body,
}: RegistrationCertificate): RegisteredUse => ({
  name,
  description: (srv_description[0] ?? []).map(({ lang, value }) => ({ lang, text: value })),
  purpose: (purpose ?? []).map(({ lang, value }) => ({ lang, text: value })),
  ...(intended_use_id !== undefined && { intendedUse: intended_use_id }),
  privacyPolicy: privacy_policy,
  support: support_uri,
  publicBody: public_body === true,
})

const together = (reports: readonly Report[]): Report => ({
  accepted: reports.every(({ accepted }) => accepted),
  checks: reports.flatMap(({ checks }) => checks),
})

/** The error names the check that did not hold. What could not be found out is not called wrong. */
function refusal(
  code: 'invalid_presentation_request' | 'verifier_not_authenticated',
  what: string,
  ...reports: readonly Report[]
): RefusedByChecks {
  const report = together(reports)
  const failed = report.checks.find(({ outcome }) => outcome.status === 'failed')
  const open = report.checks.find(({ outcome }) => outcome.status === 'indeterminate')
  const named = failed ?? open
  const text = `${what} (${named?.id ?? 'no check'}: ${named?.outcome.detail ?? 'nothing was checked'}).`
  return failed || !open
    ? new RefusedByChecks(code, text, report)
    : new RefusedByChecks('trust_unknown', text, report, { status: 503 })
}
