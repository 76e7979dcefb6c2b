import { expect, test } from 'vitest'
import type { ClaimsPath } from '../../src/base/claims-path.ts'
import type { JsonObject } from '../../src/base/json.ts'
import { digestOf } from '../../src/sd-jwt/disclosure.ts'
import { parseSdJwt } from '../../src/sd-jwt/parse-sd-jwt.ts'
import { processPayload } from '../../src/sd-jwt/processed-payload.ts'
import { heldClaims, selectableClaims } from '../../src/sd-jwt/selectable-claims.ts'
import { audience, claims, credential, disclosable, issue, nonce, now, present } from './lab-credential.ts'

const alwaysSeen = Object.fromEntries(
  ['vct', 'iss', 'iat', 'nbf', 'exp', 'status', 'issuing_country'].map((name) => [name, claims[name]]),
)

async function seen(disclose: readonly ClaimsPath[]): Promise<JsonObject> {
  const { issuerJwt, disclosures } = parseSdJwt(await present(credential, { disclose }))
  const { cnf: _, ...claims } = processPayload(issuerJwt.payload, disclosures).claims as JsonObject & { cnf: unknown }
  return claims as JsonObject
}

test.each<[string, readonly ClaimsPath[], JsonObject]>([
  ['nothing', [], { nationalities: [] }],
  ['a claim in the clear', [['vct']], { nationalities: [] }],
  ['one claim', [['given_name']], { given_name: 'LAB-Hanako', nationalities: [] }],
  ['one element', [['nationalities', 1]], { nationalities: ['XB'] }],
  ['all elements', [['nationalities', null]], { nationalities: ['XA', 'XB'] }],
  ['an array whole', [['nationalities']], { nationalities: ['XA', 'XB'] }],
  [
    'a claim inside another, with what it stands in',
    [['address', 'locality']],
    { nationalities: [], address: { locality: 'LAB-Town', country: 'XM', lines: [] } },
  ],
  [
    'a claim in the clear inside a disclosable one',
    [['address', 'country']],
    { nationalities: [], address: { country: 'XM', lines: [] } },
  ],
  ['an object whole', [['address']], { nationalities: [], address: claims['address']! }],
  [
    'two claims',
    [['family_name'], ['address', 'lines', 0]],
    { family_name: 'LAB-Mihon', nationalities: [], address: { country: 'XM', lines: ['1'] } },
  ],
])('who is asked for %s shows exactly that', async (_what, disclose, shown) => {
  expect(await seen(disclose)).toEqual({ ...alwaysSeen, ...shown })
})

test('of a list only the elements that have what is asked for are shown', async () => {
  const degrees = [{ title: 'LAB-Master', grade: 1 }, { grade: 2 }, { title: 'LAB-Bachelor' }]
  const held = await issue({
    claims: { ...alwaysSeen, degrees },
    disclosable: [
      ['degrees', null],
      ['degrees', null, 'title'],
    ],
  })
  const { issuerJwt, disclosures } = parseSdJwt(await present(held, { disclose: [['degrees', null, 'title']] }))
  expect(processPayload(issuerJwt.payload, disclosures).claims['degrees']).toEqual([degrees[0], degrees[2]])
})

test.each<[string, ClaimsPath]>([
  ['degree', ['degree']],
  ['address.street', ['address', 'street']],
  ['nationalities[2]', ['nationalities', 2]],
  ['nationalities[-1]', ['nationalities', -1]],
  ['given_name[]', ['given_name', null]],
  ['given_name[0]', ['given_name', 0]],
  ['toString', ['toString']],
])('a claim that is not there, %s, is not passed over in silence', async (shown, path) => {
  await expect(present(credential, { disclose: [['given_name'], path] })).rejects.toThrow(
    `the credential has no claim at ${shown}`,
  )
})

test('the Key Binding JWT has its four claims and no other, over the text as sent', async () => {
  const text = await present(credential)
  const { keyBinding, issuerJwtText, disclosures } = parseSdJwt(text)
  expect(keyBinding!.jwt.header).toEqual({ alg: 'ES256', typ: 'kb+jwt' })
  const sd_hash = digestOf([issuerJwtText, ...disclosures.map(({ text }) => text), ''].join('~'), 'sha-256')
  expect(keyBinding!.jwt.payload).toEqual({ iat: now, aud: audience, nonce, sd_hash })
  expect(credential.startsWith(`${issuerJwtText}~`)).toBe(true)
})

test('the list of claims: containers before contents, and what everyone sees', () => {
  const list = selectableClaims(credential)
  const at = (...path: (string | number)[]) => list.find((claim) => JSON.stringify(claim.path) === JSON.stringify(path))
  expect(at('vct')).toMatchObject({ value: claims['vct'], alwaysVisible: true, container: false })
  expect(at('nationalities')).toMatchObject({ value: ['XA', 'XB'], alwaysVisible: true, container: true })
  expect(at('nationalities', 1)).toMatchObject({ value: 'XB', alwaysVisible: false })
  expect(at('address')).toMatchObject({ value: claims['address'], alwaysVisible: false, container: true })
  expect(at('address', 'country')).toMatchObject({ value: 'XM', alwaysVisible: false })
  expect(at('status', 'status_list', 'idx')).toMatchObject({ value: 4711, alwaysVisible: true })
  expect(list.findIndex((claim) => claim === at('address'))).toBeLessThan(
    list.findIndex((claim) => claim === at('address', 'lines', 0)),
  )
  expect(heldClaims(credential)).toMatchObject(claims)
})

test('every listed claim can be presented by its path', async () => {
  for (const { path } of selectableClaims(credential))
    await expect(present(credential, { disclose: [path] })).resolves.toContain('~')
  expect(disclosable.length).toBeGreaterThan(0)
})

test('a credential whose disclosures are not its own is not presented', async () => {
  await expect(present(`${credential}WyJzIiwiYSIsMV0~`)).rejects.toThrow('belong to no digest')
})
