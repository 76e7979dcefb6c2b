import { createPrivateKey, sign, type KeyObject } from 'node:crypto'
import '../reflect-metadata.ts'
import * as asn1 from '@peculiar/x509'
import { toBase64 } from '../../base/bytes.ts'
import { after, type EpochSeconds, type Seconds } from '../../base/time.ts'
import { keyUsages, type KeyUsage } from '../identifiers.ts'
import { certificateProfiles, type CertificateProfile } from '../certificate-profiles.ts'

/** A subject's attributes, in the order in which they shall stand: `{ C: 'XM', O: 'LAB-…', CN: '…' }`. */
export type SubjectName = Readonly<Record<string, string>>

export interface AltName {
  readonly type: 'uri' | 'email' | 'dns'
  readonly value: string
}

/** A private P-256 key as a JWK: the part of a key file that is secret. */
export interface PrivateKeyJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
  readonly d: string
}

/** A key with its certificate. `x5c` is the chain as a header carries it: without the anchor. */
export interface Certified {
  readonly certificate: string
  readonly x5c: readonly [string, ...string[]]
  readonly privateJwk: PrivateKeyJwk
  /** The same as `CertifiedKey` of `src/jose`, for signing at once. */
  readonly key: {
    readonly alg: 'ES256'
    readonly publicJwk: Omit<PrivateKeyJwk, 'd'>
    readonly x5c: readonly [string, ...string[]]
    sign(data: Uint8Array): Promise<Uint8Array>
  }
}

/** A CA: what {@link makeLeaf} and {@link makeCa} need to issue below it. */
export interface Authority extends Certified {
  readonly subject: SubjectName
  /** Whether it is an anchor, which stays out of every `x5c`. */
  readonly anchor: boolean
}

/**
 * Makes a CA with a new P-256 key: an anchor, or below `issuedBy` an intermediate one.
 *
 * @param pathLength how many CAs may stand below; default 0 below an anchor, none stated for an anchor
 */
export async function makeCa({ subject, now, validFor, issuedBy, pathLength }: {
  subject: SubjectName
  now: EpochSeconds
  validFor: Seconds
  issuedBy?: Authority
  pathLength?: number
}): Promise<Authority> {
  const most = pathLength ?? (issuedBy ? 0 : undefined)
  const certified = await makeCertificate({
    subject,
    issuedBy,
    notBefore: now,
    notAfter: after(now, validFor),
    basicConstraints: { ca: true, ...(most !== undefined && { pathLength: most }) },
    keyUsage: ['keyCertSign', 'cRLSign'],
  })
  return { ...certified, subject, anchor: issuedBy === undefined }
}

/** Makes an end-entity certificate with a new P-256 key by one of the {@link certificateProfiles}. */
export function makeLeaf({ profile, subject, subjectAltNames = [], ca, now, validFor }: {
  profile: CertificateProfile
  subject: SubjectName
  subjectAltNames?: readonly AltName[]
  ca: Authority
  now: EpochSeconds
  validFor: Seconds
}): Promise<Certified> {
  const { keyUsage, extendedKeyUsage, policies } = certificateProfiles[profile]
  return makeCertificate({
    subject, issuedBy: ca, notBefore: now, notAfter: after(now, validFor), keyUsage, extendedKeyUsage, policies, subjectAltNames,
  })
}

/** What goes into one certificate. */
export interface CertificateContents {
  readonly subject: SubjectName
  /** Absent: self-signed. */
  readonly issuedBy?: Authority | undefined
  /** Another name than the issuer's own: only a broken CA does that. */
  readonly issuerName?: SubjectName
  readonly notBefore: EpochSeconds
  readonly notAfter: EpochSeconds
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number }
  readonly keyUsage: readonly KeyUsage[]
  readonly extendedKeyUsage?: readonly string[]
  readonly policies?: readonly string[]
  readonly subjectAltNames?: readonly AltName[]
  readonly hash?: 'SHA-256' | 'SHA-1'
  readonly moreExtensions?: readonly { oid: string; critical: boolean; der: Uint8Array }[]
  /** The key identifier that the certificate claims of its issuer, in hex. */
  readonly authorityKeyIdentifier?: string
}

