import { confirm } from '../base/checks.ts'
import { isJsonObject } from '../base/json.ts'
import { parseCertificate, type Certificate } from './certificate.ts'

const maxCertificates = 6

/**
 * Reads the chain of a JOSE header — RFC 7515 §4.1.6, HAIP 1.0 "OpenID for Verifiable Presentations": the leaf first,
 * not self-signed, and without the trust anchor (a self-signed certificate has no place in it).
 *
 * @param header the protected header; only its `x5c` is looked at
 * @throws CheckFailed if `x5c` is missing or is not such a chain
 */
export function parseX5c(header: unknown): Chain {
  const x5c = isJsonObject(header) ? header['x5c'] : undefined
  confirm(x5c !== undefined, 'the header has no x5c')
  confirm(Array.isArray(x5c) && x5c.length > 0, 'x5c is not a non-empty array')
  return parseChain(x5c)
}

export type Chain = readonly [Certificate, ...Certificate[]]

/** The same for the value of `x5c` alone. @throws CheckFailed */
export function parseChain(x5c: readonly unknown[]): Chain {
  confirm(x5c.length <= maxCertificates, `x5c has more than ${maxCertificates} certificates`)
  const chain = x5c.map((element) => {
    confirm(typeof element === 'string', 'x5c has an element that is no string')
    return parseCertificate(element)
  })
  const [leaf, ...rest] = chain
  confirm(leaf !== undefined, 'x5c is empty')
  confirm(!leaf.selfSigned, 'the first certificate of x5c is self-signed')
  confirm(rest.every(({ selfSigned }) => !selfSigned), 'x5c holds a self-signed certificate: the anchor stays out of it')
  return [leaf, ...rest]
}

/** The signer's own certificate of a header's `x5c`. @throws CheckFailed */
export const leafOf = (header: unknown): Certificate => parseX5c(header)[0]
