import { beforeAll, describe, expect, test } from 'vitest'
import { told } from '../../docs/make/told-stories.ts'
import { isJsonObject, type JsonObject } from '../../src/base/json.ts'
import { finishedStoryJson } from '../../src/lab/finished-story-json.ts'
import { quoted, readPage, tableRows } from './pages.ts'

const documented = tableRows(readPage('docs/demo-json.md')).map(([member, type, what]) => ({
  member: quoted(member!)[0]!,
  type: type!,
  what: what!,
}))

describe('docs/demo-json.md says what the demo prints', () => {
  let printed: JsonObject
  beforeAll(async () => {
    printed = JSON.parse(JSON.stringify(finishedStoryJson(await told('jp-to-eu')))) as JsonObject
  })

  test('its members, in their order', () => expect(documented.map(({ member }) => member)).toEqual(Object.keys(printed)))

  test.each(documented)('the type of $member', ({ member, type }) => {
    const value = printed[member]
    const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
    expect(type.split(' or ')).toContain(actual)
  })

  test.each(documented.filter(({ what }) => what.includes('`{')))('what each $member is made of', ({ member, what }) => {
    const shape = quoted(what).find((text) => text.startsWith('{'))!
    const value = printed[member]
    const parts = (Array.isArray(value) ? value : [value]).filter(isJsonObject)
    expect(parts).not.toEqual([])
    for (const part of parts) expect(unlike(shape, part)).toEqual([])
  })

  test('another shape is seen', () => {
    expect(unlike('{a, b?, c: [{d}]}', { a: 1, c: [{ d: 1 }] })).toEqual([])
    expect(unlike('{a, b?}', { b: 1 })).toEqual(['a is missing'])
    expect(unlike('{a, c: [{d}]}', { a: 1, c: [{ e: 1 }] })).toEqual(['d is missing', 'e is not documented'])
  })
})

/** How an object departs from a shape written as `{a, b?, c: [{d}]}`. */
function unlike(shape: string, value: JsonObject): readonly string[] {
  const members = [...shape.slice(1, -1).matchAll(/(\w+)(\?)?(?:: \[(\{[^{}]*\})\])?(?:, |$)/g)].map(
    ([, name, optional, inner]) => ({ name: name!, optional: optional !== undefined, inner }),
  )
  return [
    ...members.filter(({ name, optional }) => !optional && value[name] === undefined).map(({ name }) => `${name} is missing`),
    ...Object.keys(value).filter((name) => !members.some((member) => member.name === name)).map((name) => `${name} is not documented`),
    ...members.flatMap(({ name, inner }) => {
      const list = value[name]
      return inner !== undefined && Array.isArray(list) ? list.filter(isJsonObject).flatMap((element) => unlike(inner, element)) : []
    }),
  ]
}
