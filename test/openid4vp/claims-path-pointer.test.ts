import { describe, expect, test } from 'vitest'
import { CheckFailed } from '../../src/base/checks.ts'
import type { ClaimsPath } from '../../src/base/claims-path.ts'
import { hasClaim, selectClaims, selectElement } from '../../src/openid4vp/claims-path-pointer.ts'
import vectors from '../vectors/dcql/derived-claims-path-cases.json' with { type: 'json' }

const titled = <Case extends { path: unknown }>(cases: readonly Case[]) =>
  cases.map((one) => [JSON.stringify(one.path), one] as const)

describe('OpenID4VP 1.0 §7.1 "Semantics for JSON-based Credentials"', () => {
  test.each(titled(vectors.json_cases))('%s', (_title, { path, selected }) => {
    const values = () => selectClaims(path as unknown as ClaimsPath, vectors.json_credential).map(({ value }) => value)
    if (selected === undefined) expect(values).toThrow(CheckFailed)
    else expect(values()).toEqual(selected)
  })

  test('all 27 cases were tried', () => expect(vectors.json_cases).toHaveLength(27))
})

describe('OpenID4VP 1.0 §7.2 "Semantics for ISO mdoc-based Credentials"', () => {
  test.each(titled(vectors.mdoc_cases))('%s', (_title, { path, selected }) => {
    const value = () => selectElement(path, vectors.mdoc_name_spaces)
    if (selected === undefined) expect(value).toThrow(CheckFailed)
    else expect([value()]).toEqual(selected)
  })

  test('all 9 cases were tried', () => expect(vectors.mdoc_cases).toHaveLength(9))
})

test('each selected claim comes with its own path', () => {
  expect(selectClaims(['degrees', null, 'type'], vectors.json_credential).map(({ path }) => path)).toEqual([
    ['degrees', 0, 'type'],
    ['degrees', 1, 'type'],
  ])
})

test('members that every object inherits are not claims', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
    expect(hasClaim([name], {})).toBe(false)
})
