/** RFC 5280 "Key Usage", in the order of its bits. */
export const keyUsages = [
  'digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'cRLSign',
  'encipherOnly', 'decipherOnly',
] as const
export type KeyUsage = (typeof keyUsages)[number]

/** The extensions that are read here. One that is critical and not among them fails the path (RFC 5280 §4.2). */
export const extensionOids: ReadonlySet<string> = new Set([
  '2.5.29.14', // subjectKeyIdentifier
  '2.5.29.15', // keyUsage
  '2.5.29.17', // subjectAltName
  '2.5.29.19', // basicConstraints
  '2.5.29.32', // certificatePolicies
  '2.5.29.35', // authorityKeyIdentifier
  '2.5.29.37', // extKeyUsage
])

/** X.520 attributes that are not known by a short name everywhere. */
export const attributeNames: Readonly<Record<string, string>> = {
  '2.5.4.5': 'serialNumber',
  '2.5.4.97': 'organizationIdentifier',
}

/** ETSI TS 119 612 V2.4.1 "Digitally signed Trusted List", id-tsl-kp-tslSigning, also practised for the lists of TS 119 602. */
export const tslSigning = '0.4.0.2231.3.0'

/** ETSI TS 119 411-8 V1.1.1, certificate policies of wallet relying party access certificates. */
export const accessCertificatePolicies = {
  naturalPerson: '0.4.0.194118.1.1',
  legalPerson: '0.4.0.194118.1.2',
  qualifiedNaturalPerson: '0.4.0.194118.1.3',
  qualifiedLegalPerson: '0.4.0.194118.1.4',
} as const

/**
 * What a certificate may be signed with, by OID. SHA-1 and MD5 are absent on purpose.
 */
export const signatureAlgorithms: ReadonlySet<string> = new Set([
  '1.2.840.10045.4.3.2', // ecdsa-with-SHA256
  '1.2.840.10045.4.3.3', // ecdsa-with-SHA384
  '1.2.840.10045.4.3.4', // ecdsa-with-SHA512
  '1.2.840.113549.1.1.11', // sha256WithRSAEncryption
  '1.2.840.113549.1.1.12', // sha384WithRSAEncryption
  '1.2.840.113549.1.1.13', // sha512WithRSAEncryption
  '1.3.101.112', // Ed25519
])
