import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/base/json.ts'
import { epochSeconds, seconds } from '../../src/base/time.ts'
import type { P256PublicJwk } from '../../src/jose/jwk.ts'
import { decodeSdJwt, sdJwtChecks } from '../../src/sd-jwt/sd-jwt-checks.ts'
import { failed, run } from './lab-credential.ts'

interface Vector {
  readonly issuer_public_key_jwk: P256PublicJwk
  readonly verifier: { readonly nonce: string; readonly aud: string }
  readonly cases: readonly {
    readonly id: string
    readonly expect: 'accept' | 'reject'
    readonly reason: string
    readonly sd_jwt: string
    readonly expected_processed_payload?: JsonObject
  }[]
}

const vector = JSON.parse(
  readFileSync(`${import.meta.dirname}/../vectors/sd-jwt/derived-negative.json`, 'utf8'),
) as Vector

/** The check that must be the first to fail. */
const reasons: Readonly<Record<string, string>> = {
  'tampered-disclosure': 'disclosures',
  'unreferenced-disclosure': 'disclosures',
  'repeated-disclosure': 'disclosures',
  'wrong-sd-hash': 'sd_hash',
  'missing-kb': 'key_binding_present',
  'kb-wrong-key': 'key_binding_signature',
  'kb-wrong-nonce': 'key_binding_transaction',
  'kb-wrong-aud': 'key_binding_audience',
  'kb-typ-missing': 'key_binding_signature',
  'kb-no-iat': 'key_binding_fresh',
  'kb-alg-none': 'key_binding_signature',
  'issuer-signature-altered': 'issuer_signature',
  'issuer-payload-altered': 'issuer_signature',
  'issuer-alg-none': 'issuer_signature',
  'duplicate-digest': 'disclosures',
  'duplicate-digest-nested': 'disclosures',
  'claim-name-collision': 'disclosures',
  'claim-name-underscore-sd': 'disclosures',
  'claim-name-ellipsis': 'disclosures',
  'two-element-disclosure-in-object': 'disclosures',
  'three-element-disclosure-in-array': 'disclosures',
  'disclosure-not-json': 'disclosures',
  'unknown-sd-alg': 'hash_function',
  expired: 'validity_period',
  'missing-final-tilde': 'key_binding_present',
  'child-without-parent': 'disclosures',
}

/** The vector's own reference time is two weeks later; its verifier does not limit the age of a Key Binding JWT. */
const whenPresented = epochSeconds(1_748_537_243)

const verify = async (text: string) => {
  const { nonce, aud: audience } = vector.verifier
  const expected = { now: whenPresented, skew: seconds(60), mustExpire: true, nonce, audience }
  const subject = decodeSdJwt(text, vector.issuer_public_key_jwk, expected)
  return { subject, report: await run(subject, sdJwtChecks) }
}

test.each(vector.cases.filter(({ expect }) => expect === 'reject'))('$id: $reason', async ({ id, sd_jwt }) => {
  const { report } = await verify(sd_jwt)
  expect(report.accepted).toBe(false)
  expect(failed(report)[0]).toBe(reasons[id])
})

test('the control passes', async () => {
  const [control, ...others] = vector.cases.filter(({ expect }) => expect === 'accept')
  expect(others).toEqual([])
  const { subject, report } = await verify(control!.sd_jwt)
  expect(failed(report)).toEqual([])
  expect(report.accepted).toBe(true)
  expect(subject.processed().claims).toEqual(control!.expected_processed_payload)
})

test('every published negative case is judged here', () => {
  expect(Object.keys(reasons)).toEqual(vector.cases.filter(({ expect }) => expect === 'reject').map(({ id }) => id))
})
