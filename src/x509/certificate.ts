import { X509Certificate as NodeCertificate, type KeyObject } from 'node:crypto'
import './reflect-metadata.ts'
import * as asn1 from '@peculiar/x509'
import { fromBase64, sha256Base64url, toBase64url } from '../base/bytes.ts'
import { CheckFailed, confirm } from '../base/checks.ts'
import { fromDate, type EpochSeconds } from '../base/time.ts'
import { boundedCache } from './bounded-cache.ts'
import { attributeNames, extensionOids, keyUsages, type KeyUsage } from './identifiers.ts'

/** An X.509 certificate, read once. Nothing here says that it is trusted: see `certification-path.ts`. */
export interface Certificate {
  readonly der: Uint8Array
  /** The DER as padded base64: an element of `x5c`. */
  readonly base64: string
  /** By short name (`C`, `O`, `CN`, `organizationIdentifier`) or OID; a repeated attribute is joined with ` + `. */
  readonly subject: Readonly<Record<string, string>>
  readonly issuer: Readonly<Record<string, string>>
  /** For people: `C=XM, O=LAB-…, CN=…`. */
  readonly subjectName: string
  /** The names' DER as base64url: what name chaining compares. */
  readonly subjectDer: string
  readonly issuerDer: string
  readonly serialNumber: string
  readonly notBefore: EpochSeconds
  readonly notAfter: EpochSeconds
  readonly publicKey: KeyObject
  /** Issued under its own name and signed with its own key. */
  readonly selfSigned: boolean
  /** The OID of the algorithm it was signed with. */
  readonly signatureAlgorithm: string
  readonly ca: boolean
  readonly pathLength?: number
  /** Empty if the certificate does not restrict its key. */
  readonly keyUsage: readonly KeyUsage[]
  /** OIDs; empty if the certificate does not restrict its purpose. */
  readonly extendedKeyUsage: readonly string[]
  /** base64url of the key identifier. */
  readonly subjectKeyIdentifier?: string
  readonly authorityKeyIdentifier?: string
  /** OIDs of the certificate policies. */
  readonly policies: readonly string[]
  readonly subjectAltNames: readonly SubjectAltName[]
  /** OIDs of the extensions marked critical. */
  readonly criticalExtensions: readonly string[]
  /** SHA-256 of the DER as base64url: what `x509_hash` and `x5t#S256` carry. */
  readonly sha256: string
}

export interface SubjectAltName {
  readonly type: 'dns' | 'uri' | 'email' | 'other'
  readonly value: string
}

/**
 * Reads one certificate — RFC 5280 "Basic Certificate Fields", RFC 7515 §4.1.6 for the encoding.
 *
 * @param base64Der padded base64 of the DER, without line breaks, as an element of `x5c`
 * @throws CheckFailed if it is not exactly one certificate, or carries an extension twice
 */
export function parseCertificate(base64Der: string): Certificate {
  return parsed.get(base64Der) ?? parsed.put(base64Der, read(base64Der))
}

const parsed = boundedCache<Certificate>(512)
const maxLength = 16_384

function read(base64: string): Certificate {
  confirm(base64.length <= maxLength, `a certificate of more than ${maxLength} characters is not read`)
  try {
    const der = fromBase64(base64)
    const node = new NodeCertificate(der)
    confirm(node.raw.equals(der), 'the DER holds more than one certificate')
    return describe(base64, der, node, new asn1.X509Certificate(node.raw))
  } catch (error) {
    if (error instanceof CheckFailed) throw error
    throw new CheckFailed('not an X.509 certificate as base64 DER', {}, error)
  }
}

function describe(base64: string, der: Uint8Array, node: NodeCertificate, decoded: asn1.X509Certificate): Certificate {
  const extensions = extensionsOf(decoded)
  const basicConstraints = extensions.get(asn1.BasicConstraintsExtension)
  const keyUsage = extensions.get(asn1.KeyUsagesExtension)?.usages ?? 0
  const subjectKeyIdentifier = extensions.get(asn1.SubjectKeyIdentifierExtension)?.keyId
  const authorityKeyIdentifier = extensions.get(asn1.AuthorityKeyIdentifierExtension)?.keyId
  const subjectDer = toBase64url(new Uint8Array(decoded.subjectName.toArrayBuffer()))
  const issuerDer = toBase64url(new Uint8Array(decoded.issuerName.toArrayBuffer()))
  return {
    der,
    base64,
    subject: attributes(decoded.subjectName),
    issuer: attributes(decoded.issuerName),
    subjectName: text(decoded.subjectName),
    subjectDer,
    issuerDer,
    serialNumber: node.serialNumber,
    notBefore: fromDate(decoded.notBefore),
    notAfter: fromDate(decoded.notAfter),
    publicKey: node.publicKey,
    selfSigned: subjectDer === issuerDer && node.verify(node.publicKey),
    signatureAlgorithm: node.signatureAlgorithmOid ?? 'unknown',
    ca: basicConstraints?.ca ?? false,
    ...(basicConstraints?.pathLength !== undefined && { pathLength: basicConstraints.pathLength }),
    keyUsage: keyUsages.filter((_, bit) => keyUsage & (1 << bit)),
    extendedKeyUsage: (extensions.get(asn1.ExtendedKeyUsageExtension)?.usages ?? []).map(String),
    ...(subjectKeyIdentifier !== undefined && { subjectKeyIdentifier: fromHex(subjectKeyIdentifier) }),
    ...(authorityKeyIdentifier !== undefined && { authorityKeyIdentifier: fromHex(authorityKeyIdentifier) }),
    policies: [...(extensions.get(asn1.CertificatePolicyExtension)?.policies ?? [])].map(String),
    subjectAltNames: (extensions.get(asn1.SubjectAlternativeNameExtension)?.names.items ?? []).map(subjectAltName),
    criticalExtensions: [...decoded.extensions].filter(({ critical }) => critical).map(({ type }) => type),
    sha256: sha256Base64url(der),
  }
}

function extensionsOf({ extensions }: asn1.X509Certificate) {
  const types = extensions.map(({ type }) => type)
  confirm(new Set(types).size === types.length, 'the certificate carries an extension twice')
  const known = extensions.filter((extension) => extensionOids.has(extension.type))
  return {
    get: <Kind extends asn1.Extension>(kind: new (...args: never[]) => Kind): Kind | undefined =>
      known.find((extension): extension is Kind => extension instanceof kind),
  }
}

function attributes(name: asn1.Name): Readonly<Record<string, string>> {
  const found = new Map<string, string>()
  for (const [type, value] of pairs(name)) found.set(type, found.has(type) ? `${found.get(type)} + ${value}` : value)
  return Object.fromEntries(found)
}

const text = (name: asn1.Name): string => pairs(name).map(([type, value]) => `${type}=${value}`).join(', ')

const pairs = (name: asn1.Name): readonly (readonly [string, string])[] =>
  name.toJSON().flatMap((relative) =>
    Object.entries(relative).flatMap(([type, values]) => values.map((value) => [attributeNames[type] ?? type, value] as const)),
  )

function subjectAltName({ type, value }: asn1.GeneralName): SubjectAltName {
  if (type === 'url') return { type: 'uri', value }
  return { type: type === 'dns' || type === 'email' ? type : 'other', value }
}

const fromHex = (hex: string): string => toBase64url(Buffer.from(hex, 'hex'))
