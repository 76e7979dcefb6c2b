import { confirm } from '../base/checks.ts'
import type { Certificate } from '../x509/certificate.ts'

const prefix = 'x509_hash:'

/** HAIP 1.0 "OpenID for Verifiable Presentations": the one Client Identifier Prefix of signed requests. */
export const x509HashClientId = (leaf: Certificate): string => prefix + leaf.sha256

/**
 * OpenID4VP 1.0 "Defined Client Identifier Prefixes", `x509_hash`: the identifier is the hash of the certificate that signed.
 * The whole identifier is compared, prefix included.
 *
 * @throws CheckFailed if the prefix is another one or the certificate is
 */
export function confirmClientIdentifier(clientId: unknown, leaf: Certificate): string {
  confirm(typeof clientId === 'string' && clientId.length > 0, 'the Request Object has no client_id')
  confirm(clientId.startsWith(prefix), `client_id does not start with ${prefix}, the one prefix accepted here`)
  confirm(
    clientId === x509HashClientId(leaf),
    'client_id is not the hash of the certificate that signed the Request Object',
  )
  return clientId
}
