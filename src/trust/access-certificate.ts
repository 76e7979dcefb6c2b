import { confirm, liftChecks, pass, type Check, type Pass } from '../base/checks.ts'
import { accessCertificatePolicies } from '../x509/identifiers.ts'
import type { Certificate } from '../x509/certificate.ts'
import { parseChain } from '../x509/x5c.ts'
import { trustChecks, type TrustSubject } from './trust-checks.ts'

/** A relying party's access certificate: `x5c` of its signed request, `serviceTypes` those of access CAs. */
export interface AccessCertificateSubject {
  readonly trust: TrustSubject
}

/** Who asks, as the access certificate says: the only names to show a holder. */
export interface RelyingParty {
  /** CN: trade or service name. */
  readonly name: string
  /** O: legal name. */
  readonly legalName: string
  readonly country: string
  /** ETSI EN 319 412-1 §5.1.4, for example `NTRJP-…`. */
  readonly organizationIdentifier: string
  /** Addresses for the holder's questions. */
  readonly contacts: readonly string[]
}

const spec = 'ETSI TS 119 411-8 V1.1.1'

/** The access certificate of a wallet relying party — ETSI TS 119 411-8 V1.1.1, ETSI TS 119 475 V1.2.1 "WRPAC". */
export const accessCertificateChecks: readonly Check<AccessCertificateSubject>[] = [
  { id: 'access_policy', spec: `${spec} "Certificate Profile", certificate policies`, needs: [], run: accessPolicy },
  { id: 'access_subject', spec: `${spec} "Certificate Profile", subject; ETSI EN 319 412-1 §5.1.4`, needs: [], run: accessSubject },
  { id: 'access_contact', spec: `${spec} "Certificate Profile", subject alternative name`, needs: [], run: accessContact },
  ...liftChecks(trustChecks, ({ trust }: AccessCertificateSubject) => trust, { prefix: 'access_' }),
]

/** @throws CheckFailed if `x5c` cannot be read; the names are believed only after {@link accessCertificateChecks} passed */
export function relyingPartyOf(x5c: readonly string[]): RelyingParty {
  const { subject, subjectAltNames } = leaf(x5c)
  return {
    name: subject['CN'] ?? '',
    legalName: subject['O'] ?? '',
    country: subject['C'] ?? '',
    organizationIdentifier: subject['organizationIdentifier'] ?? '',
    contacts: subjectAltNames.filter(({ type }) => type === 'uri' || type === 'email').map(({ value }) => value),
  }
}

const leaf = (x5c: readonly string[]): Certificate => parseChain(x5c)[0]

function accessPolicy({ trust: { x5c } }: AccessCertificateSubject): Pass {
  const { policies, ca } = leaf(x5c)
  const known: readonly string[] = Object.values(accessCertificatePolicies)
  const named = policies.filter((policy) => known.includes(policy))
  confirm(named.length === 1, 'the certificate does not name exactly one policy of access certificates', { policies: [...policies] })
  confirm(!ca, 'the certificate is that of a CA')
  return pass(`issued under policy ${named[0]}`, { policy: named[0]! })
}

function accessSubject({ trust: { x5c } }: AccessCertificateSubject): Pass {
  const { subject } = leaf(x5c)
  for (const attribute of ['CN', 'O', 'C', 'organizationIdentifier']) {
    confirm(!!subject[attribute], `the certificate's subject has no ${attribute}`)
  }
  const { organizationIdentifier } = relyingPartyOf(x5c)
  confirm(semanticIdentifier.test(organizationIdentifier), 'organizationIdentifier is not a type, a country and a number such as NTRXM-123')
  return pass('names the relying party', { organizationIdentifier })
}

/** Three letters of type, two of country, a hyphen, the identifier. */
const semanticIdentifier = /^[A-Z]{3}[A-Z]{2}-\S+$/

function accessContact({ trust: { x5c } }: AccessCertificateSubject): Pass {
  const { contacts } = relyingPartyOf(x5c)
  confirm(contacts.length > 0, 'the certificate gives no address to turn to')
  return pass('gives an address to turn to', { contacts: [...contacts] })
}
