import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { seconds } from '../../src/base/time.ts'
import { bindService, serviceFetchDocument } from '../../src/http/adapters/service-network.ts'
import { makeTlsMaterial } from '../../src/lab/tls.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const request = { accept: 'application/json', maxBytes: 1_000, timeout: seconds(5) }
const outbound = { development: false, allowedAddresses: ['loopback'] }

async function httpsService() {
  const folder = temporaryFolder()
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const { root, key, certificate } = await makeTlsMaterial(['issuer.localhost'], systemClock.now())
  const tls = { keyFile: file('key.pem', key), certificateFile: file('chain.pem', certificate) }
  const binding = await bindService({ port: 0, bind: '127.0.0.1', tls })
  onTestFinished(() => binding.close())
  binding.serve(express().get('/', (req, res) => void res.json({ secure: req.secure })))
  return { url: `https://issuer.localhost:${binding.port}/`, port: binding.port, root, extraCaFile: file('root.pem', root), tls }
}

test('a service speaks https with its files, and another one trusts its root by a file', async () => {
  const { url, extraCaFile } = await httpsService()
  const trusting = await serviceFetchDocument({ ...outbound, extraCaFile })
  expect((await trusting({ url, ...request })).text).toBe('{"secure":true}')
})

test('without the root, or without the allowance of loopback, it is not reached', async () => {
  const { url, extraCaFile } = await httpsService()
  await expect((await serviceFetchDocument(outbound))({ url, ...request })).rejects.toMatchObject({ code: 'unreachable' })
  const elsewhere = await serviceFetchDocument({ development: false, allowedAddresses: [], extraCaFile })
  const refused: unknown = await elsewhere({ url, ...request }).catch((error: unknown) => error)
  // Where the system's resolver does not know names under localhost, they do not resolve at all.
  expect(['forbidden_address', 'unreachable']).toContain((refused as { code: string }).code)
})

test('several roots may stand in the file', async () => {
  const [one, other] = [await httpsService(), await httpsService()]
  const both = join(temporaryFolder(), 'roots.pem')
  writeFileSync(both, `${one.root}\n${other.root}`)
  const trusting = await serviceFetchDocument({ ...outbound, extraCaFile: both })
  expect((await trusting({ url: one.url, ...request })).status).toBe(200)
  expect((await trusting({ url: other.url, ...request })).status).toBe(200)
})

test('TLS 1.2 without authenticated encryption is refused by the service', async () => {
  const { port, root } = await httpsService()
  const answer = await new Promise((resolve) => {
    const weak = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES256-SHA:@SECLEVEL=0' } as const
    connect({ port, host: '127.0.0.1', servername: 'issuer.localhost', ca: root, ...weak }, () => resolve('connected')).on(
      'error',
      (error: NodeJS.ErrnoException) => resolve(error.code),
    )
  })
  expect(answer).toMatch(/HANDSHAKE_FAILURE/)
})

test('files that are not there stop the program before it listens', async () => {
  const { tls } = await httpsService()
  await expect(bindService({ port: 0, bind: '127.0.0.1', tls: { ...tls, keyFile: '/nowhere/key.pem' } })).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(serviceFetchDocument({ ...outbound, extraCaFile: '/nowhere/root.pem' })).rejects.toMatchObject({ code: 'ENOENT' })
})
