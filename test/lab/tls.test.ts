import { connect, type ConnectionOptions } from 'node:tls'
import { expect, test } from 'vitest'
import { directionIds } from '../../src/scenarios/student-exchange/directions.ts'
import { studentExchange } from '../../src/scenarios/student-exchange/student-exchange.ts'
import { tell } from '../../src/scenarios/story.ts'
import { ask, httpsWorld } from './https-world.ts'

/** The protocol and suite that come about, or why none does. */
const shake = (url: string, options: ConnectionOptions): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: '127.0.0.1', port: Number(port), servername: hostname, ...options }, () => {
      resolve(`${socket.getProtocol()} ${socket.getCipher().standardName}`)
      socket.end()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })

test('the student exchange happens over https, and no address of it is plain', async () => {
  const { lab } = await httpsWorld()
  expect(lab.services.map(({ url }) => new URL(url).protocol)).toEqual(lab.services.map(() => 'https:'))
  for (const direction of directionIds) {
    const finished = await tell(studentExchange(direction, undefined), lab.world)
    expect(finished.asExpected).toBe(true)
    expect(JSON.stringify(finished)).not.toContain('http://')
  }
}, 90_000)

test('TLS 1.3 and TLS 1.2 with authenticated encryption are spoken, and nothing older or weaker', async () => {
  const { lab, tls } = await httpsWorld()
  const old = { ca: tls.root, ciphers: 'ALL:@SECLEVEL=0' }
  for (const { url } of lab.services) {
    expect(await shake(url, { ca: tls.root })).toMatch(/^TLSv1\.3 /)
  }
  const { url } = lab.services[0]!
  const tls12 = { ca: tls.root, maxVersion: 'TLSv1.2' } as const
  expect(await shake(url, tls12)).toMatch(/^TLSv1\.2 TLS_ECDHE_ECDSA_WITH_(AES_128_GCM|AES_256_GCM|CHACHA20_POLY1305)_SHA/)
  for (const suite of ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305']) {
    expect(await shake(url, { ...tls12, ciphers: suite })).toMatch(/^TLSv1\.2 /)
  }
  for (const suite of ['ECDHE-ECDSA-AES128-SHA256', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES128-CCM', 'AES128-GCM-SHA256', 'NULL', 'aNULL']) {
    expect(await shake(url, { ...tls12, ciphers: `${suite}:@SECLEVEL=0` })).toMatch(/HANDSHAKE_FAILURE/)
  }
  for (const version of ['TLSv1', 'TLSv1.1'] as const) {
    expect(await shake(url, { ...old, minVersion: version, maxVersion: version })).toMatch(/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/)
  }
})

test('the chain leads to the root of the lab, and to no other', async () => {
  const { lab, tls } = await httpsWorld()
  const { url } = lab.services[0]!
  expect(await shake(url, {})).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  expect(await shake(url.replace('wallet.localhost', 'another.localhost'), { ca: tls.root })).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
})

test('plain http on the port of https is answered by nobody', async () => {
  const { lab } = await httpsWorld()
  const { port } = new URL(lab.services[0]!.url)
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
})

test('the pages say nothing of plain http, and their cookies are bound to the host and secure', async () => {
  const { lab, tls } = await httpsWorld()
  for (const { url } of lab.services) {
    const { status, headers, text } = await ask(`${url}/?lang=en`, { ca: tls.root })
    expect([status, text.includes('class="development"'), text.includes('http://')]).toEqual([200, false, false])
    const cookies = [headers['set-cookie'] ?? []].flat()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) expect(cookie).toMatch(/^(__Host-\w+_\d+|lang)=.*; Secure/)
  }
  const { url } = lab.world.wallet
  const cookies = [(await ask(`${url}/`, { ca: tls.root })).headers['set-cookie'] ?? []].flat()
  expect(cookies.join()).toMatch(/__Host-wallet_\d+=/)
})
