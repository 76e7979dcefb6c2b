import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { days } from '../../src/base/time.ts'
import { makeCa } from '../../src/x509/adapters/pki.ts'
import { certificatePem, certificatesInPem, privateKeyPem } from '../../src/x509/pem.ts'

const ca = (CN: string) => makeCa({ subject: { O: 'LAB-CA', CN }, now: systemClock.now(), validFor: days(1) })

test('a certificate becomes PEM that Node reads, in lines of 64 characters, and comes back', async () => {
  const { certificate } = await ca('one')
  const pem = certificatePem(certificate)
  expect(new X509Certificate(pem).raw.toString('base64')).toBe(certificate)
  expect(Math.max(...pem.split('\n').map((line) => line.length))).toBe(64)
  expect(certificatesInPem(pem)).toEqual([certificate])
})

test('of a file with several blocks the certificates are read, in order', async () => {
  const [one, other] = [await ca('one'), await ca('other')]
  const key = privateKeyPem({ ...one.privateJwk })
  const text = `subject=one\n${certificatePem(one.certificate)}${key}\r\n${certificatePem(other.certificate).replaceAll('\n', '\r\n')}`
  expect(certificatesInPem(text)).toEqual([one.certificate, other.certificate])
  expect(certificatesInPem('nothing here')).toEqual([])
})

test('a private key becomes PKCS #8 of the same key', async () => {
  const { privateJwk } = await ca('one')
  const pem = privateKeyPem({ ...privateJwk })
  expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
  expect(createPrivateKey(pem).export({ format: 'jwk' })).toMatchObject(privateJwk)
})
