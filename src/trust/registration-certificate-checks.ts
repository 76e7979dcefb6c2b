import { confirm, liftChecks, pass, type Check, type Pass } from '../base/checks.ts'
import type { JsonObject } from '../base/json.ts'
import { toUtc, type EpochSeconds } from '../base/time.ts'
import { verifyBaselineB } from '../jose/jades-baseline-b.ts'
import { describe, parseCompactJws, type CompactJws } from '../jose/jws.ts'
import { parseX5c, type Chain } from '../x509/x5c.ts'
import {
  notRegistered, parseRegistrationCertificate, registrationCertificatePolicy, registrationCertificateType, showUnregistered,
  type RegistrationCertificate, type RequestedCredential,
} from './registration-certificate.ts'
import { trustChecks, type TrustSubject } from './trust-checks.ts'
import type { TrustListSource } from './trust-list-source.ts'

/** A registration certificate as received, with everything that is expected of it. */
export interface RegistrationSubject {
  readonly jwt: string
  /** `organizationIdentifier` of the access certificate that signed the request. */
  readonly organizationIdentifier: string
  /** The service types under which registrars' providers are listed, and the lists of the verifier's jurisdiction. */
  readonly serviceTypes: readonly string[]
  readonly lists: readonly TrustListSource[]
  /** What the request asks for. */
  readonly requested: readonly RequestedCredential[]
  readonly now: EpochSeconds
  /** Looks the `status` claim up. @throws CheckFailed if it is revoked, Indeterminate if that cannot be found out */
  readonly checkStatus: (status: JsonObject) => Promise<void>
  /** Set by `registration_form`. */
  opened?: { readonly jws: CompactJws; readonly chain: Chain; readonly certificate: RegistrationCertificate }
  /** Set by `registration_form`, for the checks of the trust list; `found` is the listed registrar. */
  trust?: TrustSubject
}

const spec = 'ETSI TS 119 475 V1.2.1'

/** The registration certificate of a relying party (WRPRC) beside its request — ETSI TS 119 475 V1.2.1. */
export const registrationCertificateChecks: readonly Check<RegistrationSubject>[] = [
  { id: 'registration_form', spec: `${spec} "WRPRC"`, needs: [], run: registrationForm },
  { id: 'registration_signature', spec: 'ETSI TS 119 182-1 V1.2.1, Baseline B', needs: ['registration_form'], run: registrationSignature },
  ...liftChecks(trustChecks, ({ trust }: RegistrationSubject) => trust!, {
    prefix: 'registration_',
    needs: ['registration_form', 'registration_signature'],
  }),
  { id: 'registration_subject', spec: `${spec} "WRPRC", sub`, needs: ['registration_form'], run: registrationSubject },
  { id: 'registration_validity', spec: `${spec} "WRPRC", iat and exp`, needs: ['registration_form'], run: registrationValidity },
  { id: 'registration_status', spec: `${spec} "WRPRC", status`, needs: ['registration_signature', 'registration_validity'], run: registrationStatus },
  { id: 'registration_purpose', spec: `${spec} "WRPRC", purpose`, needs: ['registration_form'], run: registrationPurpose },
  { id: 'registration_covers_request', spec: `${spec} "WRPRC", credentials; ARF 3.0.0 RPRC_21`, needs: ['registration_form'], run: registrationCoversRequest },
]

function registrationForm(subject: RegistrationSubject): Pass {
  const { jwt, serviceTypes, lists, now } = subject
  const jws = parseCompactJws(jwt)
  confirm(jws.header['typ'] === registrationCertificateType, `typ is ${describe(jws.header['typ'])}, not ${registrationCertificateType}`)
  const chain = parseX5c(jws.header)
  const certificate = parseRegistrationCertificate(jws.payload)
  confirm(certificate.policy_id.includes(registrationCertificatePolicy), `policy_id lacks ${registrationCertificatePolicy}`)
  subject.opened = { jws, chain, certificate }
  subject.trust = { x5c: chain.map(({ base64 }) => base64), serviceTypes, lists, at: now, now }
  return pass('a registration certificate')
}

function registrationSignature({ opened }: RegistrationSubject): Pass {
  const { jws, chain } = opened!
  verifyBaselineB(jws, chain[0].publicKey)
  return pass(`sealed by ${chain[0].subjectName}`, { certificate: chain[0].subjectName })
}

function registrationSubject({ opened, organizationIdentifier }: RegistrationSubject): Pass {
  const { sub } = opened!.certificate
  confirm(sub === organizationIdentifier, 'sub is not the identifier of the access certificate', { sub, organizationIdentifier })
  return pass('issued to whoever signed the request', { sub })
}

/** A year, and a day for leap years. */
const longestLife = 366 * 86_400

function registrationValidity({ opened, now }: RegistrationSubject): Pass {
  const { iat, exp } = opened!.certificate
  confirm(iat <= now + 300, 'iat lies in the future')
  const end = exp ?? iat + longestLife
  confirm(end - iat <= longestLife, 'it is valid for more than twelve months')
  confirm(now < end, `it expired at ${toUtc(end as EpochSeconds)}`, { exp: end })
  return pass(`valid until ${toUtc(end as EpochSeconds)}`, { exp: end })
}

/** A certificate of at most this life may do without a status list: it is issued anew instead of being revoked. */
const shortLife = 31 * 86_400

async function registrationStatus({ opened, checkStatus }: RegistrationSubject): Promise<Pass> {
  const { status, iat, exp } = opened!.certificate
  if (status === undefined) {
    confirm(exp !== undefined && exp - iat <= shortLife, 'it has no status and is not short-lived')
    return pass('short-lived, without a status list')
  }
  await checkStatus(status as unknown as JsonObject)
  return pass('not revoked')
}

function registrationPurpose({ opened }: RegistrationSubject): Pass {
  const { purpose, intended_use_id } = opened!.certificate
  confirm(purpose !== undefined && purpose.some(({ lang, value }) => lang === 'en' && value.length > 0), 'it states no purpose in English')
  return pass('states the purpose of the request', { ...(intended_use_id !== undefined && { intended_use_id }) })
}

function registrationCoversRequest({ opened, requested }: RegistrationSubject): Pass {
  confirm(requested.length > 0 && requested.every(({ paths }) => paths.length > 0), 'the request names no claims')
  const unregistered = notRegistered(opened!.certificate, requested)
  confirm(unregistered.length === 0, `asked for and not registered: ${showUnregistered(unregistered)}`)
  return pass('everything asked for is registered')
}
