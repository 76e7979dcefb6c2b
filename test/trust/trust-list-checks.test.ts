import { expect, test } from 'vitest'
import { notPassed } from '../../src/base/checks.ts'
import { after, before, days, hours, minutes, toUtc } from '../../src/base/time.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { trustListChecks, verifyTrustList, type ReceivedList } from '../../src/trust/trust-list-checks.ts'
import { makeCertificate } from '../../src/x509/adapters/pki.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'
import { tslSigning } from '../../src/x509/identifiers.ts'
import { list, listCa, listSigner, location, now, rethrow, scheme, signed, signer, uris } from './scene.ts'

const judge = async (parts: Partial<ReceivedList>) =>
  verifyTrustList({ text: await signed(), expected: location, lastSequenceNumber: 0, now, ...parts }, rethrow)

test('a good list can be read: its services with their certificates, its number, its times', async () => {
  const verdict = await judge({})
  expect(notPassed(verdict.report)).toEqual([])
  expect(verdict).toMatchObject({
    accepted: true,
    value: { territory: 'XM', sequenceNumber: 5, listType: uris.listType, issuedAt: before(now, hours(1)), services: [{ type: uris.diploma }] },
  })
})

test('a signer below a pinned CA is believed', async () => {
  const expected = { ...location, signerCertificates: [parseCertificate(listCa.certificate)] as const }
  expect((await judge({ expected })).accepted).toBe(true)
})

test('the same sequence number again is no step back', async () => {
  expect((await judge({ lastSequenceNumber: 5 })).accepted).toBe(true)
})

const anybody = await listSigner({ C: 'XM', O: 'LAB-Operator', CN: 'LAB-Operator list signer' })
const unsigned = (parts: object): JsonObject => {
  const made = structuredClone(list())
  Object.assign(made.LoTE.ListAndSchemeInformation, parts)
  return made as unknown as JsonObject
}
const sealed = (payload: JsonObject, key = signer.key): Promise<string> => signCompactJws(key, { iat: now, x5c: [...key.x5c] }, payload)

async function withOtherSubject(subject: Readonly<Record<string, string>>): Promise<Partial<ReceivedList>> {
  const other = await listSigner(subject)
  return { text: await signed(list(), other.key), expected: { ...location, signerCertificates: [parseCertificate(other.certificate)] } }
}

/** For each check the lists that fail it and no other. */
const faults: Readonly<Record<string, Readonly<Record<string, () => Promise<Partial<ReceivedList>>>>>> = {
  list_form: {
    'no JWS': async () => ({ text: '<html>not here</html>' }),
    'no list inside': async () => ({ text: await sealed({ hello: 'world' }) }),
    'a second format with the signature inside': async () => ({ text: JSON.stringify(list()) }),
    'no x5c': async () => ({ text: await signCompactJws(signer.key, { iat: now }, unsigned({})) }),
  },
  list_signer: {
    'a signer that is not configured': async () => ({ text: await signed(list(), anybody.key) }),
    'another country in its certificate': () => withOtherSubject({ C: 'XX', O: 'LAB-Operator', CN: 'LAB' }),
    'another organisation in its certificate': () => withOtherSubject({ C: 'XM', O: 'LAB-Somebody', CN: 'LAB' }),
    'a certificate without the key usage for lists': async () => {
      const plain = await makeCertificate({
        subject: { C: 'XM', O: 'LAB-Operator', CN: 'LAB' }, issuedBy: listCa, notBefore: before(now, days(1)), notAfter: after(now, days(9)),
        keyUsage: ['digitalSignature'], extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
      })
      return { text: await signed(list(), plain.key), expected: { ...location, signerCertificates: [parseCertificate(plain.certificate)] } }
    },
    'a certificate that has expired': async () => {
      const old = await makeCertificate({
        subject: { C: 'XM', O: 'LAB-Operator', CN: 'LAB' }, issuedBy: listCa, notBefore: before(now, days(9)), notAfter: before(now, days(1)),
        keyUsage: ['digitalSignature'], extendedKeyUsage: [tslSigning],
      })
      return { text: await signed(list(), old.key), expected: { ...location, signerCertificates: [parseCertificate(old.certificate)] } }
    },
  },
  list_signature: {
    'another payload under the signature': async () => {
      const [header, , signature] = (await signed()).split('.')
      const [, payload] = (await signed(list({ sequenceNumber: 6 }))).split('.')
      return { text: [header, payload, signature].join('.') }
    },
    'no signing time': async () => ({ text: await signCompactJws(signer.key, { x5c: [...signer.key.x5c] }, unsigned({})) }),
    'the old sigT': async () => ({ text: await signCompactJws(signer.key, { iat: now, sigT: toUtc(now), x5c: [...signer.key.x5c] }, unsigned({})) }),
    'a crit header': async () => ({ text: await signCompactJws(signer.key, { iat: now, crit: ['b64'], b64: true, x5c: [...signer.key.x5c] }, unsigned({})) }),
  },
  list_scheme: {
    'another type of list': async () => ({ text: await signed(list({ scheme: { ...scheme, LoTEType: `${uris.listType}Else` } })) }),
    'no type': async () => ({ text: await sealed(unsigned({ LoTEType: undefined })) }),
    'another territory': async () => ({ text: await signed(list({ scheme: { ...scheme, SchemeTerritory: 'XX' } })) }),
  },
  list_rules: {
    'an unknown version': async () => ({ text: await sealed(unsigned({ LoTEVersionIdentifier: 7 })) }),
    'a critical extension': async () => ({ text: await sealed(unsigned({ SchemeExtensions: [{ critical: true }] })) }),
  },
  list_sequence: { 'a number lower than one seen before': async () => ({ lastSequenceNumber: 6 }) },
  list_issue_time: { 'an issue from the future': async () => ({ text: await signed(list({ issuedAt: after(now, minutes(6)) })) }) },
  list_next_update: {
    'a next update that has passed': async () => ({ text: await signed(list({ issuedAt: before(now, days(8)), nextUpdate: before(now, days(1)) })) }),
    'a next update at this very second': async () => ({ text: await signed(list({ nextUpdate: now })) }),
  },
}

test('every check has a row in the fault table', () => {
  expect(Object.keys(faults)).toEqual(trustListChecks.map(({ id }) => id))
})

const rows = Object.entries(faults).flatMap(([id, lists]) => Object.entries(lists).map(([what, make]) => [id, what, make] as const))

test.each(rows)('%s fails alone for %s', async (id, _, make) => {
  const verdict = await judge(await make())
  expect(verdict.accepted).toBe(false)
  expect('value' in verdict).toBe(false)
  expect(verdict.report.checks.filter(({ outcome }) => outcome.status === 'failed').map((check) => check.id)).toEqual([id])
})
