import { expect, test } from 'vitest'
import { CheckFailed } from '../../src/base/checks.ts'
import { after, days, epochSeconds } from '../../src/base/time.ts'
import { makeCa, makeCertificate, makeLeaf } from '../../src/x509/adapters/pki.ts'
import { certificateProfiles, type CertificateProfile } from '../../src/x509/certificate-profiles.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'
import { leafOf, parseX5c } from '../../src/x509/x5c.ts'

const now = epochSeconds(1_795_000_000)
const ca = await makeCa({ subject: { C: 'JP', O: 'LAB-信頼リスト', CN: 'LAB-CA' }, now, validFor: days(3650) })
const leaf = await makeLeaf({
  profile: 'accessCertificate',
  subject: { C: 'JP', O: 'LAB-架橋大学', organizationIdentifier: 'NTRJP-9000000000001', CN: 'LAB-架橋大学 入学課' },
  subjectAltNames: [{ type: 'uri', value: 'https://verifier.jp.example/' }, { type: 'email', value: 'lab@example.jp' }],
  ca,
  now,
  validFor: days(30),
})

test('an access certificate is read back as it was made, with names in their own script', () => {
  expect(parseCertificate(leaf.certificate)).toMatchObject({
    base64: leaf.certificate,
    subject: { C: 'JP', O: 'LAB-架橋大学', organizationIdentifier: 'NTRJP-9000000000001', CN: 'LAB-架橋大学 入学課' },
    issuer: ca.subject,
    notBefore: now,
    notAfter: after(now, days(30)),
    selfSigned: false,
    ca: false,
    keyUsage: ['digitalSignature'],
    policies: ['0.4.0.194118.1.2'],
    subjectAltNames: [{ type: 'uri', value: 'https://verifier.jp.example/' }, { type: 'email', value: 'lab@example.jp' }],
    authorityKeyIdentifier: parseCertificate(ca.certificate).subjectKeyIdentifier,
  })
})

test.each(Object.keys(certificateProfiles) as CertificateProfile[])('a %s certificate has exactly its profile and is no CA', async (profile) => {
  const made = await makeLeaf({ profile, subject: { C: 'JP', CN: 'LAB' }, ca, now, validFor: days(1) })
  const certificate = parseCertificate(made.certificate)
  expect(certificate).toMatchObject({ ...certificateProfiles[profile], ca: false, selfSigned: false })
  expect(certificate.subjectKeyIdentifier).toMatch(/^[\w-]{27}$/)
  expect(made.x5c).toEqual([made.certificate])
})

test('a CA is an anchor that signed itself, and stays out of x5c', () => {
  expect(parseCertificate(ca.certificate)).toMatchObject({ selfSigned: true, ca: true, keyUsage: ['keyCertSign', 'cRLSign'] })
})

test.each([
  ['no base64', 'not base64!'],
  ['base64url', 'MIIB-_'],
  ['empty', ''],
  ['another DER', 'MAA='],
  ['PEM', Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64')],
  ['bytes behind the certificate', Buffer.concat([Buffer.from(leaf.certificate, 'base64'), Buffer.from([5, 0])]).toString('base64')],
  ['cut off', Buffer.from(leaf.certificate, 'base64').subarray(0, -3).toString('base64')],
  ['too long', 'A'.repeat(20_000)],
])('%s is not a certificate', (_, text) => {
  expect(() => parseCertificate(text)).toThrow(CheckFailed)
})

test('a certificate that carries an extension twice is refused', async () => {
  const twice = await makeCertificate({
    subject: { CN: 'LAB' }, issuedBy: ca, notBefore: now, notAfter: after(now, days(1)), keyUsage: ['digitalSignature'],
    moreExtensions: [{ oid: '2.5.29.19', critical: true, der: Buffer.from('30030101ff', 'hex') }],
  })
  expect(() => parseCertificate(twice.certificate)).toThrow(CheckFailed)
})

test('x5c of a header is read; its first certificate is the signer', () => {
  expect(leafOf({ x5c: [leaf.certificate] }).sha256).toBe(parseCertificate(leaf.certificate).sha256)
})

test.each([
  ['no header', undefined, 'no x5c'],
  ['no x5c', {}, 'no x5c'],
  ['no array', { x5c: leaf.certificate }, 'array'],
  ['an empty array', { x5c: [] }, 'array'],
  ['a number inside', { x5c: [leaf.certificate, 7] }, 'no string'],
  ['a self-signed leaf', { x5c: [ca.certificate] }, 'self-signed'],
  ['the anchor inside', { x5c: [leaf.certificate, ca.certificate] }, 'anchor'],
  ['too many', { x5c: Array.from({ length: 7 }, () => leaf.certificate) }, 'more than 6'],
])('x5c with %s is refused', (_, header, message) => {
  expect(() => parseX5c(header)).toThrow(message)
  expect(() => parseX5c(header)).toThrow(CheckFailed)
})
