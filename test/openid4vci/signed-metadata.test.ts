import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CheckFailed } from '../../src/base/checks.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { days, epochSeconds, hours } from '../../src/base/time.ts'
import { ephemeralDecryptionKey } from '../../src/jose/adapters/ephemeral-decryption-key.ts'
import { parseCompactJws, signCompactJws, verifyEs256 } from '../../src/jose/jws.ts'
import { makeCredentialIssuerMetadata } from '../../src/openid4vci/make-credential-issuer-metadata.ts'
import { signCredentialIssuerMetadata, verifySignedMetadata } from '../../src/openid4vci/signed-metadata.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'

const now = epochSeconds(1_795_000_000)
const credentialIssuer = 'https://issuer.example/path'
const ca = await makeCa({ subject: { C: 'XM', O: 'LAB', CN: 'LAB-Access CA' }, now, validFor: days(30) })
const { key } = await makeLeaf({ profile: 'accessCertificate', subject: { C: 'XM', O: 'LAB-Issuer', CN: 'LAB-Issuer' }, ca, now, validFor: days(30), subjectAltNames: [{ type: 'email', value: 'a@issuer.example' }] })
const names = { en: 'LAB', ja: 'LAB', fr: 'LAB' }
const metadata = makeCredentialIssuerMetadata({ credentialIssuer, names, configurations: {}, batchSize: 10, requestEncryption: ephemeralDecryptionKey('1').encryptionJwk, issuerInfo: [{ format: 'registrar_dataset', data: {} }] })
const expected = { credentialIssuer, now, trusted: async () => {} }

test('OpenID4VCI 1.0 "Signed Metadata": every parameter is a claim at the top; type, subject, times and chain are as asked', async () => {
  const { header, payload } = parseCompactJws(await signCredentialIssuerMetadata(key, metadata, { now, lifetime: hours(24) }))
  expect(header).toEqual({ alg: 'ES256', typ: 'openidvci-issuer-metadata+jwt', x5c: [...key.x5c] })
  expect(payload).toEqual({ ...JSON.parse(JSON.stringify(metadata)) as JsonObject, sub: credentialIssuer, iat: now, exp: now + 86_400 })
})

test('what is signed is verified and read; the signer’s chain goes to the caller’s judgement', async () => {
  let judged: readonly string[] = []
  const signed = await signCredentialIssuerMetadata(key, metadata, { now, lifetime: hours(24) })
  const verified = await verifySignedMetadata(`${signed}\n`, { ...expected, trusted: async (x5c) => { judged = x5c } })
  expect(verified).toEqual({ metadata: JSON.parse(JSON.stringify(metadata)) as JsonObject, x5c: [...key.x5c] })
  expect(judged).toEqual([...key.x5c])
})

interface Example { readonly token: string; readonly payload: JsonObject; readonly header: { readonly x5c: readonly [string] } }
test('OpenID4VCI 1.0 "Signed Metadata", example: the signature holds; its self-signed certificate is what HAIP 1.0 forbids', async () => {
  const { examples } = JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/openid4vci/metadata.json`, 'utf8')) as { examples: Record<string, Example> }
  const { token, payload, header } = examples['credential_issuer_metadata_sd_jwt_jwt']!
  const jws = parseCompactJws(token)
  expect(jws.payload).toEqual(payload)
  expect(() => verifyEs256(jws, parseCertificate(header.x5c[0]).publicKey)).not.toThrow()
  const reading = verifySignedMetadata(token, { ...expected, credentialIssuer: payload['sub'] as string })
  await expect(reading).rejects.toThrow('self-signed')
})

const claims = { ...JSON.parse(JSON.stringify(metadata)) as JsonObject, sub: credentialIssuer, iat: now }
const header = { typ: 'openidvci-issuer-metadata+jwt', x5c: [...key.x5c] }
const faults: readonly (readonly [string, () => Promise<string>, string])[] = [
  ['unsigned metadata', async () => JSON.stringify(metadata), 'not a JWS'],
  ['another type', () => signCompactJws(key, { ...header, typ: 'JWT' }, claims), 'typ'],
  ['no chain', () => signCompactJws(key, { typ: header.typ }, claims), 'no x5c'],
  ['another algorithm', async () => (await signCompactJws({ ...key, alg: 'none' as 'ES256' }, header, claims)), 'alg'],
  ['another key', () => signCompactJws({ ...key, sign: async () => new Uint8Array(64) }, header, claims), 'does not verify'],
  ['the metadata of another issuer', () => signCompactJws(key, header, { ...claims, sub: 'https://evil.example' }), 'another issuer (sub)'],
  ['another issuer inside', () => signCompactJws(key, header, { ...claims, credential_issuer: 'https://evil.example' }), 'of another issuer'],
  ['no time', () => signCompactJws(key, header, { ...claims, iat: 'now' }), 'iat'],
  ['a time to come', () => signCompactJws(key, header, { ...claims, iat: now + 3600 }), 'future'],
  ['an end that is past', () => signCompactJws(key, header, { ...claims, exp: now - 3600 }), 'expired'],
  ['an end that is none', () => signCompactJws(key, header, { ...claims, exp: 'never' }), 'exp'],
  ['no metadata', () => signCompactJws(key, header, { sub: credentialIssuer, iat: now }), 'not credential issuer metadata'],
]
test.each(faults)('refused: %s', async (_what, make, says) => {
  await expect(verifySignedMetadata(await make(), expected)).rejects.toMatchObject({ name: 'CheckFailed', message: expect.stringContaining(says) })
})

test('a signer who is not trusted signs nothing', async () => {
  const signed = await signCredentialIssuerMetadata(key, metadata, { now, lifetime: hours(24) })
  const trusted = async () => { throw new CheckFailed('not on the list') }
  await expect(verifySignedMetadata(signed, { ...expected, trusted })).rejects.toThrow('not on the list')
})
