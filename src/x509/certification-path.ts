import { X509Certificate } from 'node:crypto'
import { confirm, pass, runChecks, type Check, type Pass, type Report } from '../base/checks.ts'
import { toUtc, type EpochSeconds } from '../base/time.ts'
import { boundedCache } from './bounded-cache.ts'
import type { Certificate } from './certificate.ts'
import { extensionOids, signatureAlgorithms, type KeyUsage } from './identifiers.ts'

/** What is asked of one path. Every member is an expectation of the caller. */
export interface PathRequest {
  /** As received: the leaf first, each certified by the next, without the anchor. */
  readonly chain: readonly Certificate[]
  /** CA certificates, or end-entity certificates that are trusted as they are ("direct trust"). */
  readonly anchors: readonly Certificate[]
  /** The time at which the path must hold. */
  readonly at: EpochSeconds
  readonly purpose: CertificatePurpose
}

export interface CertificatePurpose {
  /** The leaf's key usage must contain this one. */
  readonly keyUsage: KeyUsage
  /** The leaf must name this extended key usage (OID); `'any'` where the profile of the certificate asks for none. */
  readonly extendedKeyUsage: string | 'any'
}

/** What the checks look at: the path from leaf to anchor, found by name and by bytes, nothing verified yet. */
export interface PathSubject {
  readonly path: readonly Certificate[]
  readonly anchored: boolean
  readonly at: EpochSeconds
  readonly purpose: CertificatePurpose
}

export type PathResult =
  | { readonly accepted: true; readonly report: Report; readonly path: readonly Certificate[]; readonly anchor: Certificate }
  | { readonly accepted: false; readonly report: Report }

/**
 * RFC 5280 §6 "Certification Path Validation", as a list: every rule that a path can break has its id. Policies and name
 * constraints are not evaluated, so a critical extension that would need it fails the path. Revocation is the trust
 * list's: a service that is withdrawn there is no anchor.
 */
export const certificationPathChecks: readonly Check<PathSubject>[] = [
  { id: 'path_anchor', spec: 'RFC 5280 §6.1 "Basic Path Validation"', needs: [], run: pathAnchor },
  { id: 'path_name_chaining', spec: 'RFC 5280 §6.1.3 (a)(4)', needs: [], run: pathNameChaining },
  { id: 'path_key_identifiers', spec: 'RFC 5280 §4.2.1.1 "Authority Key Identifier"', needs: [], run: pathKeyIdentifiers },
  { id: 'path_algorithms', spec: 'RFC 5280 §6.1.3 (a)(1)', needs: [], run: pathAlgorithms },
  { id: 'path_signatures', spec: 'RFC 5280 §6.1.3 (a)(1)', needs: ['path_anchor'], run: pathSignatures },
  { id: 'path_validity', spec: 'RFC 5280 §6.1.3 (a)(2)', needs: [], run: pathValidity },
  { id: 'path_basic_constraints', spec: 'RFC 5280 §6.1.4 (k)', needs: [], run: pathBasicConstraints },
  { id: 'path_length', spec: 'RFC 5280 §6.1.4 (l), (m)', needs: [], run: pathLength },
  { id: 'path_key_usage', spec: 'RFC 5280 §6.1.4 (n) and §4.2.1.3 "Key Usage"', needs: [], run: pathKeyUsage },
  { id: 'path_extended_key_usage', spec: 'RFC 5280 §4.2.1.12 "Extended Key Usage"', needs: [], run: pathExtendedKeyUsage },
  { id: 'path_critical_extensions', spec: 'RFC 5280 §6.1.4 (o), §6.1.5 (f)', needs: [], run: pathCriticalExtensions },
]

/** Finds the path and runs {@link certificationPathChecks} over it. Signatures that held once are remembered. */
export async function validatePath({ chain, anchors, at, purpose }: PathRequest): Promise<PathResult> {
  const found = findPath(chain, anchors)
  const report = await runChecks({ ...found, at, purpose }, certificationPathChecks, rethrow)
  const anchor = found.path.at(-1)
  return report.accepted && anchor ? { accepted: true, report, path: found.path, anchor } : { accepted: false, report }
}

function rethrow(error: unknown): never {
  throw error
}

/**
 * Ends the chain at the first certificate that is itself an anchor, else adds the anchor that issued its last one. Of several
 * anchors with that name (a CA that changed its key) the one whose key fits.
 */
function findPath(chain: readonly Certificate[], anchors: readonly Certificate[]): Pick<PathSubject, 'path' | 'anchored'> {
  const listed = chain.findIndex((certificate) => anchors.some(({ sha256 }) => sha256 === certificate.sha256))
  if (listed >= 0) return { path: chain.slice(0, listed + 1), anchored: true }
  const last = chain.at(-1)
  const named = anchors.filter(({ subjectDer }) => subjectDer === last?.issuerDer)
  const anchor = named.find((candidate) => isSignedBy(last!, candidate)) ?? named[0]
  return anchor ? { path: [...chain, anchor], anchored: true } : { path: chain, anchored: false }
}

/** Each certificate of the path with the one that issued it. */
const links = (path: readonly Certificate[]): readonly (readonly [Certificate, Certificate])[] =>
  path.slice(0, -1).map((certificate, index) => [certificate, path[index + 1]!] as const)

