import { expect, test } from 'vitest'
import { runChecks } from '../../src/base/checks.ts'
import { after, before, days, toUtc } from '../../src/base/time.ts'
import { accessCertificateChecks, relyingPartyOf } from '../../src/trust/access-certificate.ts'
import type { TrustSubject } from '../../src/trust/trust-checks.ts'
import { makeCa, makeCertificate, type AltName, type CertificateContents, type Certified } from '../../src/x509/adapters/pki.ts'
import { accessCertificatePolicies } from '../../src/x509/identifiers.ts'
import { entity, list, now, rethrow, service, signed, sourceOf, uris } from './scene.ts'

const accessCa = await makeCa({ subject: { C: 'XM', O: 'LAB-Operator', CN: 'LAB-Access CA' }, now: before(now, days(9)), validFor: days(900) })
const subject = { C: 'XM', O: 'LAB-University', organizationIdentifier: 'NTRXM-LAB0001', CN: 'LAB-University Admissions' }
const contact: AltName = { type: 'uri', value: 'https://admissions.example/support' }
const contents: CertificateContents = {
  subject, issuedBy: accessCa, notBefore: before(now, days(1)), notAfter: after(now, days(90)), keyUsage: ['digitalSignature'],
  policies: [accessCertificatePolicies.legalPerson], subjectAltNames: [contact],
}
const listed = (parts: object = {}) =>
  sourceOf(() => signed(list({ entities: [entity([service({ ServiceTypeIdentifier: uris.access, ServiceDigitalIdentity: { X509Certificates: [{ val: accessCa.certificate }] }, ...parts })])] })))

const judge = async (parts: Partial<CertificateContents>, trust: Partial<TrustSubject> = {}) => {
  const { x5c }: Certified = await makeCertificate({ ...contents, ...parts })
  const whole = { trust: { x5c, serviceTypes: [uris.access], lists: [listed()], at: now, now, ...trust } }
  return { x5c, report: await runChecks(whole, accessCertificateChecks, rethrow) }
}

test('an access certificate of a listed CA says who asks', async () => {
  const { x5c, report } = await judge({})
  expect(report.accepted).toBe(true)
  expect(relyingPartyOf(x5c)).toEqual({
    name: 'LAB-University Admissions', legalName: 'LAB-University', country: 'XM', organizationIdentifier: 'NTRXM-LAB0001',
    contacts: ['https://admissions.example/support'],
  })
})

const faults: Readonly<Record<string, Readonly<Record<string, readonly [Partial<CertificateContents>, Partial<TrustSubject>?]>>>> = {
  access_policy: {
    'no policy': [{ policies: [] }],
    'the policy of something else': [{ policies: ['1.2.3.4'] }],
    'two policies of access certificates': [{ policies: [accessCertificatePolicies.legalPerson, accessCertificatePolicies.naturalPerson] }],
    'a CA certificate': [{ basicConstraints: { ca: true } }],
  },
  access_subject: {
    'no organizationIdentifier': [{ subject: { C: 'XM', O: 'LAB-University', CN: 'LAB' } }],
    'an organizationIdentifier of another form': [{ subject: { ...subject, organizationIdentifier: '12345' } }],
    'no trade name': [{ subject: { C: 'XM', O: 'LAB-University', organizationIdentifier: 'NTRXM-LAB0001' } }],
  },
  access_contact: { 'nobody to turn to': [{ subjectAltNames: [] }], 'only a host name': [{ subjectAltNames: [{ type: 'dns', value: 'admissions.example' }] }] },
  access_trust_list: { 'an unreachable list': [{}, { lists: [sourceOf(async () => undefined)] }] },
  access_issuer_listed: { 'a CA that is not listed for access certificates': [{}, { lists: [listed({ ServiceTypeIdentifier: uris.diploma })] }] },
  access_issuer_granted: { 'a CA that was withdrawn': [{}, { lists: [listed({ ServiceStatus: uris.withdrawn, StatusStartingTime: toUtc(before(now, days(1))) })] }] },
}

test('every check has a row in the fault table', () => {
  expect(Object.keys(faults)).toEqual(accessCertificateChecks.map(({ id }) => id))
})

const rows = Object.entries(faults).flatMap(([id, cases]) => Object.entries(cases).map(([what, row]) => [id, what, row] as const))

test.each(rows)('%s fails alone for %s', async (id, _, [parts, trust]) => {
  const { report } = await judge(parts, trust)
  const fallen = report.checks.filter(({ outcome }) => outcome.status === 'failed' || outcome.status === 'indeterminate')
  expect(fallen.map((check) => check.id)).toEqual([id])
})
