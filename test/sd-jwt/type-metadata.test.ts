import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { systemRandom } from '../../src/base/adapters/system-random.ts'
import type { ClaimsPath } from '../../src/base/claims-path.ts'
import type { JsonObject } from '../../src/base/json.ts'
import type { FetchDocument, FetchedDocument } from '../../src/http/fetch-document.ts'
import { issueSdJwtVc } from '../../src/sd-jwt/issue-sd-jwt-vc.ts'
import { confirmOfType } from '../../src/sd-jwt/type-metadata-rules.ts'
import {
  confirmIntegrity, fetchTypeMetadata, integrityOf, makeTypeMetadata, processTypeMetadataResponse, type ClaimMetadata,
} from '../../src/sd-jwt/type-metadata.ts'
import { holder, issuer, now } from './lab-credential.ts'

const names = { en: 'Diploma', ja: '学位証明書', fr: 'Diplôme' }
const vct = 'https://issuer.example/type-metadata/diploma'
const made = makeTypeMetadata({ vct, names, descriptions: names, claims: [
  { path: ['family_name'], label: names, mandatory: true, disclosable: true },
  { path: ['lab'], label: names, mandatory: true, disclosable: false },
] })
const document = (text: string, changes: Partial<FetchedDocument> = {}): FetchedDocument => ({ url: vct, status: 200, contentType: 'application/json', header: () => undefined, text, ...changes })
const text = JSON.stringify(made)

test('SD-JWT VC -13 "Type Metadata Format": names by locale, labels by locale, sd and mandatory of each claim', () => {
  expect(made).toMatchObject({ vct, display: [{ locale: 'en', name: 'Diploma' }, { locale: 'ja' }, { locale: 'fr' }] })
  expect(made.claims).toMatchObject([
    { path: ['family_name'], mandatory: true, sd: 'always', display: [{ locale: 'en', label: 'Diploma' }, { locale: 'ja' }, { locale: 'fr' }] },
    { path: ['lab'], mandatory: true, sd: 'never' },
  ])
  expect(processTypeMetadataResponse(document(text), { vct, integrity: integrityOf(text) })).toEqual(made)
})

const { type_metadata_and_issuer_metadata: published } = JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/sd-jwt/sd-jwt-vc-type-metadata.json`, 'utf8')) as { type_metadata_and_issuer_metadata: readonly JsonObject[] }
const types = published.filter((it) => typeof it['vct'] === 'string' && ('claims' in it || 'extends' in it || 'display' in it))
test.each(types.map((type) => [type['vct'] as string, type] as const))('the published type metadata of %s is read', (vct, type) => {
  const parsed = processTypeMetadataResponse(document(JSON.stringify(type)), { vct, integrity: undefined })
  expect(type).toMatchObject(parsed as unknown as JsonObject)
})

describe('SD-JWT VC -13 "Document Integrity"', () => {
  test('W3C Subresource Integrity: of several hashes those of the strongest function count', () => {
    const [weak, strong] = ['sha256-L7/UQ9VWpyG7C9RDEC4ctS5hI3Zcw+ta+haPGlByG9c=', 'sha512-wVJ82JPBJHc9gRkRlwyP5uhX1t9dySJr2KFgYUwM2WOk3eorlLt9NgIe+dhl1c6ilKgt1JoLsmn1H256V/eUIQ==']
    expect(() => confirmIntegrity('<', 'sha256-r2Wx1rJ6tZbXxqrU2dKyqLoaBEwzIFmGq6hHSvbDC3k=')).toThrow('not the one')
    expect(() => confirmIntegrity('x', integrityOf('x'))).not.toThrow()
    expect(() => confirmIntegrity('x', `${weak} ${integrityOf('x')}?ct=application/json`)).not.toThrow()
    expect(() => confirmIntegrity('x', `${integrityOf('x')} ${strong}`)).toThrow('not the one')
    expect(() => confirmIntegrity('x', 'md5-AAAA')).toThrow('no known hash function')
  })

  test('SHA-256 of "hello" as everybody computes it', () => {
    expect(integrityOf('hello')).toBe('sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=')
  })
})

const faults: readonly (readonly [string, FetchedDocument, { vct: string; integrity: string | undefined }, string, string])[] = [
  ['another document than was meant', document(`${text} `), { vct, integrity: integrityOf(text) }, 'CheckFailed', 'integrity'],
  ['an error page', document('{}', { status: 404 }), { vct, integrity: undefined }, 'Indeterminate', '404'],
  ['an error page with the right text', document(text, { status: 500 }), { vct, integrity: integrityOf(text) }, 'Indeterminate', '500'],
  ['another media type', document(text, { contentType: 'text/html' }), { vct, integrity: undefined }, 'CheckFailed', 'text/html'],
  ['another type', document(text), { vct: 'https://other.example', integrity: undefined }, 'CheckFailed', 'another type'],
  ['no JSON', document('{'), { vct, integrity: undefined }, 'CheckFailed', 'not type metadata'],
  ['a claim without path', document(JSON.stringify({ vct, claims: [{ path: [] }] })), { vct, integrity: undefined }, 'CheckFailed', 'not type metadata'],
  ['an unknown rule', document(JSON.stringify({ vct, claims: [{ path: ['a'], sd: 'sometimes' }] })), { vct, integrity: undefined }, 'CheckFailed', 'not type metadata'],
]
test.each(faults)('refused: %s', (_what, found, expected, name, says) => {
  expect(() => processTypeMetadataResponse(found, expected)).toThrow(expect.objectContaining({ name, message: expect.stringContaining(says) }))
})

describe('SD-JWT VC -13 "Extending Type Metadata"', () => {
  const web = (documents: Readonly<Record<string, object>>): FetchDocument => async ({ url }) => url in documents ? document(JSON.stringify(documents[url])) : document('', { status: 404 })
  const [a, b] = ['https://a.example/t', 'https://b.example/t']

  test('the rules of every type above hold as well', async () => {
    const types = await fetchTypeMetadata(web({ [a]: { vct: a, extends: b }, [b]: { vct: b, name: 'above' } }), { vct: a, integrity: undefined })
    expect(types.map(({ vct }) => vct)).toEqual([a, b])
  })

  test('the integrity of the type above is looked at', async () => {
    const above = { vct: b, name: 'above' }
    const chain = (integrity: string) => fetchTypeMetadata(web({ [a]: { vct: a, extends: b, 'extends#integrity': integrity }, [b]: above }), { vct: a, integrity: undefined })
    expect(await chain(integrityOf(JSON.stringify(above)))).toHaveLength(2)
    await expect(chain(integrityOf('other'))).rejects.toThrow('integrity')
  })

  test.each([
    ['a type that extends itself', { [a]: { vct: a, extends: a } }, 'circle'],
    ['two that extend each other', { [a]: { vct: a, extends: b }, [b]: { vct: b, extends: a } }, 'circle'],
    ['a type without address above', { [a]: { vct: a, extends: 'urn:lab:x' } }, 'no address'],
    ['a type above that is not there', { [a]: { vct: a, extends: b } }, '404'],
    ['a tower', Object.fromEntries(Array.from({ length: 9 }, (_, at) => [at === 0 ? a : `https://a.example/${at}`, { vct: at === 0 ? a : `https://a.example/${at}`, extends: `https://a.example/${at + 1}` }])), 'more than 5'],
  ])('refused: %s', async (_what, documents, says) => {
    await expect(fetchTypeMetadata(web(documents), { vct: a, integrity: undefined })).rejects.toThrow(says)
  })
})

