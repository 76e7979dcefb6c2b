import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/base/adapters/system-clock.ts'
import { after, days } from '../../src/base/time.ts'
import { tlsFiles } from '../../src/lab/adapters/tls-folder.ts'
import { makeTlsMaterial, onlyLocalhost } from '../../src/lab/tls.ts'
import { plainInk } from '../../src/lab/terminal-report.ts'
import { rootNotice, trustRootInstructions } from '../../src/lab/trust-root-words.ts'
import { makeCertificate } from '../../src/x509/adapters/pki.ts'
import { parseCertificate } from '../../src/x509/certificate.ts'
import { certificatePem, certificatesInPem, privateKeyPem } from '../../src/x509/pem.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const now = systemClock.now()
const names = ['localhost', 'wallet.localhost', 'university.jp.localhost']
const read = (pem: string) => parseCertificate(certificatesInPem(pem)[0]!)

/** How a client that trusts `root` gets on with a server that calls itself `servername`. */
async function handshake(server: { key: string; cert: string }, root: string, servername: string): Promise<string> {
  const listener = createServer(server, (_req, res) => void res.end())
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void listener.close())
  const { port } = listener.address() as AddressInfo
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername, ca: root }, () => {
      socket.end()
      resolve('trusted')
    })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'UNSPECIFIED' ? error.message : (error.code ?? error.message)))
  })
}

test('one certificate serves every name, below a root that is no root of its own chain', async () => {
  const { root, key, certificate } = await makeTlsMaterial(names, now)
  const [ca, server] = [read(root), read(certificate)]
  expect(certificatesInPem(certificate)).toHaveLength(1)
  expect([ca.selfSigned, ca.ca, ca.pathLength, ca.keyUsage]).toEqual([true, true, 0, ['keyCertSign', 'cRLSign']])
  expect([server.selfSigned, server.ca, server.issuerDer]).toEqual([false, false, ca.subjectDer])
  expect(server.subjectAltNames).toEqual(names.map((value) => ({ type: 'dns', value })))
  expect(server.extendedKeyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect(server.notAfter - server.notBefore).toBeLessThanOrEqual(days(825))
  for (const name of names) expect(await handshake({ key, cert: certificate }, root, name)).toBe('trusted')
  expect(await handshake({ key, cert: certificate }, root, 'other.localhost')).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  expect(await handshake({ key, cert: certificate }, (await makeTlsMaterial(names, now)).root, 'localhost')).not.toBe('trusted')
})

test.each([
  ['wallet.localhost', 'trusted'],
  ['bank.example', 'permitted subtree violation'],
  ['localhost.example', 'permitted subtree violation'],
])('a root constrained as the lab’s is makes a certificate for %s: %s', async (name, expected) => {
  const period = { notBefore: now, notAfter: after(now, days(1)) }
  const subject = { CN: 'LAB constrained root' }
  const root = await makeCertificate({
    ...period, subject, basicConstraints: { ca: true }, keyUsage: ['keyCertSign'], moreExtensions: [onlyLocalhost],
  })
  const server = await makeCertificate({
    ...period, subject: { CN: name }, issuedBy: { ...root, subject, anchor: true }, keyUsage: ['digitalSignature'],
    subjectAltNames: [{ type: 'dns', value: name }],
  })
  const tls = { key: privateKeyPem({ ...server.privateJwk }), cert: certificatePem(server.certificate) }
  expect(await handshake(tls, certificatePem(root.certificate), name)).toBe(expected)
})

test('root and certificate are made once and kept, until a name is missing or the end is near', async () => {
  const folder = temporaryFolder()
  const first = await tlsFiles(folder, names, now)
  expect(first.fresh).toBe(true)
  expect(readFileSync(first.rootFile, 'utf8')).toBe(first.root)
  expect(statSync(first.keyFile).mode & 0o077).toBe(0)

  expect(await tlsFiles(folder, names, now)).toEqual({ ...first, fresh: false })
  expect((await tlsFiles(folder, names.slice(1), after(now, days(600)))).root).toBe(first.root)

  const later = await tlsFiles(folder, names, after(now, days(710)))
  expect([later.fresh, later.root === first.root]).toEqual([true, false])
  const wider = await tlsFiles(folder, [...names, 'bank.kr.localhost'], after(now, days(710)))
  expect([wider.fresh, wider.root === later.root]).toEqual([true, false])
})

test('a server certificate that its root did not issue is replaced with its root', async () => {
  const folder = temporaryFolder()
  const first = await tlsFiles(folder, names, now)
  writeFileSync(first.rootFile, (await makeTlsMaterial(names, now)).root)
  expect((await tlsFiles(folder, names, now)).fresh).toBe(true)
})

test('no private key but the server’s is in the folder', async () => {
  const folder = temporaryFolder()
  const { root, rootFile, certificateFile, keyFile } = await tlsFiles(folder, names, now)
  expect([rootFile, keyFile, certificateFile].map((file) => file.slice(folder.length + 1))).toEqual([
    join('tls', 'root.pem'), join('tls', 'server-key.pem'), join('tls', 'server.pem'),
  ])
  expect(root).not.toContain('PRIVATE KEY')
})

test('the instructions name the file, its fingerprint and what it may do', async () => {
  const { root } = await makeTlsMaterial(names, now)
  const told = trustRootInstructions({ root, rootFile: '/lab/tls/root.pem', fresh: true }, plainInk)
  const fingerprint = Buffer.from(read(root).sha256, 'base64url').toString('hex').toUpperCase()
  expect(told.replaceAll(':', '')).toContain(fingerprint)
  expect(told.match(/\/lab\/tls\/root\.pem/g)!.length).toBeGreaterThan(5)
  expect(told).toContain('names under localhost and for no others')
  expect(rootNotice({ root, rootFile: '/lab/tls/root.pem', fresh: true }, plainInk)).toContain('a new root was made')
  expect(rootNotice({ root, rootFile: '/lab/tls/root.pem', fresh: false }, plainInk)).not.toContain('new root')
})
