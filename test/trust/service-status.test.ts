import { expect, test } from 'vitest'
import { fromBase64url, toBase64 } from '../../src/base/bytes.ts'
import { after, before, days, seconds, toUtc, type EpochSeconds } from '../../src/base/time.ts'
import { serviceStatusAt } from '../../src/trust/service-status.ts'
import type { ServiceHistoryInstance, TrustedEntityService } from '../../src/trust/list-of-trusted-entities.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'
import { issuer, issuerCa, now, service, uris } from './scene.ts'

const certificate = parseCertificate(issuerCa.certificate)
const ski = toBase64(fromBase64url(certificate.subjectKeyIdentifier!))
const day = (number: number): EpochSeconds => (number < 0 ? before(now, days(-number)) : after(now, days(number)))

const earlier = (status: string, since: EpochSeconds, parts: Partial<ServiceHistoryInstance> = {}): ServiceHistoryInstance => ({
  ServiceName: [{ lang: 'en', value: 'LAB-Diplomas' }],
  ServiceDigitalIdentity: { X509SKIs: [ski] },
  ServiceStatus: status,
  StatusStartingTime: toUtc(since),
  ServiceTypeIdentifier: uris.diploma,
  ...parts,
})

const statusAt = (entry: TrustedEntityService, at: EpochSeconds) =>
  serviceStatusAt({ service: entry, certificate, at, listIssuedAt: now, grantedStatus: uris.granted })

/** Granted on day -100, withdrawn on day -10, granted again on day 5. */
const life = service({ ServiceStatus: uris.granted, StatusStartingTime: toUtc(day(5)) }, [
  earlier(uris.granted, day(-100)),
  earlier(uris.withdrawn, day(-10)),
])

test.each([
  [-101, 'not_listed'],
  [-100, 'granted'],
  [-11, 'granted'],
  [-10, 'withdrawn'],
  [4, 'withdrawn'],
  [5, 'granted'],
])('on day %i the service is %s', (number, status) => {
  expect(statusAt(life, day(number)).status).toBe(status)
})

test('a status begins at its second and ends with the second before the next', () => {
  expect(statusAt(life, before(day(-10), seconds(1)))).toMatchObject({ status: 'granted', since: day(-100) })
  expect(statusAt(life, day(-10))).toMatchObject({ status: 'withdrawn', since: day(-10) })
})

test('a status that is not the scheme’s word for granted is not granted', () => {
  expect(statusAt(service({ ServiceStatus: `${uris.granted}/` }), now).status).toBe('withdrawn')
})

test('history about another key says nothing about this certificate', () => {
  const rolled = service({ StatusStartingTime: toUtc(day(-1)) }, [earlier(uris.granted, day(-100), { ServiceDigitalIdentity: { X509SKIs: ['AAAA'] } })])
  expect(statusAt(rolled, day(-50)).status).toBe('not_listed')
  expect(statusAt(rolled, now).status).toBe('granted')
})

test('history of another type of service does not count', () => {
  const changed = service({ StatusStartingTime: toUtc(day(-1)) }, [earlier(uris.granted, day(-100), { ServiceTypeIdentifier: uris.identity })])
  expect(statusAt(changed, day(-50)).status).toBe('not_listed')
})

test('a certificate that the entry does not hold is not listed', () => {
  const other = parseCertificate(issuer.certificate)
  expect(serviceStatusAt({ service: service(), certificate: other, at: now, listIssuedAt: now, grantedStatus: uris.granted }).status).toBe('not_listed')
})

test('without a starting time the list speaks of the time since it was issued', () => {
  const { StatusStartingTime: _, ServiceStatus: __, ...bare } = service().ServiceInformation
  expect(statusAt({ ServiceInformation: bare }, now)).toEqual({ status: 'granted', uri: uris.granted })
  expect(statusAt({ ServiceInformation: bare }, before(now, seconds(1))).status).toBe('not_listed')
})
