import { createPrivateKey } from 'node:crypto'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:tls'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { before, days, seconds, type EpochSeconds } from '../../src/base/time.ts'
import { bind } from '../../src/http/adapters/bind.ts'
import { nodeFetchDocument } from '../../src/http/adapters/node-fetch-document.ts'
import { makeCa, makeCertificate } from '../../src/x509/adapters/pki.ts'

const request = { accept: 'application/json', maxBytes: 1_000, timeout: seconds(5) }
const pem = (base64: string) =>
  `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`

/** An https server for a name under localhost, whose root only this test knows. */
async function secured(name: string, notBefore: EpochSeconds = before(systemClock.now(), days(1))) {
  const ca = await makeCa({ subject: { O: 'LAB-Root', CN: 'LAB-Root' }, now: notBefore, validFor: days(30) })
  const { certificate, privateJwk } = await makeCertificate({
    subject: { CN: name },
    issuedBy: ca,
    notBefore,
    notAfter: (notBefore + days(2)) as EpochSeconds,
    keyUsage: ['digitalSignature'],
    subjectAltNames: [{ type: 'dns', value: name }],
  })
  const key = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()
  const tls = { key, cert: pem(certificate) }
  return { tls, root: pem(ca.certificate) }
}

async function serving(tls: { key: string; cert: string }): Promise<number> {
  const binding = await bind({ port: 0, host: '127.0.0.1', tls })
  onTestFinished(() => binding.close())
  binding.serve(express().get('/', (req, res) => void res.json({ secure: req.secure })))
  return binding.port
}

test('a service is reached over https whose root is trusted, and not otherwise', async () => {
  const { tls, root } = await secured('issuer.localhost')
  const url = `https://issuer.localhost:${await serving(tls)}/`
  const trusting = nodeFetchDocument({ development: true, extraCa: root })
  expect((await trusting({ url, ...request })).text).toBe('{"secure":true}')
  expect((await trusting({ url, ...request, method: 'POST', body: '' })).status).toBe(404)
  await expect(nodeFetchDocument({ development: true })({ url, ...request })).rejects.toMatchObject({
    code: 'unreachable',
  })
})

test('a certificate for another name, or one that has expired, is not accepted', async () => {
  const { tls, root } = await secured('issuer.localhost')
  const trusting = nodeFetchDocument({ development: true, extraCa: root })
  const port = await serving(tls)
  await expect(trusting({ url: `https://wallet.localhost:${port}/`, ...request })).rejects.toMatchObject({
    code: 'unreachable',
  })

  const old = await secured('issuer.localhost', before(systemClock.now(), days(10)))
  const url = `https://issuer.localhost:${await serving(old.tls)}/`
  const trustingOld = nodeFetchDocument({ development: true, extraCa: old.root })
  await expect(trustingOld({ url, ...request })).rejects.toMatchObject({ code: 'unreachable' })
})

test('TLS 1.1 is refused on both sides', async () => {
  const { tls, root } = await secured('issuer.localhost')
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const
  const port = await serving(tls)
  const refused = new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...old })
    socket
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      .on('secureConnect', () => resolve('connected'))
  })
  expect(await refused).toMatch(/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/)

  const server = createTlsServer({ ...tls, ...old }, (_req, res) => void res.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `https://issuer.localhost:${(server.address() as AddressInfo).port}/`
  const failed = await nodeFetchDocument({ development: true, extraCa: root })({ url, ...request }).catch(
    (error: unknown) => error,
  )
  expect(failed).toMatchObject({ code: 'unreachable' })
  expect((failed as { cause: NodeJS.ErrnoException }).cause.message).toContain('alert protocol version')
})

test('redirects do not lead from https to an address that is reached by http', async () => {
  const { tls, root } = await secured('issuer.localhost')
  const server = createTlsServer(
    tls,
    (_req, res) => void res.writeHead(302, { Location: 'http://issuer.localhost/' }).end(),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `https://issuer.localhost:${(server.address() as AddressInfo).port}/`
  const listed = nodeFetchDocument({ development: true, extraCa: root })
  await expect(listed({ url, ...request, redirects: 1 })).rejects.toMatchObject({ code: 'not_https' })
})