function pathAnchor({ path, anchored }: PathSubject): Pass {
  confirm(path.length > 0, 'there is no certificate')
  confirm(anchored, `no anchor issued the certificate of ${path.at(-1)!.subjectName}`, { issuer: names(path.at(-1)!.issuer) })
  return pass(`anchored in ${path.at(-1)!.subjectName}`, { anchor: path.at(-1)!.subjectName, sha256: path.at(-1)!.sha256 })
}

function pathNameChaining({ path }: PathSubject): Pass {
  for (const [certificate, issuer] of links(path)) {
    confirm(certificate.issuerDer === issuer.subjectDer, `${certificate.subjectName} names another issuer than the next certificate`)
  }
  return pass('each certificate names the next one as its issuer')
}

function pathKeyIdentifiers({ path }: PathSubject): Pass {
  for (const [certificate, issuer] of links(path)) {
    const { authorityKeyIdentifier: wanted } = certificate
    const given = issuer.subjectKeyIdentifier
    confirm(wanted === undefined || given === undefined || wanted === given, `${certificate.subjectName} names another key of its issuer`)
  }
  return pass('authority and subject key identifiers agree')
}

function pathAlgorithms({ path }: PathSubject): Pass {
  for (const { signatureAlgorithm, subjectName } of path) {
    confirm(signatureAlgorithms.has(signatureAlgorithm), `${subjectName} is signed with ${signatureAlgorithm}, which is not accepted`)
  }
  return pass('signed with SHA-2 or Ed25519 throughout')
}

function pathSignatures({ path }: PathSubject): Pass {
  for (const [certificate, issuer] of links(path)) {
    confirm(isSignedBy(certificate, issuer), `the signature on ${certificate.subjectName} is not by its issuer's key`)
  }
  return pass(path.length > 1 ? `${path.length - 1} signature(s) verified` : 'the certificate is itself an anchor')
}

function pathValidity({ path, at }: PathSubject): Pass {
  for (const { notBefore, notAfter, subjectName } of path) {
    confirm(at >= notBefore, `${subjectName} is valid only from ${toUtc(notBefore)}`, { at: toUtc(at), notBefore: toUtc(notBefore) })
    confirm(at <= notAfter, `${subjectName} was valid until ${toUtc(notAfter)}`, { at: toUtc(at), notAfter: toUtc(notAfter) })
  }
  return pass(`valid at ${toUtc(at)}`, { at: toUtc(at) })
}

function pathBasicConstraints({ path }: PathSubject): Pass {
  for (const { ca, subjectName } of path.slice(1)) confirm(ca, `${subjectName} issued a certificate and is no CA`)
  return pass('every issuer is a CA')
}

function pathLength({ path }: PathSubject): Pass {
  path.slice(1).forEach(({ pathLength: most, subjectName }, below) => {
    const between = path.slice(1, below + 1).filter(({ subjectDer, issuerDer }) => subjectDer !== issuerDer).length
    confirm(most === undefined || between <= most, `${subjectName} allows ${most} further CAs below it and has ${between}`)
  })
  return pass('no CA has more CAs below it than it allows')
}

function pathKeyUsage({ path, purpose }: PathSubject): Pass {
  path.slice(1).forEach(({ keyUsage, subjectName }) => {
    confirm(keyUsage.length === 0 || keyUsage.includes('keyCertSign'), `${subjectName} may not sign certificates`)
  })
  const [leaf] = path
  confirm(leaf !== undefined, 'there is no certificate')
  const { keyUsage } = leaf
  confirm(keyUsage.length === 0 || keyUsage.includes(purpose.keyUsage), `${leaf.subjectName} lacks the key usage ${purpose.keyUsage}`)
  return pass(`usable for ${purpose.keyUsage}`)
}

function pathExtendedKeyUsage({ path: [leaf], purpose }: PathSubject): Pass {
  confirm(leaf !== undefined, 'there is no certificate')
  const { extendedKeyUsage: named } = leaf
  if (purpose.extendedKeyUsage === 'any') return pass('no extended key usage is asked for', { named: [...named] })
  confirm(named.includes(purpose.extendedKeyUsage), `the certificate lacks the extended key usage ${purpose.extendedKeyUsage}`, {
    named: [...named],
  })
  return pass(`names the extended key usage ${purpose.extendedKeyUsage}`)
}

function pathCriticalExtensions({ path }: PathSubject): Pass {
  for (const { criticalExtensions, subjectName } of path) {
    const unknown = criticalExtensions.filter((oid) => !extensionOids.has(oid))
    confirm(unknown.length === 0, `${subjectName} has a critical extension that is not understood: ${unknown.join(', ')}`)
  }
  return pass('no critical extension is left unread')
}

const names = (name: Readonly<Record<string, string>>): string =>
  Object.entries(name).map(([type, value]) => `${type}=${value}`).join(', ')

/** Whether `issuer`'s key signed `certificate`. A pair's answer never changes, so it is remembered. */
function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const pair = `${certificate.sha256}.${issuer.sha256}`
  return signed.get(pair) ?? signed.put(pair, new X509Certificate(certificate.der).verify(issuer.publicKey))
}

const signed = boundedCache<boolean>(2048)
