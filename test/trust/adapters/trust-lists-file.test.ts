import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { certifiedKeyFile } from '../../../src/trust/adapters/certified-key-file.ts'
import { trustListsFile } from '../../../src/trust/adapters/trust-lists-file.ts'
import { issuer, location, signer, uris } from '../scene.ts'

const withFile = async <Result>(content: string, use: (path: string) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'trust-'))
  try {
    await writeFile(join(folder, 'file.json'), content)
    return await use(join(folder, 'file.json'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const lists = [{ territory: 'XM', url: location.url, listType: uris.listType, grantedStatus: uris.granted, signerCertificates: [signer.certificate] }]

test('the lists of a relying service are read from a file', async () => {
  expect(await withFile(JSON.stringify(lists), trustListsFile)).toMatchObject([{ territory: 'XM' }])
})

test.each([['no JSON', '{'], ['no list', '[]'], ['no lists', '{}']])('a file with %s is named in the error', async (_, content) => {
  await expect(withFile(content, trustListsFile)).rejects.toThrow('file.json')
})

test('a key is read with its certificate, and only with its own', async () => {
  const { privateJwk, x5c } = signer
  expect((await withFile(JSON.stringify({ privateJwk, x5c }), certifiedKeyFile)).x5c).toEqual(x5c)
  await expect(withFile(JSON.stringify({ privateJwk, x5c: issuer.x5c }), certifiedKeyFile)).rejects.toThrow('another key')
  await expect(withFile(JSON.stringify({ privateJwk, x5c: [] }), certifiedKeyFile)).rejects.toThrow('file.json')
})
