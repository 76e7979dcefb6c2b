import { expect, test } from 'vitest'
import { fromBase64url, toBase64 } from '../../src/base/bytes.ts'
import { runChecks } from '../../src/base/checks.ts'
import { after, before, days, hours, toUtc } from '../../src/base/time.ts'
import { listStatusOf, trustChecks, type TrustSubject } from '../../src/trust/trust-checks.ts'
import type { TrustListSource } from '../../src/trust/trust-list-source.ts'
import type { TrustedEntityService } from '../../src/trust/list-of-trusted-entities.ts'
import { makeCa, makeCertificate } from '../../src/x509/adapters/pki.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'
import { entity, issuer, issuerCa, leaf, list, listSigner, now, rethrow, scheme, service, signed, sourceOf, uris } from './scene.ts'

const listing = (...services: readonly TrustedEntityService[]): TrustListSource => sourceOf(() => signed(list({ entities: [entity(services)] })))
const empty = sourceOf(() => signed(list({ entities: [] })))
const offline = sourceOf(async () => undefined)

const subjectWith = (parts: Partial<TrustSubject>): TrustSubject => ({
  x5c: issuer.x5c, serviceTypes: [uris.diploma], lists: [listing(service())], at: now, now, ...parts,
})

const ask = async (parts: Partial<TrustSubject>) => {
  const subject = subjectWith(parts)
  const report = await runChecks(subject, trustChecks, rethrow)
  return { subject, report, listStatus: listStatusOf(report.checks), outcomes: report.checks.map(({ outcome }) => outcome.status) }
}

test('an issuer below a listed CA is found, with what the list says of it', async () => {
  const { subject, report, listStatus } = await ask({})
  expect(report.accepted).toBe(true)
  expect(listStatus).toBe('granted')
  expect(subject.found).toMatchObject({
    territory: 'XM', entityName: 'LAB-University', serviceName: 'LAB-Diplomas', serviceType: uris.diploma, sequenceNumber: 5, status: 'granted',
    statusStartingTime: toUtc(before(now, days(100))),
  })
  expect(report.checks[2]?.outcome.evidence).toMatchObject({ listStatus: 'granted', at: toUtc(now), list: 'https://trust.example/list.jws' })
})

test('a listed end-entity certificate is trusted as it is', async () => {
  const listed = service({ ServiceDigitalIdentity: { X509Certificates: [{ val: issuer.certificate }] } })
  expect((await ask({ lists: [listing(listed)] })).listStatus).toBe('granted')
})

test('every list is asked; one that cannot be read matters only if no other has the issuer', async () => {
  expect((await ask({ lists: [empty, listing(service())] })).report.accepted).toBe(true)
  expect((await ask({ lists: [offline, listing(service())] })).report.accepted).toBe(true)
  expect((await ask({ lists: [empty, offline] })).listStatus).toBe('list_unreachable')
})

test('an entry that is granted counts before one of the same certificate that is withdrawn', async () => {
  const withdrawn = service({ ServiceStatus: uris.withdrawn })
  expect((await ask({ lists: [listing(withdrawn, service())] })).listStatus).toBe('granted')
})

test('a certificate in a list that cannot be read is passed over, not believed', async () => {
  const garbled = service({ ServiceDigitalIdentity: { X509Certificates: [{ val: 'AAAA' }] } })
  expect((await ask({ lists: [listing(garbled)] })).listStatus).toBe('not_listed')
  expect((await ask({ lists: [listing(garbled, service())] })).listStatus).toBe('granted')
})

const history = (status: string, since: number): NonNullable<TrustedEntityService['ServiceHistory']> => [{
  ServiceName: [{ lang: 'en', value: 'LAB-Diplomas' }],
  ServiceDigitalIdentity: { X509SKIs: [toBase64(fromBase64url(parseCertificate(issuerCa.certificate).subjectKeyIdentifier!))] },
  ServiceStatus: status, StatusStartingTime: toUtc(before(now, days(since))), ServiceTypeIdentifier: uris.diploma,
}]

test('time T decides, not now', async () => {
  const lists = [listing(service({ ServiceStatus: uris.withdrawn, StatusStartingTime: toUtc(before(now, days(10))) }, history(uris.granted, 100)))]
  expect((await ask({ lists, at: before(now, days(11)) })).listStatus).toBe('granted')
  expect((await ask({ lists, at: before(now, days(10)) })).listStatus).toBe('withdrawn')
})

