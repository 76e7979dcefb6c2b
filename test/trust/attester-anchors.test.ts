import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { CheckFailed } from '../../src/base/checks.ts'
import { after, days } from '../../src/base/time.ts'
import { attesterAnchorsFile } from '../../src/trust/adapters/attester-anchors-file.ts'
import { confirmAttester, parseAttesterAnchors } from '../../src/trust/attester-anchors.ts'
import { makeCa, makeLeaf } from '../../src/x509/adapters/pki.ts'
import { certificatePem } from '../../src/x509/pem.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { now } from './scene.ts'

const authority = (CN: string) => makeCa({ subject: { C: 'XM', O: 'LAB-Wallets', CN }, now, validFor: days(100) })
const [ca, other] = await Promise.all([authority('LAB-Wallets CA'), authority('LAB-Other CA')])
const attester = await makeLeaf({ profile: 'walletAttester', subject: { C: 'XM', O: 'LAB-Wallets', CN: 'LAB-Wallets' }, ca, now, validFor: days(50) })

test('an attester below an anchor is trusted, as long as its certificate is valid', async () => {
  const { clientAttestation } = parseAttesterAnchors({ clientAttestation: [ca.certificate], keyAttestation: [] })
  await expect(confirmAttester(attester.x5c, clientAttestation, now)).resolves.toBeUndefined()
  await expect(confirmAttester(attester.x5c, clientAttestation, after(now, days(51)))).rejects.toThrow(/not trusted here/)
})

test('the attester’s own certificate may be the anchor', async () => {
  const { keyAttestation } = parseAttesterAnchors({ clientAttestation: [], keyAttestation: [attester.certificate] })
  await expect(confirmAttester(attester.x5c, keyAttestation, now)).resolves.toBeUndefined()
})

test('an attester below another anchor, or where there is none, is not trusted', async () => {
  const { clientAttestation, keyAttestation } = parseAttesterAnchors({ clientAttestation: [other.certificate], keyAttestation: [] })
  for (const anchors of [clientAttestation, keyAttestation]) await expect(confirmAttester(attester.x5c, anchors, now)).rejects.toThrow(CheckFailed)
})

test('anchors come as base64 DER or as PEM, also several in one text', () => {
  const pem = certificatePem(ca.certificate) + certificatePem(other.certificate)
  const { clientAttestation } = parseAttesterAnchors({ clientAttestation: [pem, attester.certificate], keyAttestation: [] })
  expect(clientAttestation.map(({ base64 }) => base64)).toEqual([ca.certificate, other.certificate, attester.certificate])
})

test.each<[string, unknown]>([
  ['a list that is not there', { clientAttestation: [] }],
  ['a list that nobody asked for', { clientAttestation: [], keyAttestation: [], issuers: [] }],
  ['an entry that is no certificate', { clientAttestation: ['AAAA'], keyAttestation: [] }],
  ['a PEM without a certificate', { clientAttestation: ['-----BEGIN NOTHING-----'], keyAttestation: [] }],
  ['an array', []],
])('refused: %s', (_what, value) => {
  expect(() => parseAttesterAnchors(value)).toThrow(z.ZodError)
})

test('a file that does not serve is named', async () => {
  const file = join(temporaryFolder(), 'wallet-providers.json')
  writeFileSync(file, '{"clientAttestation": []}')
  await expect(attesterAnchorsFile(file)).rejects.toThrow(/wallet-providers\.json does not name wallet providers/)
  await expect(attesterAnchorsFile(`${file}.missing`)).rejects.toThrow(/missing/)
})