/** Makes any certificate, also one that a careful CA would not make; the two functions above are the ordinary way. */
export async function makeCertificate(contents: CertificateContents): Promise<Certified> {
  const { subject, issuedBy, issuerName, notBefore, notAfter, hash = 'SHA-256' } = contents
  const keys = await crypto.subtle.generateKey(curve, true, ['sign', 'verify'])
  const signingKey = issuedBy ? await importPrivate(issuedBy.privateJwk) : keys.privateKey
  const certificate = await asn1.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: distinguishedName(subject),
    issuer: distinguishedName(issuerName ?? issuedBy?.subject ?? subject),
    notBefore: new Date(notBefore * 1000),
    notAfter: new Date(notAfter * 1000),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: { name: 'ECDSA', hash },
    extensions: await extensions(contents, keys.publicKey),
  })
  const base64 = toBase64(new Uint8Array(certificate.rawData))
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', keys.privateKey)
  const privateJwk = { kty, crv, x, y, d } as PrivateKeyJwk
  return certified(base64, privateJwk, issuedBy)
}

async function extensions(contents: CertificateContents, publicKey: CryptoKey): Promise<asn1.Extension[]> {
  const { issuedBy, basicConstraints, keyUsage, extendedKeyUsage = [], policies = [], subjectAltNames = [] } = contents
  const identifier = contents.authorityKeyIdentifier
  return [
    new asn1.BasicConstraintsExtension(basicConstraints?.ca ?? false, basicConstraints?.pathLength, true),
    new asn1.KeyUsagesExtension(keyUsage.reduce((flags, usage) => flags | (1 << keyUsages.indexOf(usage)), 0), true),
    await asn1.SubjectKeyIdentifierExtension.create(publicKey),
    ...(identifier ? [new asn1.AuthorityKeyIdentifierExtension(identifier)] : []),
    ...(issuedBy && !identifier ? [await asn1.AuthorityKeyIdentifierExtension.create(await importPublic(issuedBy.privateJwk))] : []),
    ...(extendedKeyUsage.length > 0 ? [new asn1.ExtendedKeyUsageExtension([...extendedKeyUsage], true)] : []),
    ...(policies.length > 0 ? [new asn1.CertificatePolicyExtension([...policies])] : []),
    ...(subjectAltNames.length > 0 ? [new asn1.SubjectAlternativeNameExtension(subjectAltNames.map(generalName))] : []),
    ...(contents.moreExtensions ?? []).map(({ oid, critical, der }) => new asn1.Extension(oid, critical, plainBuffer(der))),
  ]
}

function certified(certificate: string, privateJwk: PrivateKeyJwk, issuedBy: Authority | undefined): Certified {
  const above = issuedBy && !issuedBy.anchor ? issuedBy.x5c : []
  const x5c: readonly [string, ...string[]] = [certificate, ...above]
  const { d: _, ...publicJwk } = privateJwk
  const privateKey: KeyObject = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })
  return {
    certificate,
    x5c,
    privateJwk,
    key: {
      alg: 'ES256',
      publicJwk,
      x5c,
      sign: async (data) => sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
    },
  }
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const

const importPrivate = (jwk: PrivateKeyJwk): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', { ...jwk }, curve, true, ['sign'])

const importPublic = ({ kty, crv, x, y }: PrivateKeyJwk): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', { kty, crv, x, y }, curve, true, ['verify'])

/** Country codes are PrintableString (X.520); everything else UTF-8, for names in their own script. */
const distinguishedName = (subject: SubjectName): asn1.Name =>
  new asn1.Name(
    Object.entries(subject).map(([type, value]) => ({
      [attributeOids[type] ?? type]: [type === 'C' ? { printableString: value } : { utf8String: value }],
    })),
  )

const attributeOids: Readonly<Record<string, string>> = { organizationIdentifier: '2.5.4.97', serialNumber: '2.5.4.5' }

const generalName = ({ type, value }: AltName): asn1.JsonGeneralName => ({ type: type === 'uri' ? 'url' : type, value })

/** RFC 5280 §4.1.2.2: positive, at most 20 octets; 16 random ones with the sign bit off and not all zero in front. */
function serialNumber(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16))
  octets[0] = (octets[0]! & 0x3f) | 0x40
  return Buffer.from(octets).toString('hex')
}

const plainBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer
