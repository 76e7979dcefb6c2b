import { toBase64, fromBase64url } from '../base/bytes.ts'
import { CheckFailed } from '../base/checks.ts'
import { fromUtc, type EpochSeconds } from '../base/time.ts'
import { parseCertificate, type Certificate } from '../x509/certificate.ts'
import type { ServiceDigitalIdentity, TrustedEntityService } from './list-of-trusted-entities.ts'

/** What the list says of a service at one time. */
export type ServiceStatusAt =
  | { readonly status: 'granted' | 'withdrawn'; readonly uri: string; readonly since?: EpochSeconds }
  /** The service, or this certificate of it, was not on the list at that time. */
  | { readonly status: 'not_listed' }

/**
 * The status of a service's certificate at time T — ETSI TS 119 602 V1.1.1 "Service current status", "Current status starting date and time",
 * "Service history". The newest entry that had begun at T counts, whether current or of the history, and only if it is
 * about the certificate: history names it by its X509SKI (Annex H) or itself. Any status but `grantedStatus` is `withdrawn`.
 *
 * An entry without `StatusStartingTime` speaks of the time since the list was issued and of no earlier one; one without
 * `ServiceStatus` means by its presence that the service is granted.
 */
export function serviceStatusAt({ service, certificate, at, listIssuedAt, grantedStatus }: {
  service: TrustedEntityService
  certificate: Certificate
  at: EpochSeconds
  listIssuedAt: EpochSeconds
  grantedStatus: string
}): ServiceStatusAt {
  const { ServiceInformation: current, ServiceHistory: history = [] } = service
  const entries = [
    {
      since: current.StatusStartingTime === undefined ? listIssuedAt : fromUtc(current.StatusStartingTime),
      stated: current.StatusStartingTime !== undefined,
      uri: current.ServiceStatus ?? grantedStatus,
      type: current.ServiceTypeIdentifier,
      identity: current.ServiceDigitalIdentity,
    },
    ...history.map(({ StatusStartingTime, ServiceStatus, ServiceTypeIdentifier, ServiceDigitalIdentity }) => ({
      since: fromUtc(StatusStartingTime),
      stated: true,
      uri: ServiceStatus,
      type: ServiceTypeIdentifier ?? current.ServiceTypeIdentifier,
      identity: ServiceDigitalIdentity,
    })),
  ]
  const begun = entries.filter(({ since }) => since <= at).sort((one, other) => other.since - one.since)[0]
  if (!begun || begun.type !== current.ServiceTypeIdentifier || !isAbout(begun.identity, certificate)) return { status: 'not_listed' }
  const { uri, since, stated } = begun
  return { status: uri === grantedStatus ? 'granted' : 'withdrawn', uri, ...(stated && { since }) }
}

function isAbout({ X509Certificates = [], X509SKIs = [] }: ServiceDigitalIdentity, certificate: Certificate): boolean {
  const ski = certificate.subjectKeyIdentifier
  return (
    X509Certificates.some(({ val }) => val === certificate.base64) ||
    (ski !== undefined && X509SKIs.includes(toBase64(fromBase64url(ski))))
  )
}

/** The certificates of a service; one that cannot be read anchors nothing and is left out. */
export const certificatesOf = ({ X509Certificates = [] }: ServiceDigitalIdentity): readonly Certificate[] =>
  X509Certificates.flatMap(({ val }) => readable(val))

function readable(base64: string): readonly Certificate[] {
  try {
    return [parseCertificate(base64)]
  } catch (error) {
    if (error instanceof CheckFailed) return []
    throw error
  }
}
