import { expect, test } from 'vitest'
import { CheckFailed, Indeterminate, runChecks } from '../../src/base/checks.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { after, before, days, toUtc, type EpochSeconds } from '../../src/base/time.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import {
  makeRegistrationCertificate, notRegistered, signRegistrationCertificate, type Registration, type RegistrationCertificate,
} from '../../src/trust/registration-certificate.ts'
import { registrationCertificateChecks, type RegistrationSubject } from '../../src/trust/registration-certificate-checks.ts'
import { makeLeaf } from '../../src/x509/adapters/pki.ts'
import { entity, leaf, issuerCa, list, listCa, now, rethrow, service, signed, sourceOf, uris } from './scene.ts'

const registrar = await makeLeaf({
  profile: 'registrationCertificateSigner', subject: { C: 'XM', O: 'LAB-Operator', CN: 'LAB-Registrar' }, ca: listCa, now: before(now, days(9)), validFor: days(900),
})
const registration: Registration = {
  name: 'LAB-University Admissions',
  sub_ln: 'LAB-University',
  sub: 'NTRXM-LAB0001',
  country: 'XM',
  registry_uri: 'https://registry.example/',
  srv_description: [{ lang: 'en', value: 'Decides on applications' }],
  entitlements: ['https://uri.etsi.org/19475/Entitlement/Service_Provider'],
  privacy_policy: 'https://admissions.example/privacy',
  info_uri: 'https://admissions.example/',
  support_uri: 'https://admissions.example/support',
  supervisory_authority: { email: 'contact@privacy.example' },
  certificate_policy: 'https://registry.example/policy',
  credentials: [
    { format: 'dc+sd-jwt', meta: { vct_values: ['urn:lab:diploma'] }, claim: [{ path: ['award'] }, { path: ['modules', null] }] },
    { format: 'dc+sd-jwt', meta: { vct_values: ['urn:lab:identity'] }, claim: [{ path: ['birthdate'] }, { path: ['address', 'country'] }] },
  ],
  purpose: [{ lang: 'en', value: 'University admission' }, { lang: 'ja', value: '大学への入学' }],
  intended_use_id: 'university_admission',
}
const month = { issuedAt: before(now, days(1)), expiresAt: after(now, days(20)) }
const certificate = makeRegistrationCertificate(registration, month)
const diploma = { id: 'diploma', format: 'dc+sd-jwt', vctValues: ['urn:lab:diploma'], paths: [['award', 'title'], ['modules', 2, 'title']] } as const

const listed = (parts: object = {}) =>
  sourceOf(() => signed(list({ entities: [entity([service({ ServiceTypeIdentifier: uris.registration, ServiceDigitalIdentity: { X509Certificates: [{ val: registrar.certificate }] }, ...parts })])] })))

const seal = (payload: object, { typ = 'rc-wrp+jwt', key = registrar.key }: { typ?: string; key?: typeof registrar.key } = {}): Promise<string> =>
  signCompactJws(key, { typ, iat: now, x5c: [...key.x5c] }, payload as JsonObject)

const judge = async (parts: Partial<RegistrationSubject> = {}) => {
  const subject: RegistrationSubject = {
    jwt: await signRegistrationCertificate(registrar.key, certificate), organizationIdentifier: 'NTRXM-LAB0001', serviceTypes: [uris.registration],
    lists: [listed()], requested: [diploma], now, checkStatus: async () => { throw new Error('no status to look up') }, ...parts,
  }
  return { subject, report: await runChecks(subject, registrationCertificateChecks, rethrow) }
}

test('a registration certificate beside its request is accepted, and the registrar is known', async () => {
  const { subject, report } = await judge()
  expect(report.checks.filter(({ outcome }) => outcome.status !== 'passed')).toEqual([])
  expect(subject.opened?.certificate).toEqual(certificate)
  expect(subject.trust?.found).toMatchObject({ serviceType: uris.registration, status: 'granted' })
})

test('it says what TS 119 475 "WRPRC" asks for', () => {
  expect(certificate).toMatchObject({
    sub: 'NTRXM-LAB0001', policy_id: ['0.4.0.19475.3.1'], iat: month.issuedAt, exp: month.expiresAt, srv_description: [[{ lang: 'en', value: 'Decides on applications' }]],
  })
})

test('a status list is looked up where the certificate names one', async () => {
  const withStatus = { ...certificate, status: { status_list: { idx: 3, uri: 'https://registry.example/status' } } }
  const seen: JsonObject[] = []
  const { report } = await judge({ jwt: await seal(withStatus), checkStatus: async (status) => void seen.push(status) })
  expect(report.accepted).toBe(true)
  expect(seen).toEqual([withStatus.status])
})

test('a list that cannot be read leaves the status open', async () => {
  const jwt = await seal({ ...certificate, status: { status_list: { idx: 3, uri: 'https://registry.example/status' } } })
  const { report } = await judge({ jwt, checkStatus: async () => { throw new Indeterminate('unreachable') } })
  expect(report.accepted).toBe(false)
  expect(report.checks.find(({ id }) => id === 'registration_status')?.outcome.status).toBe('indeterminate')
})

const stranger = await leaf(issuerCa)
const lapsed = { ...month, issuedAt: before(now, days(20)), expiresAt: before(now, days(1)) }
const without = (member: keyof RegistrationCertificate): object => Object.fromEntries(Object.entries(certificate).filter(([name]) => name !== member))

