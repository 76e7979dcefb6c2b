import { expect, test } from 'vitest'
import { notPassed } from '../../src/base/checks.ts'
import { after, before, days, epochSeconds, seconds, type EpochSeconds } from '../../src/base/time.ts'
import { makeCa, makeCertificate, makeLeaf, type Authority, type CertificateContents, type Certified } from '../../src/x509/adapters/pki.ts'
import { parseCertificate, type Certificate } from '../../src/x509/certificate.ts'
import { certificationPathChecks, validatePath } from '../../src/x509/certification-path.ts'
import { signingPurpose } from '../../src/x509/certificate-profiles.ts'
import { tslSigning } from '../../src/x509/identifiers.ts'

const now = epochSeconds(1_795_000_000)
const root = await makeCa({ subject: { C: 'XM', O: 'LAB-Root', CN: 'LAB-Root CA' }, now, validFor: days(3650) })
const middle = await makeCa({ subject: { C: 'XM', O: 'LAB-Middle', CN: 'LAB-Middle CA' }, now, validFor: days(365), issuedBy: root })
const read = ({ x5c }: Pick<Certified, 'x5c'>): Certificate[] => x5c.map(parseCertificate)
const anchors = [parseCertificate(root.certificate)]

const contents: CertificateContents = {
  subject: { C: 'XM', O: 'LAB-Signer', CN: 'LAB-Signer' },
  issuedBy: middle,
  notBefore: now,
  notAfter: after(now, days(30)),
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: [tslSigning],
}

const judge = async (chain: readonly Certificate[], at: EpochSeconds = now, trusted = anchors) =>
  validatePath({ chain, anchors: trusted, at, purpose: signingPurpose('listSigner') })

test('a leaf below an intermediate below the anchor is accepted, and the anchor is named', async () => {
  const leaf = await makeCertificate(contents)
  const result = await judge(read(leaf))
  expect(notPassed(result.report)).toEqual([])
  expect(result).toMatchObject({ accepted: true, anchor: { sha256: anchors[0]?.sha256 } })
  expect(leaf.x5c).toHaveLength(2)
})

test('an end-entity certificate that is itself an anchor is trusted directly, and only while it is valid', async () => {
  const leaf = await makeCertificate(contents)
  const [certificate] = read(leaf)
  expect((await judge([certificate!], now, [certificate!])).accepted).toBe(true)
  expect(notPassed((await judge([certificate!], after(now, days(31)), [certificate!])).report)).toEqual(['path_validity'])
})

test('validity counts both edges and nothing beyond them', async () => {
  const chain = read(await makeCertificate(contents))
  expect((await judge(chain, contents.notBefore)).accepted).toBe(true)
  expect((await judge(chain, contents.notAfter)).accepted).toBe(true)
  expect((await judge(chain, before(contents.notBefore, seconds(1)))).accepted).toBe(false)
  expect((await judge(chain, after(contents.notAfter, seconds(1)))).accepted).toBe(false)
})

test('of two anchors with one name, the one whose key fits is taken', async () => {
  const older = await makeCa({ subject: root.subject, now, validFor: days(10) })
  const result = await judge(read(await makeCertificate(contents)), now, [parseCertificate(older.certificate), ...anchors])
  expect(result.accepted).toBe(true)
})

test('no certificate and no anchor are never a path', async () => {
  expect((await judge([])).accepted).toBe(false)
  expect(notPassed((await judge(read(await makeCertificate(contents)), now, [])).report)).toContain('path_anchor')
})

/** For each check one chain that fails it and no other (`path_signatures` needs an anchor first). */
const faults: Readonly<Record<string, () => Promise<{ chain: readonly Certificate[]; at?: EpochSeconds }>>> = {
  path_anchor: async () => {
    const stranger = await makeCa({ subject: { C: 'XM', O: 'LAB-Stranger', CN: 'LAB-Stranger CA' }, now, validFor: days(365) })
    return { chain: read(await makeCertificate({ ...contents, issuedBy: stranger })) }
  },
  path_name_chaining: async () => ({
    chain: read(await makeCertificate({ ...contents, issuerName: { C: 'XM', O: 'LAB-Other', CN: 'LAB-Other CA' } })),
  }),
  path_key_identifiers: async () => ({ chain: read(await makeCertificate({ ...contents, authorityKeyIdentifier: '00'.repeat(20) })) }),
  path_algorithms: async () => ({ chain: read(await makeCertificate({ ...contents, hash: 'SHA-1' })) }),
  path_signatures: async () => {
    const impostor: Authority = { ...(await makeCa({ subject: middle.subject, now, validFor: days(365), issuedBy: root })), x5c: middle.x5c }
    const leaf = await makeCertificate({ ...contents, issuedBy: impostor, authorityKeyIdentifier: keyIdentifierOf(middle) })
    return { chain: read(leaf) }
  },
  path_validity: async () => ({ chain: read(await makeCertificate(contents)), at: after(now, days(40)) }),
  path_basic_constraints: async () => {
    const noCa = await makeCertificate({ ...contents, subject: { C: 'XM', O: 'LAB-No', CN: 'LAB-No CA' }, issuedBy: root, keyUsage: ['keyCertSign'] })
    const posing: Authority = { ...noCa, subject: { C: 'XM', O: 'LAB-No', CN: 'LAB-No CA' }, anchor: false }
    return { chain: read(await makeCertificate({ ...contents, issuedBy: posing })) }
  },
  path_length: async () => {
    const tooDeep = await makeCa({ subject: { C: 'XM', O: 'LAB-Deep', CN: 'LAB-Deep CA' }, now, validFor: days(365), issuedBy: middle })
    return { chain: read(await makeCertificate({ ...contents, issuedBy: tooDeep })) }
  },
  path_key_usage: async () => ({ chain: read(await makeCertificate({ ...contents, keyUsage: ['keyAgreement'] })) }),
  path_extended_key_usage: async () => ({
    chain: read(await makeLeaf({ profile: 'credentialIssuer', subject: contents.subject, ca: middle, now, validFor: days(30) })),
  }),
  path_critical_extensions: async () => ({
    chain: read(await makeCertificate({ ...contents, moreExtensions: [{ oid: '2.5.29.30', critical: true, der: Buffer.from('3000', 'hex') }] })),
  }),
}

test('every check has a row in the fault table', () => {
  expect(Object.keys(faults)).toEqual(certificationPathChecks.map(({ id }) => id))
})

test.each(Object.entries(faults))('%s fails alone', async (id, make) => {
  const { chain, at } = await make()
  const { accepted, report } = await judge(chain, at)
  expect(accepted).toBe(false)
  expect(report.checks.filter(({ outcome }) => outcome.status === 'failed').map((check) => check.id)).toEqual([id])
})

test('an unknown extension that is not critical is no obstacle', async () => {
  const der = Buffer.from('0500', 'hex')
  const chain = read(await makeCertificate({ ...contents, moreExtensions: [{ oid: '1.2.3.4.5', critical: false, der }] }))
  expect((await judge(chain)).accepted).toBe(true)
})

const keyIdentifierOf = ({ certificate }: Authority): string =>
  Buffer.from(parseCertificate(certificate).subjectKeyIdentifier ?? '', 'base64url').toString('hex')
