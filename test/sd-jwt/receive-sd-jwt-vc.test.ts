import { expect, test } from 'vitest'
import { decodeReceivedSdJwtVc, receivedSdJwtVcChecks } from '../../src/sd-jwt/receive-sd-jwt-vc.ts'
import {
  claims,
  credential,
  expected,
  failed,
  holder,
  issue,
  issueRaw,
  otherIssuer,
  present,
  run,
  stranger,
  taken,
  vct,
} from './lab-credential.ts'

const receive = (text: string, holderKey = holder.publicJwk) =>
  run(
    decodeReceivedSdJwtVc(text, { now: expected.now, skew: expected.skew, vct: [vct], holderKey }),
    receivedSdJwtVcChecks,
  )

test('a credential as issued is kept', async () => {
  const report = await receive(credential)
  expect(failed(report)).toEqual([])
  expect(report.accepted).toBe(true)
})

const { payload, disclosures } = taken(credential)

const faults: readonly (readonly [check: string, what: string, make: () => Promise<string>])[] = [
  ['issuer_jwt', 'a plain JWT', async () => credential.split('~')[0]!],
  ['no_key_binding', 'an SD-JWT+KB', () => present(credential)],
  ['issuer_certificate', 'no certificate', () => issueRaw({ payload, disclosures, header: { x5c: [] } })],
  ['issuer_signature', 'signed by another', () => issueRaw({ payload, disclosures, key: otherIssuer.key })],
  ['hash_function', 'an unknown hash function', () => issueRaw({ payload: { ...payload, _sd_alg: 'sha-1' } })],
  ['disclosures', 'a foreign disclosure', async () => `${credential}WyJzIiwiYSIsMV0~`],
  ['registered_claims', 'iss that is no string', () => issueRaw({ payload: { ...payload, iss: 7 }, disclosures })],
  ['vct', 'another type', () => issue({ claims: { ...claims, vct: 'urn:lab:other:1' } })],
  ['validity_period', 'expired already', () => issue({ claims: { ...claims, exp: 1_600_000_000 } })],
  ['holder_key', 'bound to no key', () => issueRaw({ payload: { ...payload, cnf: {} }, disclosures })],
]

test.each(faults)('%s fails, and nothing else: %s', async (check, _what, make) => {
  expect(failed(await receive(await make()))).toEqual([check])
})

test('a credential bound to the key of another is not kept', async () => {
  expect(failed(await receive(credential, stranger.publicJwk))).toEqual(['holder_key'])
})

test('every check has such an input', () => {
  expect(faults.map(([check]) => check)).toEqual(receivedSdJwtVcChecks.map(({ id }) => id))
})