const stranger = await leaf(await makeCa({ subject: issuerCa.subject, now: before(now, days(1)), validFor: days(9) }))
const wrongSigner = await listSigner({ C: 'XM', O: 'LAB-Operator', CN: 'LAB-Stranger' })
const expired = await makeCertificate({
  subject: { C: 'XM', O: 'LAB-University', CN: 'LAB' }, issuedBy: issuerCa, notBefore: before(now, days(9)), notAfter: before(now, days(1)), keyUsage: ['digitalSignature'],
})

/** For each check what fails it and nothing else, with the answer `listStatus` that follows. */
const faults: Readonly<Record<string, Readonly<Record<string, readonly [Partial<TrustSubject>, string, string]>>>> = {
  trust_list: {
    'an unreachable list': [{ lists: [offline] }, 'indeterminate', 'list_unreachable'],
    'an expired list': [{ lists: [sourceOf(() => signed(list({ issuedAt: before(now, days(9)), nextUpdate: before(now, hours(1)) })))] }, 'indeterminate', 'list_expired'],
    'a bad signature on the list': [{ lists: [sourceOf(async () => `${(await signed()).slice(0, -6)}AAAAAA`)] }, 'indeterminate', 'list_unreachable'],
    'a list by another signer': [{ lists: [sourceOf(() => signed(list(), wrongSigner.key))] }, 'indeterminate', 'list_unreachable'],
    'a list of another type': [{ lists: [sourceOf(() => signed(list({ scheme: { ...scheme, LoTEType: 'https://x.example/type' } })))] }, 'indeterminate', 'list_unreachable'],
    'a list of another territory': [{ lists: [sourceOf(() => signed(list({ scheme: { ...scheme, SchemeTerritory: 'XX' } })))] }, 'indeterminate', 'list_unreachable'],
    'no list at all': [{ lists: [] }, 'failed', 'not_listed'],
    'no service type asked for': [{ serviceTypes: [] }, 'failed', 'not_listed'],
  },
  issuer_listed: {
    'an issuer on no list': [{ lists: [empty] }, 'failed', 'not_listed'],
    'a stranger under the name of a listed CA': [{ x5c: stranger.x5c }, 'failed', 'not_listed'],
    'an issuer listed for another type of service': [{ serviceTypes: [uris.identity] }, 'failed', 'not_listed'],
    'a certificate that had expired at T': [{ x5c: expired.x5c }, 'failed', 'not_listed'],
  },
  issuer_granted: {
    'an issuer withdrawn before T': [{ lists: [listing(service({ ServiceStatus: uris.withdrawn, StatusStartingTime: toUtc(before(now, days(1))) }, history(uris.granted, 100)))] }, 'failed', 'withdrawn'],
    'an issuer granted only after T': [{ lists: [listing(service({ StatusStartingTime: toUtc(after(now, days(1))) }))] }, 'failed', 'not_listed'],
    'a status unknown to the scheme': [{ lists: [listing(service({ ServiceStatus: 'https://x.example/SvcStatus/granted' }))] }, 'failed', 'withdrawn'],
  },
}

test('every check has a row in the fault table', () => {
  expect(Object.keys(faults)).toEqual(trustChecks.map(({ id }) => id))
})

const rows = Object.entries(faults).flatMap(([id, cases]) => Object.entries(cases).map(([what, row]) => [id, what, ...row] as const))

test.each(rows)('%s fails alone for %s', async (id, _, parts, outcome, listStatus) => {
  const answer = await ask(parts)
  expect(answer.report.accepted).toBe(false)
  expect(answer.report.checks.find((check) => check.id === id)?.outcome.status).toBe(outcome)
  expect(answer.outcomes.filter((status) => status === 'failed' || status === 'indeterminate')).toHaveLength(1)
  expect(answer.listStatus).toBe(listStatus)
  expect(answer.subject.found === undefined).toBe(id !== 'issuer_granted')
})

test('a lower sequence number than one seen before is as good as no list', async () => {
  let number = 7
  const source = sourceOf(() => signed(list({ sequenceNumber: number, nextUpdate: after(now, days(30)) })))
  await source.read(now)
  number = 6
  const { listStatus, outcomes } = await ask({ lists: [source], now: after(now, days(2)), at: after(now, days(2)) })
  expect(outcomes).toEqual(['indeterminate', 'not_run', 'not_run'])
  expect(listStatus).toBe('list_unreachable')
})

test('a report without the checks of trust vouches for nobody', () => {
  expect(listStatusOf([])).toBe('not_listed')
})

test('the answer is found under a prefix', async () => {
  const { report } = await ask({})
  const lifted = report.checks.map((check) => ({ ...check, id: `diploma.${check.id}` }))
  expect(listStatusOf(lifted, 'diploma.')).toBe('granted')
  expect(listStatusOf(lifted)).toBe('not_listed')
})