describe('SD-JWT VC -13 "Claim Metadata"', () => {
  const claims: JsonObject = { vct, exp: now + 1000, family_name: 'Mihon', lab: true, address: { locality: 'Mihon-shi', country: 'JP' }, nationalities: ['JP', 'XM'] }
  const disclosable: readonly ClaimsPath[] = [['family_name'], ['address', 'locality'], ['nationalities', null]]
  const credential = issueSdJwtVc({ key: issuer.key, claims, always: ['lab', 'address', 'nationalities'], disclosable: disclosable.filter(([name]) => name === 'family_name'), holderKey: holder.publicJwk, random: systemRandom, decoys: 0 })
  const nested = issueSdJwtVc({ key: issuer.key, claims, always: ['lab'], disclosable, holderKey: holder.publicJwk, random: systemRandom, decoys: 2 })
  const rules = async (...claims: ClaimMetadata[]) => confirmOfType(await nested, [{ vct, claims }])

  test('what the type says holds of the credential', async () => {
    expect(() => confirmOfType('', [])).toThrow()
    await expect(rules(
      { path: ['family_name'], mandatory: true, sd: 'always' }, { path: ['lab'], mandatory: true, sd: 'never' }, { path: ['address', 'locality'], sd: 'always' },
      { path: ['address', 'country'], sd: 'never' }, { path: ['nationalities', null], sd: 'always', mandatory: true }, { path: ['email'], sd: 'always' }, { path: ['family_name'], sd: 'allowed' },
    )).resolves.toBeUndefined()
  })

  test.each<[string, ClaimMetadata, string]>([
    ['a mandatory claim is missing', { path: ['email'], mandatory: true }, 'email'],
    ['a mandatory element is missing', { path: ['lab', null], mandatory: true }, 'lab[]'],
    ['a claim stands in the clear that should not', { path: ['lab'], sd: 'always' }, 'should be disclosed selectively'],
    ['a claim is selective that should not be', { path: ['family_name'], sd: 'never' }, 'should not be'],
    ['an element is selective that should not be', { path: ['nationalities', null], sd: 'never' }, 'should not be'],
  ])('refused: %s', async (_what, rule, says) => {
    await expect(rules(rule)).rejects.toMatchObject({ name: 'CheckFailed', message: expect.stringContaining(says) })
  })

  test('elements in the clear are refused where they should be selective', async () => {
    const plain = await credential
    expect(() => confirmOfType(plain, [{ vct, claims: [{ path: ['nationalities', null], sd: 'always' }] }])).toThrow('should be disclosed selectively')
  })
})
