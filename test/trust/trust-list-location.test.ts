import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseTrustLists } from '../../src/trust/trust-list-location.ts'
import { location, signer, uris } from './scene.ts'

const entry = { territory: 'XM', url: location.url, listType: uris.listType, grantedStatus: uris.granted, signerCertificates: [signer.certificate] }

test('the configuration of a relying service names each list and its signers', () => {
  expect(parseTrustLists([entry])[0]).toMatchObject({ territory: 'XM', url: location.url, signerCertificates: [{ sha256: location.signerCertificates[0].sha256 }] })
})

test.each([
  ['no list', []],
  ['no signer', [{ ...entry, signerCertificates: [] }]],
  ['a signer that is no certificate', [{ ...entry, signerCertificates: ['AAAA'] }]],
  ['a territory in small letters', [{ ...entry, territory: 'xm' }]],
  ['no granted status', [{ ...entry, grantedStatus: undefined }]],
  ['an address that is no URL', [{ ...entry, url: 'file:///etc/list' }]],
  ['a member nobody knows', [{ ...entry, trustEverybody: true }]],
])('%s is refused', (_, value) => {
  expect(() => parseTrustLists(value)).toThrow(z.ZodError)
})

test('all faults are listed at once', () => {
  try {
    parseTrustLists([{ ...entry, territory: 'x', listType: 'y', signerCertificates: ['AAAA'] }])
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(z.ZodError)
    expect((error as z.ZodError).issues.map(({ path }) => path.join('.'))).toEqual(['0.territory', '0.listType', '0.signerCertificates.0'])
  }
})