const faults: Readonly<Record<string, Readonly<Record<string, () => Promise<Partial<RegistrationSubject>>>>>> = {
  registration_form: {
    'no JWS': async () => ({ jwt: 'nothing' }),
    'another typ': async () => ({ jwt: await seal(certificate, { typ: 'jwt' }) }),
    'no name': async () => ({ jwt: await seal(without('name')) }),
    'no entitlement': async () => ({ jwt: await seal({ ...certificate, entitlements: [] }) }),
    'another certificate policy': async () => ({ jwt: await seal({ ...certificate, policy_id: ['1.2.3'] }) }),
    'a self-signed signer': async () => ({ jwt: await seal(certificate, { key: listCa.key }) }),
  },
  registration_signature: {
    'another payload': async () => {
      const [header, , signature] = (await seal(certificate)).split('.')
      return { jwt: [header, (await seal({ ...certificate, name: 'LAB-Else' })).split('.')[1], signature].join('.') }
    },
  },
  registration_trust_list: { 'an unreachable list': async () => ({ lists: [sourceOf(async () => undefined)] }) },
  registration_issuer_listed: { 'a registrar that nobody lists': async () => ({ jwt: await signRegistrationCertificate(stranger.key, certificate) }) },
  registration_issuer_granted: { 'a registrar that was withdrawn': async () => ({ lists: [listed({ ServiceStatus: uris.withdrawn, StatusStartingTime: toUtc(before(now, days(2))) })] }) },
  registration_subject: { 'somebody else’s certificate': async () => ({ organizationIdentifier: 'NTRXM-LAB0002' }) },
  registration_validity: {
    'an expired one': async () => ({ jwt: await seal(makeRegistrationCertificate(registration, lapsed)) }),
    'one that expires this second': async () => ({ jwt: await seal({ ...certificate, exp: now }) }),
    'one from the future': async () => ({ jwt: await seal({ ...certificate, iat: after(now, days(1)) }) }),
    'one for longer than twelve months': async () => ({ jwt: await seal({ ...certificate, exp: after(now, days(400)) }) }),
  },
  registration_status: {
    'a revoked one': async () => ({
      jwt: await seal({ ...certificate, status: { status_list: { idx: 3, uri: 'https://registry.example/status' } } }),
      checkStatus: async () => { throw new CheckFailed('revoked') },
    }),
    'a long-lived one without a status': async () => ({ jwt: await seal({ ...certificate, exp: after(now, days(60)) }) }),
  },
  registration_purpose: {
    'no purpose': async () => ({ jwt: await seal(without('purpose')) }),
    'no purpose in English': async () => ({ jwt: await seal({ ...certificate, purpose: [{ lang: 'ja', value: '入学' }] }) }),
  },
  registration_covers_request: {
    'a claim that is not registered': async () => ({ requested: [{ ...diploma, paths: [['award'], ['learner', 'id']] }] }),
    'a credential that is not registered': async () => ({ requested: [{ ...diploma, vctValues: ['urn:lab:health'] }] }),
    'a request for nothing in particular': async () => ({ requested: [{ ...diploma, paths: [] }] }),
    'a certificate that registers nothing': async () => ({ jwt: await seal(without('credentials')) }),
  },
}

test('every check has a row in the fault table', () => {
  expect(Object.keys(faults)).toEqual(registrationCertificateChecks.map(({ id }) => id))
})

const rows = Object.entries(faults).flatMap(([id, cases]) => Object.entries(cases).map(([what, make]) => [id, what, make] as const))

test.each(rows)('%s fails alone for %s', async (id, _, make) => {
  const { report } = await judge(await make())
  expect(report.accepted).toBe(false)
  const fallen = report.checks.filter(({ outcome }) => outcome.status === 'failed' || outcome.status === 'indeterminate')
  expect(fallen.map((check) => check.id)).toEqual([id])
})

test('a registered path covers itself and what lies below; null covers every element; nothing covers its parent', () => {
  const asked = (vct: string, ...paths: (readonly [string, ...(string | number | null)[]])[]) =>
    notRegistered(certificate, [{ id: 'x', format: 'dc+sd-jwt', vctValues: [vct], paths }]).map(({ path }) => path)
  expect(asked('urn:lab:diploma', ['award'], ['award', 'title'], ['modules', null], ['modules', 0])).toEqual([])
  expect(asked('urn:lab:diploma', ['modules'])).toEqual([['modules']])
  expect(asked('urn:lab:identity', ['address'], ['address', 'country'], ['address', 'locality'])).toEqual([['address'], ['address', 'locality']])
  expect(asked('urn:lab:diploma', ['birthdate'])).toEqual([['birthdate']])
})

test('a request of either of two types is covered only if both are registered', () => {
  const asked = { ...diploma, vctValues: ['urn:lab:diploma', 'urn:lab:health'], paths: [['award']] as const }
  expect(notRegistered(certificate, [asked])).toHaveLength(1)
})

test('no certificate is made for longer than twelve months, or without what it must say', () => {
  expect(() => makeRegistrationCertificate(registration, { issuedAt: now, expiresAt: after(now, days(367)) })).toThrow(RangeError)
  expect(() => makeRegistrationCertificate(registration, { issuedAt: now, expiresAt: now as EpochSeconds })).toThrow(RangeError)
  expect(() => makeRegistrationCertificate({ ...registration, country: 'Musterland' }, month)).toThrow(CheckFailed)
})
