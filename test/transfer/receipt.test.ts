import { describe, expect, test } from 'vitest'
import { notPassed } from '../../src/base/checks.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { after, days, epochSeconds, minutes } from '../../src/base/time.ts'
import { certifiedKey, generateSoftwareKey } from '../../src/jose/adapters/software-signing-key.ts'
import { signBaselineB } from '../../src/jose/jades-baseline-b.ts'
import { signCompactJws } from '../../src/jose/jws.ts'
import { receiptChecks, verifyReceipt } from '../../src/transfer/receipt-checks.ts'
import { makeReceipt, parseReceipt, receiptType, signReceipt, transactionOf, type ReceiptOf } from '../../src/transfer/receipt.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'

const now = epochSeconds(1_795_334_400)
const ca = await makeCa({ subject: { C: 'XM', CN: 'LAB-Root' }, now, validFor: days(9) })
const leaf = () => makeLeaf({ profile: 'accessCertificate', subject: { C: 'XM', CN: 'LAB-Admissions' }, ca, now, validFor: days(9) })
const [verifier, other] = [await leaf(), await leaf()]
const verifierCertificate = parseCertificate(verifier.x5c[0]).sha256

const told: ReceiptOf = {
  iss: `x509_hash:${verifierCertificate}`,
  issuedAt: now,
  nonce: 'a nonce of the request',
  purpose: 'university_admission',
  legal_basis: 'L4',
  mode: 'holder_direct',
  origin_jurisdiction: 'EU',
  recipient: { name: 'LAB-Mihon University', identifier: 'NTRJP-7900001000001', sector: 'academia', jurisdiction: 'JP' },
  attributes: {
    requested: [{ credential: 'identity', path: ['family_name'] }],
    disclosed: [{ credential: 'identity', path: ['family_name'] }],
    withheld: [{ credential: 'identity', path: ['address', 'locality'] }, { credential: 'identity', path: ['nationalities', null, 0] }],
  },
  retention_days: 180,
  onward: 'none',
  evidence: [{ list: 'https://trust.eu.kakehashi.example/list.jws', sequenceNumber: 3 }],
  decision: { technical: 'valid', listStatus: 'granted', legalStatus: 'none', policy: 'accept', rules: ['JP-ADM-01'] },
}
const receipt = makeReceipt(told)
const expected = { verifierCertificate, verifier: told.iss, nonce: told.nonce, now: after(now, minutes(1)), skew: minutes(2) }
const unexpectedBug = (error: unknown): never => {
  throw error
}
const verify = (text: string) => verifyReceipt(text, expected, unexpectedBug)
const signed = (payload: object, { iat = now, typ = receiptType, key = verifier.key } = {}) =>
  signBaselineB(key, payload as JsonObject, { iat, typ })

test('what the verifier signs the holder accepts, and both read the same', async () => {
  const verdict = await verify(await signReceipt(verifier.key, receipt))
  expect(notPassed(verdict.report)).toEqual([])
  expect(verdict.accepted && verdict.value).toEqual(receipt)
})

test('the transaction is a hash: the receipt does not have the nonce', () => {
  expect(receipt.transaction).toBe(transactionOf(told.nonce))
  expect(JSON.stringify(receipt)).not.toContain(told.nonce)
})

describe('a receipt that is not to be made', () => {
  test('of nothing', () => expect(() => makeReceipt({ ...told, attributes: { requested: [], disclosed: [], withheld: [] } })).toThrow(RangeError))
  test('of a claim both disclosed and withheld', () =>
    expect(() => makeReceipt({ ...told, attributes: { ...told.attributes, withheld: told.attributes.disclosed } })).toThrow(RangeError))
})

const faults: Readonly<Record<string, () => Promise<string>>> = {
  receipt_jws: async () => 'no.receipt',
  receipt_type: () => signed(receipt, { typ: 'rc-wrp+jwt' }),
  receipt_certificate: () => signed(receipt, { key: other.key }),
  receipt_signature: () => signed(receipt, { key: certifiedKey(generateSoftwareKey().key, verifier.x5c) }),
  receipt_shape: () => signed({ ...receipt, family_name: 'Musterfrau' }),
  receipt_time: () => signed({ ...receipt, iat: now + 3600 }, { iat: after(now, minutes(60)) }),
  receipt_verifier: () => signed({ ...receipt, iss: 'x509_hash:another' }),
  receipt_transaction: () => signed(makeReceipt({ ...told, nonce: 'another' })),
}

describe('the fault table: each fault fails its check, and what needs it is not run', () => {
  test('has a row for every check', () => expect(Object.keys(faults)).toEqual(receiptChecks.map(({ id }) => id)))

  test.each(Object.entries(faults))('%s', async (id, fault) => {
    const verdict = await verify(await fault())
    expect(verdict.accepted).toBe(false)
    expect('value' in verdict).toBe(false)
    expect(verdict.report.checks.filter(({ outcome }) => outcome.status === 'failed').map((check) => check.id)).toEqual([id])
    const dependants = receiptChecks.filter(({ needs }) => needs.includes(id)).map((check) => check.id)
    expect(notPassed(verdict.report)).toEqual(expect.arrayContaining(dependants))
  })

  test('without x5c, with two times, with a value beside a path, with an unknown decision', async () => {
    const failing = async (text: string) => notPassed((await verify(text)).report)[0]
    expect(await failing(await signCompactJws(verifier.key, { typ: receiptType, iat: now }, JSON.parse(JSON.stringify(receipt)) as JsonObject))).toBe('receipt_certificate')
    expect(await failing(await signed({ ...receipt, iat: now - 1 }))).toBe('receipt_shape')
    const withValue = { ...receipt.attributes, disclosed: [{ credential: 'identity', path: ['family_name'], value: 'Musterfrau' }] }
    expect(await failing(await signed({ ...receipt, attributes: withValue }))).toBe('receipt_shape')
    expect(await failing(await signed({ ...receipt, decision: { ...receipt.decision, policy: 'maybe' } }))).toBe('receipt_shape')
  })
})

test('the words of a bad shape name the member and never a value', () => {
  expect(() => parseReceipt({ ...receipt, retention_days: -1 })).toThrow('retention_days')
  expect(() => parseReceipt({ ...receipt, mode: 'Musterfrau' })).toThrow(/^(?!.*Musterfrau)/)
  expect(() => parseReceipt(null)).toThrow('the receipt')
})
